package org.tavan.solver.coordinator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.DayType;

/// The clock of one community under one configuration: its local days, gates and days off.
///
/// @param zone zone of settlement
/// @param intervalMinutes length of an interval (min)
/// @param gateClosureMinutes local time of day of the gate closure (min)
/// @param offDaysOfWeek ISO days of the week without work
/// @param holidays further days without work
record Calendar(ZoneId zone, int intervalMinutes, int gateClosureMinutes, Set<Integer> offDaysOfWeek,
        Set<LocalDate> holidays) {

    Calendar {
        offDaysOfWeek = Set.copyOf(offDaysOfWeek);
        holidays = Set.copyOf(holidays);
    }

    static Calendar of(Community community) {
        return new Calendar(ZoneId.of(community.getZone()), community.getIntervalMinutes(),
                community.getGateClosureMinutes(), new HashSet<>(community.getOffDaysOfWeek()),
                new HashSet<>(community.getHolidays()));
    }

    long stepMillis() {
        return intervalMinutes * 60_000L;
    }

    LocalDay day(LocalDate date) {
        return LocalDay.of(date, zone, intervalMinutes);
    }

    LocalDay dayOf(long intervalStartMillis) {
        return LocalDay.containing(intervalStartMillis, zone, intervalMinutes);
    }

    /// When the gate for a delivery day closes: on the local day before.
    long gateMillis(LocalDate deliveryDay) {
        return deliveryDay.minusDays(1)
                .atTime(LocalTime.ofSecondOfDay(gateClosureMinutes * 60L))
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    /// The day whose gate closes at that tick, null if none does.
    @Nullable
    LocalDate deliveryDayOfGate(long tickMillis) {
        LocalDate tomorrow = Instant.ofEpochMilli(tickMillis).atZone(zone).toLocalDate().plusDays(1);
        return gateMillis(tomorrow) == tickMillis ? tomorrow : null;
    }

    /// Newest gate closure before an instant.
    long gateBefore(long millis) {
        LocalDate today = Instant.ofEpochMilli(millis - 1).atZone(zone).toLocalDate();
        long gate = gateMillis(today.plusDays(1));
        return gate < millis ? gate : gateMillis(today);
    }

    DayType dayType(LocalDate date) {
        return offDaysOfWeek.contains(date.getDayOfWeek().getValue()) || holidays.contains(date)
                ? DayType.OFFDAY
                : DayType.WORKDAY;
    }
}
