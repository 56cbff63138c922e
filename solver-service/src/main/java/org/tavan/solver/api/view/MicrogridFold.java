package org.tavan.solver.api.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridSchedule;

/// One community's microgrid: its configurations by the time they were decided, and the newest days of plans, signals and answers.
final class MicrogridFold {
    private static final int CONFIGURATIONS_MAX = 50;
    private static final int DAYS_MAX = 10;

    private final TreeMap<Instant, Microgrid> configurations = new TreeMap<>();
    private final TreeMap<LocalDate, MicrogridDayFold> days = new TreeMap<>();
    private long version;

    MicrogridFold(Microgrid first) {
        configure(first);
    }

    void configure(Microgrid added) {
        configurations.put(added.getKnowledgeTime(), added);
        if (configurations.size() > CONFIGURATIONS_MAX) {
            configurations.pollFirstEntry();
        }
        version++;
    }

    void schedule(MicrogridSchedule schedule, ZoneId zone) {
        onDay(schedule.getDeliveryDay(), zone, schedule.getIntervalMinutes(),
                day -> day.schedule(schedule, at(schedule.getRequestedAt())));
    }

    void signal(DemandSignal signal, ZoneId zone) {
        onDay(signal.getDeliveryDay(), zone, signal.getIntervalMinutes(), day -> day.signal(signal));
    }

    void response(DemandResponse response, ZoneId zone) {
        onDay(LocalDate.ofInstant(response.getIntervalStart(), zone), zone, response.getIntervalMinutes(),
                day -> day.response(response));
    }

    /// @param time event time now; null before the first interval
    MicrogridSnapshot snapshot(@Nullable Instant time) {
        return new MicrogridSnapshot(time == null ? configurations.firstEntry().getValue() : at(time),
                days.values().stream().map(MicrogridDayFold::snapshot).toList(), version);
    }

    private Microgrid at(Instant time) {
        var known = configurations.floorEntry(time);
        return (known == null ? configurations.firstEntry() : known).getValue();
    }

    /// A day begins with the first record that it can use.
    private void onDay(LocalDate date, ZoneId zone, int intervalMinutes, Consumer<MicrogridDayFold> action) {
        var known = days.get(date);
        var day = known == null ? new MicrogridDayFold(date, zone, intervalMinutes) : known;
        action.accept(day);
        days.put(date, day);
        if (days.size() > DAYS_MAX) {
            days.pollFirstEntry();
        }
        version++;
    }
}
