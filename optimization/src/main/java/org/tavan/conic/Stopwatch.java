package org.tavan.conic;

import org.tavan.conic.SolverSettings.TimeLimit;

/// Tells whether the time limit of a solve is over.
final class Stopwatch {
    private long startNanos;

    void start(SolverSettings settings) {
        if (settings.deadline().isPresent()) {
            startNanos = settings.deadline().get().nanoTime().getAsLong();
        }
    }

    boolean isOver(SolverSettings settings) {
        if (settings.deadline().isEmpty()) {
            return false;
        }
        TimeLimit limit = settings.deadline().get();
        return limit.nanoTime().getAsLong() - startNanos >= limit.duration().toNanos();
    }
}
