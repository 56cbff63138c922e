package org.tavan.streams;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Rules of the per-meter stage. Every default stands in the constructor.
///
/// @param grace how long after the end of an interval a heartbeat closes it, shorter than an interval; 10 min
/// @param lateHorizon how far behind the newest closed interval a reading still makes a revision, and how long by the
///        heartbeats of another source the clock waits for one that is silent; 7 days
/// @param instantaneousHold how long an instantaneous power value holds when no other follows; 15 min
/// @param gapMax longest gap between known values that is filled linearly; 2 h
/// @param coverageMin covered fraction of an interval from which it counts as measured, in (0.5, 1]; 0.95
/// @param powerToleranceFraction how far above its physical limit a power is still believed; 0.1
/// @param clockAheadMax how far a reading may lie ahead of its knowledge time; 2 min
/// @param quarantineAfter consecutive refused readings after which a meter is quarantined; 10
/// @param releaseAfter consecutive good readings after which it is released; 10
/// @param epochAfter consecutive growing readings off the old series after which a register starts anew; 3
public record MeteringConfig(
        Duration grace,
        Duration lateHorizon,
        Duration instantaneousHold,
        Duration gapMax,
        Double coverageMin,
        Double powerToleranceFraction,
        Duration clockAheadMax,
        Integer quarantineAfter,
        Integer releaseAfter,
        Integer epochAfter) {
    /// All defaults.
    public static final MeteringConfig DEFAULT = new MeteringConfig(null, null, null, null, null, null, null,
            null, null, null);

    public MeteringConfig(
            @Nullable Duration grace,
            @Nullable Duration lateHorizon,
            @Nullable Duration instantaneousHold,
            @Nullable Duration gapMax,
            @Nullable Double coverageMin,
            @Nullable Double powerToleranceFraction,
            @Nullable Duration clockAheadMax,
            @Nullable Integer quarantineAfter,
            @Nullable Integer releaseAfter,
            @Nullable Integer epochAfter) {
        this.grace = Defaults.positive("grace", Defaults.or(grace, Duration.ofMinutes(10)));
        this.lateHorizon = Defaults.positive("lateHorizon", Defaults.or(lateHorizon, Duration.ofDays(7)));
        this.instantaneousHold = Defaults.positive("instantaneousHold",
                Defaults.or(instantaneousHold, Duration.ofMinutes(15)));
        this.gapMax = Defaults.positive("gapMax", Defaults.or(gapMax, Duration.ofHours(2)));
        this.coverageMin = Defaults.within("coverageMin", Defaults.or(coverageMin, 0.95), 0.5, 1);
        this.powerToleranceFraction = Defaults.within("powerToleranceFraction",
                Defaults.or(powerToleranceFraction, 0.1), 0, 10);
        this.clockAheadMax = Defaults.positive("clockAheadMax",
                Defaults.or(clockAheadMax, Duration.ofMinutes(2)));
        this.quarantineAfter = Defaults.atLeastOne("quarantineAfter", Defaults.or(quarantineAfter, 10));
        this.releaseAfter = Defaults.atLeastOne("releaseAfter", Defaults.or(releaseAfter, 10));
        this.epochAfter = Defaults.atLeastOne("epochAfter", Defaults.or(epochAfter, 3));
    }
}
