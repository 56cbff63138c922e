package org.tavan.solver.coordinator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The settlement intervals of one local day: 23, 24 or 25 hours' worth where clocks change.
///
/// Intervals are counted from 0 at the start of the day; a *slot* is the place on the wall clock, counted
/// from 0 at local midnight, so a repeated hour has the same slots twice and a missing one has none. Times
/// are milliseconds since 1970 UTC.
///
/// @param date local date
/// @param zone zone of settlement
/// @param intervalMinutes length of an interval (min)
/// @param startMillis start of the first interval
/// @param endMillis end of the last interval
record LocalDay(LocalDate date, ZoneId zone, int intervalMinutes, long startMillis, long endMillis) {

    static LocalDay of(LocalDate date, ZoneId zone, int intervalMinutes) {
        return new LocalDay(date, zone, intervalMinutes, date.atStartOfDay(zone).toInstant().toEpochMilli(),
                date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
    }

    /// The day that the interval starting then belongs to.
    static LocalDay containing(long millis, ZoneId zone, int intervalMinutes) {
        return of(Instant.ofEpochMilli(millis).atZone(zone).toLocalDate(), zone, intervalMinutes);
    }

    /// Months since the year 0.
    long month() {
        return 12L * date.getYear() + date.getMonthValue() - 1;
    }

    long stepMillis() {
        return intervalMinutes * 60_000L;
    }

    double stepHours() {
        return intervalMinutes / 60.0;
    }

    int intervals() {
        return Math.toIntExact((endMillis - startMillis) / stepMillis());
    }

    long start(int interval) {
        return startMillis + interval * stepMillis();
    }

    int indexOf(long millis) {
        return Math.toIntExact(Math.floorDiv(millis - startMillis, stepMillis()));
    }

    /// Slot of an interval on the wall clock.
    int slot(int interval) {
        return slotAt(start(interval));
    }

    int slotAt(long millis) {
        long offset = zone.getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * 1000L;
        return Math.toIntExact(Math.floorMod(millis + offset, 86_400_000L) / stepMillis());
    }

    /// An interval of this day in that slot, the first pass of a repeated hour, or −1 if the clocks skip it.
    int intervalOfSlot(int slot) {
        int likely = slot - slot(0);
        if (0 <= likely && likely < intervals() && slot(likely) == slot) {
            return likely;
        }
        for (int interval = 0; interval < intervals(); interval++) {
            if (slot(interval) == slot) {
                return interval;
            }
        }
        return -1;
    }

    LocalDay plusDays(long days) {
        return of(date.plusDays(days), zone, intervalMinutes);
    }
}
