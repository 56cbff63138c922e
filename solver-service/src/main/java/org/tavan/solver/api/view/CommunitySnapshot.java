package org.tavan.solver.api.view;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Quarantine;
import org.tavan.schema.SolveRecord;

/// One community at one moment; immutable.
///
/// @param communityId community
/// @param name shown to people
/// @param zone zone of its local days
/// @param currency ISO 4217; ¢ are hundredths of it
/// @param intervalMinutes settlement interval
/// @param epsilon promised ε
/// @param radius Wasserstein radius ρ
/// @param time end of the newest interval that is complete for every member (UTC); null before the first
/// @param flows sum over the members in that interval
/// @param energyKwh energy in all batteries at its end, NaN where unknown
/// @param batteryMaxKwh upper limit of all batteries, 0 without
/// @param prices prices of the interval that begins at `time`
/// @param plan plan in force at `time`; null without
/// @param achieved promised and kept, over all members
/// @param members in the order of the configuration
/// @param dispatches newest first, bounded
/// @param solves newest first, bounded
/// @param solveCounts solves so far
/// @param quarantined meters of its members in quarantine
/// @param curves sums over the members, from the bounded past to what is planned
/// @param microgrid its microgrid; null without
/// @param versions change when the part they name does
public record CommunitySnapshot(String communityId, String name, ZoneId zone, String currency,
        int intervalMinutes, double epsilon, double radius,
        @Nullable Instant time, Flows flows, double energyKwh, double batteryMaxKwh, Prices prices,
        @Nullable PlanSnapshot plan, Achieved achieved,
        List<MemberSnapshot> members, List<Dispatch> dispatches, List<SolveRecord> solves,
        List<SolveCount> solveCounts, List<Quarantine> quarantined, Curves curves,
        @Nullable MicrogridSnapshot microgrid, Versions versions) {

    /// Prices of one interval (¢/kWh), NaN where unknown.
    ///
    /// @param dayAheadCentsPerKwh day-ahead
    /// @param realTimeBuyCentsPerKwh real-time import
    /// @param realTimeSellCentsPerKwh real-time export
    public record Prices(double dayAheadCentsPerKwh, double realTimeBuyCentsPerKwh,
            double realTimeSellCentsPerKwh) {}

    /// How many solves ended in one way.
    ///
    /// @param kind DAY_AHEAD or INTRADAY
    /// @param status how they ended
    /// @param count how many
    public record SolveCount(String kind, String status, long count) {}

    /// Numbers that grow when a part changes, so that a client reads again only what is new.
    ///
    /// @param series measurements, forecasts, plans, prices
    /// @param dispatches dispatches and members
    /// @param solves solve records
    /// @param microgrid configuration, plans, signals and answers of the microgrid; 0 without
    public record Versions(long series, long dispatches, long solves, long microgrid) {}
}
