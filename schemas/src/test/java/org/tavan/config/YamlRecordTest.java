package org.tavan.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.SolveKind;

class YamlRecordTest {
    private static final String GOOD = """
            communityId: north
            microgrid:
              communityId: north
              name: North
              units:
                - unitId: diesel
                  minKw: 5
                  maxKw: 30.5
                  energyCentsPerKwh: 20
              grid: null
              reliability: {}
              demand:
                flatCentsPerKwh: 15
                programmes:
                  - programmeId: day
                    kind: TOU
                    levels: [0.05, 0.1]
              feeder: null
              knowledgeTime: 2025-06-01T10:00:00Z
            kind: DAY_AHEAD
            requestedAt: 2025-06-01T10:00:00Z
            deliveryDay: 2025-06-02
            zone: Europe/Berlin
            currency: EUR
            start: 2025-06-01T22:00:00Z
            loadKw: [10, 11.5]
            loadSigmaKw: [1, 1]
            importCentsPerKwh: [-3, 4]
            position: null
            signal: null
            previousPlanId: null
            """;

    @Test
    void aFileHoldsWhatTheRecordHolds() {
        MicrogridRequest read = YamlRecord.read("day.yaml", GOOD, MicrogridRequest.class);

        assertEquals(SolveKind.DAY_AHEAD, read.getKind());
        assertEquals(LocalDate.of(2025, 6, 2), read.getDeliveryDay());
        assertEquals(Instant.parse("2025-06-01T22:00:00Z"), read.getStart());
        assertEquals(List.of(10.0, 11.5), read.getLoadKw());
        assertEquals(30.5, read.getMicrogrid().getUnits().getFirst().getMaxKw());
        assertEquals(ProgrammeKind.TOU,
                read.getMicrogrid().getDemand().getProgrammes().getFirst().getKind());
        assertNull(read.getMicrogrid().getGrid());
    }

    @Test
    void whatIsLeftOutHasTheDefaultOfTheSchema() {
        MicrogridRequest read = YamlRecord.read("day.yaml",
                GOOD.replace("position: null\n", "").replace("  feeder: null\n", ""), MicrogridRequest.class);

        assertEquals(60, read.getIntervalMinutes());
        assertEquals(1000, read.getMicrogrid().getReliability().getVollCentsPerKwh());
        assertEquals(-24, read.getMicrogrid().getUnits().getFirst().getInitialHours());
        assertEquals(List.of(), read.getWindMetresPerSecond());
        assertNull(read.getPosition());
        assertNull(read.getMicrogrid().getFeeder());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            minKw: 5|minKW: 5|day.yaml:7:7: microgrid.units[0].minKW: unknown key, expected one of unitId, minKw, maxKw
            minKw: 5|minKw: five|day.yaml:7:7: microgrid.units[0].minKw: is of another kind, expected a number
            position: null|seed: 1.5|day.yaml:29:1: seed: is of another kind, expected a whole number
            kind: TOU|kind: UNKNOWN|day.yaml:16:9: microgrid.demand.programmes[0].kind: is of another kind, expected one of TOU, RTP, CPP, INTERRUPTIBLE
            deliveryDay: 2025-06-02|deliveryDay: tomorrow|day.yaml:22:1: deliveryDay: is of another kind, expected a day, e.g. 2025-06-01
            start: 2025-06-01T22:00:00Z|start: 12:00|day.yaml:25:1: start: is of another kind, expected an instant, e.g. 2025-06-01T00:00:00Z
            levels: [0.05, 0.1]|levels: 0.05|day.yaml:17:9: microgrid.demand.programmes[0].levels: is of another kind, expected a list
            reliability: {}|reliability: 3|day.yaml:11:3: microgrid.reliability: is of another kind, expected a mapping
            currency: EUR|zone: UTC|day.yaml:24
            """)
    void whatIsWrongIsSaidWithItsPlace(String there, String instead, String said) {
        var refusal = assertThrows(ConfigurationException.class, () -> YamlRecord.read("day.yaml",
                GOOD.replace(there, instead), MicrogridRequest.class));

        assertTrue(String.valueOf(refusal.getMessage()).startsWith(said), refusal.getMessage());
    }

    @Test
    void whatIsMissingIsNamed() {
        var refusal = assertThrows(ConfigurationException.class, () -> YamlRecord.read("day.yaml",
                GOOD.replace("      maxKw: 30.5\n", ""), MicrogridRequest.class));

        assertEquals(
                "day.yaml:6:7: microgrid.units[0]: maxKw is missing, expected largest power (kW), positive",
                refusal.getMessage());
    }

    @Test
    void anEmptyOrAbsentFileIsRefused() {
        var empty = assertThrows(ConfigurationException.class,
                () -> YamlRecord.read("day.yaml", "", MicrogridRequest.class));
        var absent = assertThrows(ConfigurationException.class,
                () -> YamlRecord.read(Path.of("no-such.yaml"), MicrogridRequest.class));

        assertEquals("day.yaml:1:1: is of another kind, expected a mapping", empty.getMessage());
        assertTrue(String.valueOf(absent.getMessage()).startsWith("no-such.yaml: cannot be read"),
                absent.getMessage());
    }
}
