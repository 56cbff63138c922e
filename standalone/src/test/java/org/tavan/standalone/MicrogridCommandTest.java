package org.tavan.standalone;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The example of a microgrid, whole and broken.
class MicrogridCommandTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "microgrid-day.yaml");

    @TempDir
    Path folder;

    @Test
    void theExampleIsPlannedCheckedAndReported() throws Exception {
        Path file = changed("proofSeconds: 30", "searchGenerations: 30\n  proofSeconds: 0");

        Said said = Said.by("microgrid", file.toString(), "--out", folder.resolve("out").toString(),
                "--json");

        assertEquals(0, said.code(), said.errors());
        JsonNode schedule = JsonMapper.shared().readTree(said.output());
        assertAll(() -> assertEquals("FEASIBLE", schedule.get("status").asString()),
                () -> assertFalse(schedule.get("checks").isEmpty()),
                () -> schedule.get("checks")
                        .forEach(check -> assertTrue(check.get("passed").asBoolean(),
                                check::toString)),
                () -> assertFalse(schedule.get("demand").get("bills").isEmpty()),
                () -> assertEquals(17, schedule.get("network").get("voltages").size()));
        for (String name : new String[]{"schedule.json", "schedule.csv", "adequacy.csv", "bills.csv",
                "voltages.csv", "report.html"}) {
            assertTrue(Files.size(folder.resolve("out").resolve(name)) > 100, name);
        }
    }

    @Test
    void aDayThatNobodyCanSupplyIsNoWrongFileButHasNoPlan() throws Exception {
        Path file = changed("131, 128, 124, 121", "131, 1128, 124, 121");

        Said said = Said.by("microgrid", file.toString(), "--out", folder.resolve("out").toString());

        assertEquals(1, said.code(), said.errors());
        assertTrue(said.output().startsWith("FAILED"), said.output());
        assertTrue(Files.exists(folder.resolve("out").resolve("report.html")));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            - lineId: mill-quay\\n        fromBus: mill\\n        toBus: quay\\n        phases: AB\\n        resistanceOhm: [0.060]\\n        reactanceOhm: [0.022]|# no line|feeder.buses[5]: The bus quay is islanded
            loadKw: [74, 70,|loadKw: [74, -70,|loadKw: loadKw at interval 1 is -70.0
            minKw: 12\\n      maxKw: 44|minKw: 50\\n      maxKw: 44|units[2].minKw: Unit gas turbine: the minKw (50.0) must not exceed the maxKw (44.0)
            importMaxKw: 55|importMaximumKw: 55|grid.importMaximumKw: unknown key, expected one of importMaxKw
            windMetresPerSecond: [7.4, 7.6, 7.3, 7.0, 6.6,|windMetresPerSecond: [|windMetresPerSecond (wind plant wind turbine has no forecast of its own): 19 entries, expected 24
            """)
    void aWrongFileIsRefusedInOneLineWithItsPlace(String there, String instead, String message)
            throws Exception {
        Path file = changed(there.replace("\\n", "\n"), instead.replace("\\n", "\n"));

        Said said = Said.by("microgrid", file.toString(), "--out", folder.resolve("out").toString());

        assertEquals(2, said.code(), said.errors());
        assertEquals(1, said.errors().lines().count(), said.errors());
        assertTrue(said.errors().matches("tavan: .*day\\.yaml:\\d+:\\d+: .*\\R") && said.errors()
                .contains(message), said.errors());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    private Path changed(String there, String instead) throws IOException {
        String text = Files.readString(EXAMPLE);
        assertTrue(text.contains(there), there);
        return Files.writeString(folder.resolve("day.yaml"), text.replace(there, instead));
    }
}
