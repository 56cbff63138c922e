package org.tavan.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class MainTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    Path directory;

    @Test
    void anUnknownCommandIsWrongUsageInOneLine() {
        var said = Said.by("fly");

        assertEquals(2, said.code());
        assertEquals(1, said.errors().lines().count(), said.errors());
    }

    @Test
    void withoutACommandTheOnesThereAreAreNamed() {
        var said = Said.by();

        assertEquals(2, said.code());
        assertTrue(said.errors().contains("replay"), said.errors());
    }

    @Test
    void aSpeedThatIsNoNumberIsWrongInputAndNothingIsStarted() {
        var said = Said.by("up", "--speed", "fast", "--data-dir", directory.toString());

        assertEquals(2, said.code());
        assertTrue(said.errors().contains("--speed fast"), said.errors());
        assertFalse(Files.exists(directory.resolve("up")));
    }

    @Test
    void aRunFolderMadeFromAnotherWorldIsRefusedInOneLineThatSaysWhatDiffers() throws Exception {
        Files.createDirectories(directory.resolve("up").resolve("broker"));
        Files.writeString(directory.resolve("up").resolve("source.json"),
                "{\"seed\": 1, \"members\": 10, \"firstDay\": \"2025-03-21\"}");

        var said = Said.by("up", "--no-microgrid", "--seed", "2", "--first-day", "2025-04-01", "--data-dir",
                directory.toString());

        assertEquals(2, said.code());
        assertEquals(1, said.errors().lines().count(), said.errors());
        assertTrue(said.errors().contains("firstDay is \"2025-04-01\", was \"2025-03-21\", seed is 2, was 1.")
                && said.errors().contains("./tavan reset"), said.errors());
    }

    @Test
    void aFaultThatCannotBeReadIsWrongInputAndNothingIsStarted() {
        var said = Said.by("up", "--fault", "home-1/load:LOUD:2025-03-22T12:00/PT6H", "--data-dir",
                directory.toString());

        assertEquals(2, said.code());
        assertEquals(1, said.errors().lines().count(), said.errors());
        assertTrue(said.errors().startsWith("tavan: --fault home-1/load:LOUD:"), said.errors());
        assertFalse(Files.exists(directory.resolve("up")));
    }

    @Test
    void aCommunityThatCannotBeIsWrongInputAndNothingIsStarted() {
        var said = Said.by("up", "--members", "0", "--data-dir", directory.toString());

        assertEquals(2, said.code());
        assertTrue(said.errors().contains("(0)"), said.errors());
        assertFalse(Files.exists(directory.resolve("up")));
    }

    @Test
    void aRunIsNotContinuedWithOtherFaults() throws Exception {
        Files.createDirectories(directory.resolve("up").resolve("broker"));
        Files.writeString(directory.resolve("up").resolve("source.json"),
                "{\"seed\": 1, \"members\": 10, \"firstDay\": \"2025-03-21\"}");

        var said = Said.by("up", "--no-microgrid", "--fault", "home-1/load:silent:2025-03-22T12:00/PT6H",
                "--data-dir",
                directory.toString());

        assertEquals(2, said.code());
        assertEquals(1, said.errors().lines().count(), said.errors());
        assertTrue(said.errors()
                .contains(
                        "faults[0] is \"home-1/load:silent:2025-03-22T12:00/PT6H\", was absent."),
                said.errors());
    }

    @Test
    void aReplayFileThatWasEditedIsRefusedUnlessItBeginsAnew() throws Exception {
        var yaml = Files.readString(EXAMPLES.resolve("california-homes.yaml"));
        var file = Files.writeString(directory.resolve("homes.yaml"), yaml);
        String[] command = {"replay", file.toString(), "--data-dir", directory.toString()};
        var filesMissing = Said.by(command);
        Files.createDirectories(
                directory.resolve("replay-california-homes-2016-08-01-2017-07-31").resolve("broker"));

        Files.writeString(file, "# a comment only\n" + yaml);
        var same = Said.by(command);
        Files.writeString(file, yaml.replaceFirst("nominalKw: 3", "nominalKw: 4"));
        var edited = Said.by(command);
        var fresh = Said.by("replay", file.toString(), "--data-dir", directory.toString(), "--fresh");

        assertEquals(filesMissing, same);
        assertEquals(2, edited.code());
        assertEquals(1, edited.errors().lines().count(), edited.errors());
        assertTrue(edited.errors().contains("members[0].nominalKw is 4.0, was 3.0. Give --fresh"),
                edited.errors());
        assertEquals(filesMissing, fresh);
    }

    @Test
    void aMissingFileOfAReplayIsNamed() {
        var said = Said.by("replay", directory.resolve("none.yaml").toString(), "--data-dir",
                directory.toString());

        assertEquals(2, said.code());
        assertTrue(said.errors().contains("none.yaml"), said.errors());
    }

    @Test
    void anUnknownKeyInAConfigurationIsNamedWithItsPlace() throws Exception {
        var file = directory.resolve("streams.yaml");
        Files.writeString(file, """
                kafka: {bootstrapServers: "127.0.0.1:1", schemaRegistryUrl: "http://127.0.0.1:1"}
                stateDir: state
                treads: 3
                """);

        var said = Said.by("streams", file.toString());

        assertEquals(2, said.code());
        assertTrue(
                said.errors().contains("streams.yaml") && said.errors().contains("treads")
                        && said.errors().contains("3"),
                said.errors());
    }

    @Test
    void topicsAreListed() {
        var said = Said.by("topics");

        assertEquals(0, said.code());
        assertTrue(said.output().contains("tavan.readings.v1"));
    }

    @Test
    void theExampleOfADayIsPlannedOptimallyAndKeepsItsPromise() throws Exception {
        var said = Said.by("solve", EXAMPLES.resolve("day-ahead.json").toString());

        assertEquals(0, said.code(), said.errors());
        var plan = JsonMapper.shared().readTree(said.output());
        assertEquals("OPTIMAL", plan.get("status").asString());
        assertTrue(plan.get("plan").get("worstCaseViolation").asDouble() <= 0.1);
        assertEquals(24, plan.get("plan").get("members").get(0).get("gridImportKw").size());
    }

    @Test
    void aProblemWithAWrongValueIsRefusedWithItsReason() throws Exception {
        var file = directory.resolve("wrong.json");
        Files.writeString(file,
                Files.readString(EXAMPLES.resolve("day-ahead.json"))
                        .replaceFirst("\"epsilon\": [0-9.]+",
                                "\"epsilon\": 1.5"));

        var said = Said.by("solve", file.toString());

        assertEquals(2, said.code());
        assertTrue(said.errors().contains("epsilon (1.5)"), said.errors());
    }

    @Test
    void resetRemovesRunsAndNothingElse() throws Exception {
        Files.createDirectories(directory.resolve("up"));
        Files.createFile(directory.resolve("up").resolve("tavan-run"));
        Files.createDirectories(directory.resolve("mine"));

        var said = Said.by("reset", "--data-dir", directory.toString());

        assertEquals(0, said.code());
        assertFalse(Files.exists(directory.resolve("up")));
        assertTrue(Files.exists(directory.resolve("mine")));
    }
}
