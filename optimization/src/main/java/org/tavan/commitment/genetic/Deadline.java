package org.tavan.commitment.genetic;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.tavan.conic.SolverSettings.TimeLimit;

/// When the search has to end, on the clock that came in; never without one.
final class Deadline {
    private final LongSupplier nanoTime;
    private final long endNanos;
    private final boolean limited;

    private Deadline(LongSupplier nanoTime, long endNanos, boolean limited) {
        this.nanoTime = nanoTime;
        this.endNanos = endNanos;
        this.limited = limited;
    }

    /// Starts the time.
    static Deadline start(Optional<TimeLimit> limit) {
        return limit
                .map(l -> new Deadline(l.nanoTime(), l.nanoTime().getAsLong() + l.duration().toNanos(), true))
                .orElse(new Deadline(() -> 0, 0, false));
    }

    boolean passed() {
        return limited && nanoTime.getAsLong() - endNanos >= 0;
    }

    /// {@return what is left, as a limit for a solver; at least a millisecond}
    Optional<TimeLimit> rest() {
        return limited
                ? Optional.of(new TimeLimit(
                        Duration.ofNanos(Math.max(1_000_000, endNanos - nanoTime.getAsLong())), nanoTime))
                : Optional.empty();
    }
}
