package org.tavan.conic;

import java.util.Optional;
import org.tavan.conic.SolverSettings.TimeLimit;

/// Tells whether the time limit of a solve is over.
final class Stopwatch {
    private final Optional<TimeLimit> limit;
    private final long startNanos;

    Stopwatch(SolverSettings settings) {
        limit = settings.deadline();
        startNanos = limit.map(l -> l.nanoTime().getAsLong()).orElse(0L);
    }

    boolean isOver() {
        return limit.isPresent()
                && limit.get().nanoTime().getAsLong() - startNanos >= limit.get().duration().toNanos();
    }
}
