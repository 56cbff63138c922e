package org.tavan.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Schema ids that the registry did not know, remembered for a while, so that a topic full of garbage does not become a
/// flood of requests. Bounded: the oldest goes first.
final class UnknownIds {
    static final int IDS_MAX = 1_000;
    static final Duration KEPT = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<Integer, Refusal> refusals = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Refusal> eldest) {
            return size() > IDS_MAX;
        }
    };

    UnknownIds(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(int id, RegistryException refusal) {
        refusals.put(id, new Refusal(refusal, clock.instant().plus(KEPT)));
    }

    /// Throws what the registry said the last time, unless that is long ago.
    synchronized void refuse(int id) {
        Refusal known = refusals.get(id);
        if (known == null) {
            return;
        }
        if (clock.instant().isBefore(known.until())) {
            RegistryException said = known.refusal();
            throw new RegistryException(said.status(), said.errorCode(), String.valueOf(said.getMessage()));
        }
        refusals.remove(id);
    }

    private record Refusal(RegistryException refusal, Instant until) {}
}
