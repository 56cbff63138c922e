package org.tavan.feeds.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.feeds.codec.Rejection;
import org.tavan.schema.RejectReason;

/// Logs refused input at most once a minute and reason, with the number since the last line: bad frames are normal and must not fill the log.
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final String feed;
    private final Clock clock;
    private final Map<RejectReason, Integer> counts = new EnumMap<>(RejectReason.class);
    private final Map<RejectReason, Instant> logged = new EnumMap<>(RejectReason.class);

    Refusals(String feed, Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    synchronized void note(Rejection rejection, String where) {
        int count = counts.merge(rejection.reason(), 1, Integer::sum);
        Instant now = clock.instant();
        @Nullable
        Instant last = logged.get(rejection.reason());
        if (last == null || Duration.between(last, now).compareTo(EVERY) >= 0) {
            LOG.warn("Feed {} refused {} input(s) as {}, the newest at {}: {}", feed, count,
                    rejection.reason(), where, rejection.message());
            logged.put(rejection.reason(), now);
            counts.remove(rejection.reason());
        }
    }
}
