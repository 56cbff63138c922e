package org.tavan.simulator.synthetic;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tavan.simulator.community.Tuning;
import org.tavan.simulator.meter.Fault;
import org.tavan.simulator.source.Pulses;

/// A synthetic community.
///
/// @param communityId its name, default tehran
/// @param seed of everything random in it
/// @param prosumers number of members, default 10; more repeat the ten with other noise
/// @param intervalMinutes settlement interval: 15, 30 or 60 (min), default 60
/// @param firstDay first local day
/// @param days number of local days; null: without end
/// @param heartbeatMinutes when heartbeats are sent, minutes after the start of every interval, default every 5
/// @param faults of its meters, default none
/// @param tuning how it is to be planned, default as in the contract
/// @param microgridFrom first local day that its microgrid is planned for, which is configured the day before; null: it has none
public record SyntheticConfig(String communityId, long seed, Integer prosumers, Integer intervalMinutes,
        LocalDate firstDay,
        @Nullable Integer days, List<Integer> heartbeatMinutes, List<Fault> faults,
        Tuning tuning, @Nullable LocalDate microgridFrom) {
    private static final Set<Integer> INTERVALS = Set.of(15, 30, 60);
    private static final int PROSUMERS_MAX = 10_000;
    private static final int HEARTBEAT_STEP = 5;

    /// Fills in what was left out, and checks.
    ///
    /// @throws IllegalArgumentException if a value is missing or out of range
    public SyntheticConfig(
            @Nullable String communityId,
            long seed,
            @Nullable Integer prosumers,
            @Nullable Integer intervalMinutes,
            @Nullable LocalDate firstDay,
            @Nullable Integer days,
            @Nullable List<Integer> heartbeatMinutes,
            @Nullable List<Fault> faults,
            @Nullable Tuning tuning,
            @Nullable LocalDate microgridFrom) {
        if (firstDay == null) {
            throw new IllegalArgumentException(
                    "The firstDay is missing, expected a local day, e.g. 2025-03-01.");
        }
        this.communityId = communityId == null ? "tehran" : communityId;
        this.seed = seed;
        this.prosumers = prosumers == null ? 10 : prosumers;
        this.intervalMinutes = intervalMinutes == null ? 60 : intervalMinutes;
        this.firstDay = firstDay;
        this.days = days;
        this.heartbeatMinutes = heartbeatMinutes == null
                ? multiplesBelow(this.intervalMinutes)
                : List.copyOf(heartbeatMinutes);
        this.faults = faults == null ? List.of() : List.copyOf(faults);
        this.tuning = tuning == null ? Tuning.DEFAULT : tuning;
        this.microgridFrom = microgridFrom;
        if (this.communityId.isBlank() || this.communityId.contains("/")) {
            throw new IllegalArgumentException(
                    "The communityId '%s' must not be blank or contain a slash.".formatted(this.communityId));
        }
        if (this.prosumers < 1 || this.prosumers > PROSUMERS_MAX) {
            throw new IllegalArgumentException(
                    "The prosumers (%d) must lie in [1, %d].".formatted(this.prosumers, PROSUMERS_MAX));
        }
        if (!INTERVALS.contains(this.intervalMinutes)) {
            throw new IllegalArgumentException(
                    "The intervalMinutes (%d) must be 15, 30 or 60.".formatted(this.intervalMinutes));
        }
        Pulses.requireOffsets(this.heartbeatMinutes, this.intervalMinutes);
        if (microgridFrom != null && microgridFrom.isBefore(firstDay)) {
            throw new IllegalArgumentException("The microgridFrom (%s) must not lie before the firstDay (%s)."
                    .formatted(microgridFrom, firstDay));
        }
        if (days != null && days < 1) {
            throw new IllegalArgumentException("The days (%d) must be 1 or more.".formatted(days));
        }
    }

    /// The ten members with hourly settlement, without end and without faults.
    ///
    /// @param seed of everything random
    /// @param firstDay first local day
    /// @return the configuration
    public static SyntheticConfig of(long seed, LocalDate firstDay) {
        return new SyntheticConfig(null, seed, null, null, firstDay, null, null, null, null, null);
    }

    /// Limits the days.
    ///
    /// @param newDays number of local days
    /// @return a copy that ends
    public SyntheticConfig withDays(int newDays) {
        return new SyntheticConfig(communityId, seed, prosumers, intervalMinutes, firstDay, newDays,
                heartbeatMinutes,
                faults, tuning, microgridFrom);
    }

    /// Changes the settlement interval; heartbeats go back to their default.
    ///
    /// @param newIntervalMinutes settlement interval (min); heartbeats go back to their default
    /// @return a copy
    public SyntheticConfig withIntervalMinutes(int newIntervalMinutes) {
        return new SyntheticConfig(communityId, seed, prosumers, newIntervalMinutes, firstDay, days, null,
                faults, tuning, microgridFrom);
    }

    /// Changes the number of members.
    ///
    /// @param newProsumers number of members
    /// @return a copy
    public SyntheticConfig withProsumers(int newProsumers) {
        return new SyntheticConfig(communityId, seed, newProsumers, intervalMinutes, firstDay, days,
                heartbeatMinutes,
                faults, tuning, microgridFrom);
    }

    /// Changes when heartbeats are sent.
    ///
    /// @param newHeartbeatMinutes minutes after the start of every interval
    /// @return a copy
    public SyntheticConfig withHeartbeatMinutes(List<Integer> newHeartbeatMinutes) {
        return new SyntheticConfig(communityId, seed, prosumers, intervalMinutes, firstDay, days,
                newHeartbeatMinutes,
                faults, tuning, microgridFrom);
    }

    /// Changes the faults.
    ///
    /// @param newFaults of the meters
    /// @return a copy
    public SyntheticConfig withFaults(List<Fault> newFaults) {
        return new SyntheticConfig(communityId, seed, prosumers, intervalMinutes, firstDay, days,
                heartbeatMinutes,
                newFaults, tuning, microgridFrom);
    }

    /// Changes how it is to be planned.
    ///
    /// @param newTuning how it is to be planned
    /// @return a copy
    public SyntheticConfig withTuning(Tuning newTuning) {
        return new SyntheticConfig(communityId, seed, prosumers, intervalMinutes, firstDay, days,
                heartbeatMinutes,
                faults, newTuning, microgridFrom);
    }

    /// Gives the community a microgrid.
    ///
    /// @param newMicrogridFrom first local day that it is planned for
    /// @return a copy
    public SyntheticConfig withMicrogridFrom(LocalDate newMicrogridFrom) {
        return new SyntheticConfig(communityId, seed, prosumers, intervalMinutes, firstDay, days,
                heartbeatMinutes,
                faults, tuning, newMicrogridFrom);
    }

    private static List<Integer> multiplesBelow(int intervalMinutes) {
        return IntStream.range(0, intervalMinutes)
                .filter(minute -> minute % HEARTBEAT_STEP == 0)
                .boxed()
                .toList();
    }
}
