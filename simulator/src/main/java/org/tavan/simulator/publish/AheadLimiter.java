package org.tavan.simulator.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// Keeps a source from running away from its consumers: it may be at most so many virtual days ahead of the progress
/// that somebody reports.
///
/// May be used by any threads.
public final class AheadLimiter {
    /// A source may lead by twenty days: more than the days that a member needs before its first plan, so that
    /// waiting for plans cannot stop both.
    public static final Duration DEFAULT_AHEAD = Duration.ofDays(20);

    private final Duration ahead;
    private final AtomicReference<Instant> progress;

    /// Makes a limiter.
    ///
    /// @param ahead how far the source may lead
    /// @param start progress before anything was reported
    public AheadLimiter(Duration ahead, Instant start) {
        this.ahead = ahead;
        this.progress = new AtomicReference<>(start);
    }

    /// One that allows everything.
    public static AheadLimiter none() {
        return new AheadLimiter(Duration.ZERO, Instant.MAX);
    }

    /// Reports progress; going back is ignored.
    ///
    /// @param reached virtual time up to which everything is done
    public void reached(Instant reached) {
        progress.accumulateAndGet(reached, (before, now) -> now.isAfter(before) ? now : before);
    }

    /// Whether a source may go to an instant.
    ///
    /// @param instant virtual time
    /// @return whether a source may go there
    public boolean allows(Instant instant) {
        return !instant.minus(ahead).isAfter(progress.get());
    }
}
