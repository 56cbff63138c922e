package org.tavan.streams.forecast;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tavan.schema.Community;
import org.tavan.streams.meter.SettlementGrid;

/// Local days of one community under one configuration; days are made once.
public final class LocalCalendar {
    private static final int DAYS_MAX = 400;

    private final ZoneId zone;
    private final SettlementGrid grid;
    private final LocalTime gate;
    private final Set<Integer> offDaysOfWeek;
    private final Set<LocalDate> holidays;
    private final Map<LocalDate, LocalDay> days = new HashMap<>();
    private LocalDay newest;

    /// The calendar of a configuration.
    public LocalCalendar(Community community, SettlementGrid grid) {
        this.zone = ZoneId.of(community.getZone());
        this.grid = grid;
        this.gate = LocalTime.ofSecondOfDay(community.getGateClosureMinutes() * 60L);
        this.offDaysOfWeek = new HashSet<>(community.getOffDaysOfWeek());
        this.holidays = new HashSet<>(community.getHolidays());
        this.newest = day(community.getValidFrom().atZone(zone).toLocalDate());
    }

    /// Settlement intervals.
    public SettlementGrid grid() {
        return grid;
    }

    /// The day of a date.
    public LocalDay day(LocalDate date) {
        LocalDay known = days.get(date);
        if (known != null) {
            return known;
        }
        if (days.size() > DAYS_MAX) {
            days.clear();
        }
        DayOfWeek weekday = date.getDayOfWeek();
        var made = LocalDay.of(date, zone, grid,
                offDaysOfWeek.contains(weekday.getValue()) || holidays.contains(date));
        days.put(date, made);
        return made;
    }

    /// The day that an interval lies in.
    public LocalDay dayOf(long tick) {
        if (newest.firstTick() <= tick && tick < newest.endTick()) {
            return newest;
        }
        newest = day(Instant.ofEpochMilli(grid.start(tick)).atZone(zone).toLocalDate());
        return newest;
    }

    /// Interval after the gate closure of that day: the closure is its start.
    public long gateTick(LocalDate date) {
        return grid.tickFrom(date.atTime(gate).atZone(zone).toInstant().toEpochMilli());
    }
}
