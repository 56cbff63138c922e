package org.tavan.solver.coordinator;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.solver.state.Codec;
import org.tavan.solver.state.Entries;
import org.tavan.solver.state.Table;

/// Everything that is remembered of one community, entry by entry. Table and key of each entry say what its
/// number is.
final class CommunityState {
    /// Number: knowledge time.
    static final String CONFIGURATIONS = "configuration/";

    /// Number: knowledge time; of the community.
    final Table<Configuration> configurations;
    /// Number: interval start; of the community.
    final Table<PriceVersions> prices;
    /// Number: tick; of a member. Intervals not dispatched yet.
    final Table<Measured> intervals;
    /// Number: tick; of a member. Forecasts not used yet.
    final Table<NetForecast> forecasts;
    /// Number: knowledge time; of a member.
    final Table<DistributionVersion> distributions;
    /// Number: day; of a member and the version that brought it.
    final Table<Profile> residualDays;
    /// Number: time; of a member.
    final Table<Report> reports;
    /// Number: 1 with orders, 0 without; of a member. The time for which no report came.
    final Table<Long> silences;
    /// Number: 0; of a member.
    final Table<Presence> presences;
    /// Number: day; of the community.
    final Table<Roster> rosters;
    /// Number: 0; of a plan id.
    final Table<OpenRequest> openRequests;
    /// Number: interval start; of the community.
    final Table<Segment> segments;
    /// Number: 0; of plan id and member.
    final Table<Schedule> schedules;
    /// Number: 0; of plan id and member.
    final Table<Policy> policies;
    /// Number: interval start; of a member.
    final Table<Settled> settled;
    /// Number: month; of the community. The highest import so far (kW).
    final Table<Double> peaks;
    /// Number: 0; of the community.
    final Table<RadiusBook.Followed> radii;
    private final Table<Long> marks;

    CommunityState(String communityId, Entries entries, StateCodecs codecs) {
        String prefix = communityId + '/';
        configurations = new Table<>(entries, prefix + CONFIGURATIONS,
                Configuration.codec(codecs.community()));
        prices = new Table<>(entries, prefix + "price/", PriceVersions.CODEC);
        intervals = new Table<>(entries, prefix + "interval/", Measured.CODEC);
        forecasts = new Table<>(entries, prefix + "forecast/", NetForecast.CODEC);
        distributions = new Table<>(entries, prefix + "distribution/", DistributionVersion.CODEC);
        residualDays = new Table<>(entries, prefix + "residual-day/",
                Codec.of(Codec::writeProfile, Codec::readProfile));
        reports = new Table<>(entries, prefix + "report/", Report.CODEC);
        silences = new Table<>(entries, prefix + "silence/", Codec.LONG);
        presences = new Table<>(entries, prefix + "presence/", Presence.CODEC);
        rosters = new Table<>(entries, prefix + "roster/", Roster.CODEC);
        openRequests = new Table<>(entries, prefix + "open/", OpenRequest.CODEC);
        segments = new Table<>(entries, prefix + "segment/", Segment.CODEC);
        schedules = new Table<>(entries, prefix + "schedule/", codecs.schedule());
        policies = new Table<>(entries, prefix + "policy/", codecs.policy());
        settled = new Table<>(entries, prefix + "settled/", Settled.CODEC);
        peaks = new Table<>(entries, prefix + "peak/", Codec.DOUBLE);
        radii = new Table<>(entries, prefix + "radius/", RadiusBook.Followed.CODEC);
        marks = new Table<>(entries, prefix + "mark/", Codec.LONG);
    }

    /// The configuration known at an instant; the first one holds from the beginning. Null if there is none.
    @Nullable
    Configuration configurationAt(long millis) {
        Table.Entry<Configuration> entry = configurations.floor("", millis);
        Table.Entry<Configuration> found = entry == null ? configurations.ceiling("", Long.MIN_VALUE) : entry;
        return found == null ? null : found.value();
    }

    /// The configuration in force for what closes at a tick: as known at the gate before it.
    @Nullable
    Configuration configurationInForce(long tick) {
        Configuration latest = configurationAt(tick - 1);
        return latest == null ? null : configurationAt(latest.calendar().gateBefore(tick));
    }

    /// The configuration in force on a day, null if its gate has not closed.
    @Nullable
    Configuration configurationOf(LocalDay day) {
        Roster roster = rosters.get("", day.date().toEpochDay());
        return roster == null ? null : configurations.get("", roster.configurationMillis());
    }

    /// Members planned on a day; empty if its gate has not closed.
    List<String> planned(LocalDay day) {
        Roster roster = rosters.get("", day.date().toEpochDay());
        return roster == null ? List.of() : roster.members();
    }

    /// Whether a member's forecast of a tick is in, or will never come because a later one came first.
    boolean forecastDecided(String member, long tick) {
        return forecasts.ceiling(member, tick) != null;
    }

    /// The highest import of the community so far in the month of a day (kW), 0 if there was none.
    double peakKw(LocalDay day) {
        return Objects.requireNonNullElse(peaks.get("", day.month()), 0.0);
    }

    @Nullable
    Long mark(String name) {
        return marks.get(name, 0);
    }

    void mark(String name, long value) {
        marks.put(name, 0, value);
    }

    static String ofPlan(String planId, String member) {
        return planId + '/' + member;
    }
}
