package org.tavan.simulator.customer;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;
import org.tavan.schema.Microgrid;

/// The usable configurations of microgrids by the time they were decided, in memory and in a store.
final class MicrogridBook {
    private final KeyValueStore<String, Microgrid> store;
    private final Map<String, NavigableMap<Instant, Microgrid>> versions = new HashMap<>();

    MicrogridBook(KeyValueStore<String, Microgrid> store) {
        this.store = store;
        try (var stored = store.all()) {
            stored.forEachRemaining(version -> remember(version.value));
        }
    }

    void accept(String key, Microgrid microgrid) {
        if (SignalRules.isUsable(key, microgrid)) {
            store.put(versionKey(microgrid), microgrid);
            remember(microgrid);
        }
    }

    void forget(String communityId) {
        NavigableMap<Instant, Microgrid> removed = versions.remove(communityId);
        if (removed != null) {
            removed.values().forEach(version -> store.delete(versionKey(version)));
        }
    }

    /// The configuration in force at an instant; empty before the first.
    Optional<Microgrid> at(String communityId, Instant time) {
        return Optional.ofNullable(versions.get(communityId))
                .map(known -> known.floorEntry(time))
                .map(Map.Entry::getValue);
    }

    private void remember(Microgrid microgrid) {
        versions.computeIfAbsent(microgrid.getCommunityId(), _ -> new TreeMap<>())
                .put(microgrid.getKnowledgeTime(), microgrid);
    }

    private static String versionKey(Microgrid microgrid) {
        return microgrid.getCommunityId() + '/' + microgrid.getKnowledgeTime();
    }
}
