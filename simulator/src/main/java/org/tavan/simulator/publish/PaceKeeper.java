package org.tavan.simulator.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Turns a pace into waiting, from the virtual instant at which the run began.
final class PaceKeeper {
    private static final Duration NAP = Duration.ofMillis(100);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SECONDS_PER_HOUR = 3600;

    private final Pace pace;
    private final Instant origin;
    private final Timer timer;
    private final long begunNanos;

    PaceKeeper(Pace pace, Instant origin, Timer timer) {
        this.pace = pace;
        this.origin = origin;
        this.timer = timer;
        this.begunNanos = timer.nanos();
    }

    boolean due(Instant instant) {
        return nanosUntil(instant) <= 0;
    }

    /// Returns when the instant is due and the limiter allows it, or when stopped.
    void await(Instant instant, AheadLimiter limiter, BooleanSupplier stopped) throws InterruptedException {
        while (!stopped.getAsBoolean()) {
            long nanos = nanosUntil(instant);
            if (nanos > 0) {
                timer.sleep(Duration.ofNanos(Math.min(nanos, NAP.toNanos())));
            } else if (!limiter.allows(instant)) {
                timer.sleep(NAP.dividedBy(10));
            } else {
                return;
            }
        }
    }

    private long nanosUntil(Instant instant) {
        return switch (pace) {
            case Pace.Unlimited() -> 0;
            case Pace.Speed(double hoursPerSecond) -> {
                double hours = Duration.between(origin, instant).toSeconds() / SECONDS_PER_HOUR;
                long dueNanos = (long) (hours / hoursPerSecond * NANOS_PER_SECOND);
                yield dueNanos - (timer.nanos() - begunNanos);
            }
        };
    }
}
