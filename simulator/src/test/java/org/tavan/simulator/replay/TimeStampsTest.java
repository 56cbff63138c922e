package org.tavan.simulator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.config.ConfigurationException;

class TimeStampsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
            "2019-01-31T23:00:00Z, 2019-01-31T23:00:00Z",
            "2019-01-31 23:00, 2019-01-31T22:00:00Z",
            "2019-01-31T23:00, 2019-01-31T22:00:00Z",
            "2019-01-31T23:00:15, 2019-01-31T22:00:15Z",
            "2019-01-31T23:00:00.500Z, 2019-01-31T23:00:00.500Z",
            "2019-01-31 23:00:00+02:00, 2019-01-31T21:00:00Z",
            "2019-01-31T23:00:00+0200, 2019-01-31T21:00:00Z",
            "2019-01-31T23:00+02, 2019-01-31T21:00:00Z",
    })
    void isoStampsOfManyShapesAreRead(String text, Instant expected) {
        assertEquals(expected, new TimeStamps("ISO", PARIS).parse(text, ""));
    }

    @Test
    void aPatternIsReadInTheZoneOfTheFile() {
        var stamps = new TimeStamps("M/d/yyyy H:mm", ZoneId.of("America/Los_Angeles"));

        assertEquals(Instant.parse("2018-11-03T08:30:00Z"), stamps.parse("11/3/2018 1:30", ""));
    }

    @Test
    void theRepeatedHourOfAFileThatRunsForwardsIsFirstSummerThenWinter() {
        var stamps = new TimeStamps("ISO", PARIS);

        stamps.parse("2019-10-27 01:00", "a");
        Instant first = stamps.parse("2019-10-27 02:00", "a");
        Instant ofOther = stamps.parse("2019-10-27 02:00", "b");
        Instant second = stamps.parse("2019-10-27 02:00", "a");

        assertEquals(Instant.parse("2019-10-27T00:00:00Z"), first);
        assertEquals(first, ofOther);
        assertEquals(Instant.parse("2019-10-27T01:00:00Z"), second);
    }

    @Test
    void theRepeatedHourOfAFileThatRunsBackwardsIsFirstWinterThenSummer() {
        var stamps = new TimeStamps("ISO", PARIS);

        stamps.parse("2019-10-27 03:00", "a");
        Instant first = stamps.parse("2019-10-27 02:00", "a");
        Instant second = stamps.parse("2019-10-27 02:00", "a");

        assertEquals(Instant.parse("2019-10-27T01:00:00Z"), first);
        assertEquals(Instant.parse("2019-10-27T00:00:00Z"), second);
    }

    @Test
    void anHourThatTheZoneSkipsIsAnError() {
        var stamps = new TimeStamps("ISO", PARIS);

        var exception = assertThrows(DateTimeException.class, () -> stamps.parse("2019-03-31 02:30", ""));

        assertTrue(String.valueOf(exception.getMessage()).contains("does not exist in Europe/Paris"),
                exception.getMessage());
    }

    @Test
    void aPatternThatIsNoneIsAnErrorOfTheConfiguration() {
        assertThrows(ConfigurationException.class, () -> new TimeStamps("yyyy-bb", PARIS));
    }
}
