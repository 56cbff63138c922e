package org.tavan.feeds.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Derives heartbeats from reading times: everything older than the newest reading by the greatest delay is taken to have been sent. Heartbeats come in steps, so
/// that they stay few.
final class Watermark {
    private static final Duration STEP = Duration.ofMinutes(1);
    /// A reading later than its receipt by more than this has a wrong clock and must not close the present.
    private static final Duration SKEW_MAX = Duration.ofMinutes(2);

    private final Duration maxDelay;
    private @Nullable Instant newest;
    private @Nullable Instant last;

    Watermark(Duration maxDelay) {
        this.maxDelay = maxDelay;
    }

    /// Notes a reading.
    ///
    /// @return instant of the heartbeat that is due, if one is
    Optional<Instant> advance(Instant readingTime, Instant receivedTime) {
        if (readingTime.isAfter(receivedTime.plus(SKEW_MAX))
                || (newest != null && !readingTime.isAfter(newest))) {
            return Optional.empty();
        }
        newest = readingTime;
        long step = STEP.toMillis();
        Instant due = Instant
                .ofEpochMilli(Math.floorDiv(readingTime.minus(maxDelay).toEpochMilli(), step) * step);
        if (last != null && !due.isAfter(last)) {
            return Optional.empty();
        }
        last = due;
        return Optional.of(due);
    }

    /// Instant of the newest reading: the heartbeat at the end of the input.
    Optional<Instant> end() {
        return Optional.ofNullable(newest);
    }
}
