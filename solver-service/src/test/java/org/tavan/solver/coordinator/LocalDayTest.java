package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.schema.DayType;

class LocalDayTest {
    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource({"Europe/Berlin, 2019-03-31, 15, 92", "Europe/Berlin, 2019-10-27, 15, 100",
            "Europe/Berlin, 2019-05-01, 60, 24",
            "Asia/Tehran, 2022-03-22, 60, 23", "Asia/Tehran, 2021-09-21, 60, 25",
            "Australia/Sydney, 2024-10-06, 30, 46",
            "Australia/Lord_Howe, 2024-10-06, 30, 47"})
    void aDayHasAsManyIntervalsAsItsHours(String zone, LocalDate date, int minutes, int intervals) {
        LocalDay day = LocalDay.of(date, ZoneId.of(zone), minutes);

        assertEquals(intervals, day.intervals());
        assertEquals(day.endMillis(), day.start(intervals));
        assertEquals(intervals - 1, day.indexOf(day.endMillis() - 1));
        assertEquals(day, LocalDay.containing(day.start(intervals - 1), ZoneId.of(zone), minutes));
    }

    @Test
    void aRepeatedHourHasItsSlotsTwiceAndAMissingOneNone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDay spring = LocalDay.of(LocalDate.of(2019, 3, 31), berlin, 60);
        LocalDay autumn = LocalDay.of(LocalDate.of(2019, 10, 27), berlin, 60);

        assertEquals(1, spring.slot(1));
        assertEquals(3, spring.slot(2));
        assertEquals(-1, spring.intervalOfSlot(2));
        assertEquals(22, spring.intervalOfSlot(23));
        assertEquals(2, autumn.slot(2));
        assertEquals(2, autumn.slot(3));
        assertEquals(2, autumn.intervalOfSlot(2));
        assertEquals(24, autumn.intervalOfSlot(23));
    }

    @Test
    void aDayThatBeginsAtOneOClockHasNoFirstSlot() {
        LocalDay day = LocalDay.of(LocalDate.of(2022, 3, 22), ZoneId.of("Asia/Tehran"), 60);

        assertEquals(Instant.parse("2022-03-21T20:30:00Z").toEpochMilli(), day.startMillis());
        assertEquals(1, day.slot(0));
        assertEquals(-1, day.intervalOfSlot(0));
        assertEquals(0, day.intervalOfSlot(1));
    }

    @Test
    void theGateClosesOnTheLocalDayBefore() {
        var calendar = new Calendar(ZoneId.of("Asia/Tehran"), 60, 720, Set.of(4, 5),
                Set.of(LocalDate.of(2022, 3, 21)));
        long gate = Instant.parse("2022-03-20T08:30:00Z").toEpochMilli();

        assertEquals(gate, calendar.gateMillis(LocalDate.of(2022, 3, 21)));
        assertEquals(LocalDate.of(2022, 3, 21), calendar.deliveryDayOfGate(gate));
        assertNull(calendar.deliveryDayOfGate(gate + 3_600_000));
        assertEquals(gate, calendar.gateBefore(gate + 1));
        assertEquals(gate - 86_400_000, calendar.gateBefore(gate));
        assertEquals(DayType.OFFDAY, calendar.dayType(LocalDate.of(2022, 3, 21)));
        assertEquals(DayType.OFFDAY, calendar.dayType(LocalDate.of(2022, 3, 24)));
        assertEquals(DayType.WORKDAY, calendar.dayType(LocalDate.of(2022, 3, 23)));
    }
}
