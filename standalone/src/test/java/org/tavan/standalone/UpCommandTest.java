package org.tavan.standalone;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.config.ConfigurationException;
import org.tavan.simulator.meter.FaultKind;
import org.tavan.standalone.run.DataFolder;
import org.tavan.standalone.run.Origin;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.json.JsonMapper;

class UpCommandTest {
    private static final String SILENT = "home-1/load:SILENT:2025-03-22T12:00/PT6H";
    private static final String SPIKE = "home-2/load:SPIKE:2025-03-22T12:00/PT6H";

    @TempDir
    Path directory;

    @Test
    void aRunFromBeforeThereWereFaultsGoesOnWithoutAny() throws Exception {
        var folder = made("""
                {"seed": 1, "members": 10, "firstDay": "2025-03-21"}
                """);

        assertDoesNotThrow(() -> Origin.require(folder, world(), "Begin anew."));
    }

    @Test
    void aRunGoesOnWithTheSameFaultsInAnotherOrder() throws Exception {
        var folder = made(JsonMapper.shared().writeValueAsString(world(SILENT, SPIKE)));

        assertDoesNotThrow(() -> Origin.require(folder, world(SPIKE, SILENT, SPIKE), "Begin anew."));
    }

    @Test
    void aRunDoesNotGoOnWithAFaultLess() throws Exception {
        var folder = made(JsonMapper.shared().writeValueAsString(world(SILENT, SPIKE)));

        var exception = assertThrows(ConfigurationException.class,
                () -> Origin.require(folder, world(SILENT), "Begin anew."));

        assertTrue(String.valueOf(exception.getMessage()).contains("faults[1] is absent, was \"" + SPIKE),
                exception.getMessage());
    }

    private DataFolder made(String source) throws IOException {
        var folder = DataFolder.open(directory, "up");
        Files.createDirectory(folder.broker());
        Files.writeString(folder.source(), source);
        return folder;
    }

    private static UpCommand.World world(String... faults) {
        return new UpCommand.World(1, 10, LocalDate.parse("2025-03-21"), List.of(faults), null);
    }

    @Test
    void aRunWithoutAMicrogridDoesNotGoOnWithOne() throws Exception {
        var folder = made(JsonMapper.shared().writeValueAsString(world()));
        var withOne = new UpCommand.World(1, 10, LocalDate.parse("2025-03-21"), List.of(), LocalDate.parse(
                "2025-06-16"));

        var exception = assertThrows(ConfigurationException.class,
                () -> Origin.require(folder, withOne, "Begin anew."));

        assertTrue(String.valueOf(exception.getMessage())
                .contains("microgridFrom is \"2025-06-16\", was absent"), exception.getMessage());
    }

    @Test
    void everyOptionAndEveryKindOfFaultHasItsRowInTheDocument() throws Exception {
        var document = Files.readString(Path.of("..", "docs", "operations.md"));
        var options = new CommandLine(new UpCommand()).getCommandSpec()
                .options()
                .stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName);
        var kinds = Arrays.stream(FaultKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));

        var missing = Stream.concat(options, kinds)
                .filter(name -> !document.contains("| `%s` |".formatted(name)))
                .toList();

        assertEquals(List.of(), missing);
    }

    @Test
    void theFirstDispatchIsToldInTheLocalTimeOfTheCommunity() {
        assertEquals("First dispatch, for the interval that ended at 2025-03-26 00:00 (Asia/Tehran).",
                UpCommand.firstDispatch(Instant.parse("2025-03-25T20:30:00Z")));
        assertEquals("First dispatch, for the interval that ended at 2025-03-26 15:00 (Asia/Tehran).",
                UpCommand.firstDispatch(Instant.parse("2025-03-26T11:30:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"max, simulated time goes as fast as it can now", "24, 24 simulated hours take 1 s now",
            "1.5, 1.5 simulated hours take 1 s now", "1, one simulated hour takes 1 s now",
            "0.3333333333, one simulated hour takes 3 s now", "0.01, one simulated hour takes 100 s now",
            "0.000277778, one simulated hour takes 60 min now"})
    void theSpeedIsToldInWords(String speed, String words) {
        assertEquals(words, UpCommand.tempo(UpCommand.pace(speed)));
    }
}
