package org.tavan.simulator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.StrictYaml;

/// The example that the manual gives to users, with files as it describes them.
class OperationsDocumentTest {
    private static final LocalDateTime FIRST = LocalDateTime.of(2024, 1, 1, 0, 0);

    @TempDir
    Path directory;

    @Test
    void theExampleOfAReplayReadsItsFiles() throws Exception {
        Files.writeString(directory.resolve("replay.yaml"), example().replace("2024-12-31", "2024-01-02")
                .replace(".csv.gz", ".csv"));
        write("load-2024.csv", "time,house 1 (kWh),house 2 (kWh)", 2 * 96, 15, "yyyy-MM-dd HH:mm",
                "%s,0.25,0.5");
        write("pv-2024.csv", "timestamp,id,power_w", 2 * 24, 60, "yyyy-MM-dd'T'HH:mm:ss'Z'", "%s,no-1,-3");
        write("prices-2024.csv", "start;spot", 2 * 24, 60, "yyyy-MM-dd'T'HH:mm:ss'Z'", "%s;81.5");

        ReplayConfig config = StrictYaml.read(directory.resolve("replay.yaml"), ReplayConfig.class);
        ReplaySource source = ReplaySource.open(config, directory);

        assertEquals(List.of(), source.rejected());
        // The first hour of the local day lies before the first of UTC.
        assertEquals(List.of(2L * 2 * 96, 2L * 24 - 1, 2L * 24 - 1),
                source.files().stream().map(FileSummary::values).toList());
        assertEquals(2, source.communities().getFirst().getProsumers().size());
    }

    private static String example() throws Exception {
        String manual = Files.readString(Path.of("..", "docs", "operations.md"));
        int start = manual.indexOf("name: our-street");
        return manual.substring(start, manual.indexOf("```", start));
    }

    private void write(String name, String header, int rows, int minutes, String format, String row)
            throws Exception {
        DateTimeFormatter stamp = DateTimeFormatter.ofPattern(format);
        List<String> lines = IntStream.range(0, rows)
                .mapToObj(i -> row.formatted(stamp.format(FIRST.plusMinutes((long) minutes * i))))
                .toList();
        Files.writeString(directory.resolve(name), header + "\n" + String.join("\n", lines) + "\n");
    }
}
