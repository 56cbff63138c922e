package org.tavan.simulator.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Records of communities in the order of time, on a key-value store.
///
/// Keys are `community/milliseconds/name` with the milliseconds padded, so that their order is that of time.
final class TimedStore<V> {
    private static final int DIGITS = 19;

    private final KeyValueStore<String, V> store;

    TimedStore(KeyValueStore<String, V> store) {
        this.store = store;
    }

    void put(String communityId, Instant time, String name, V value) {
        store.put(key(communityId, time, name), value);
    }

    Optional<V> find(String communityId, Instant time, String name) {
        @Nullable
        V found = store.get(key(communityId, time, name));
        return Optional.ofNullable(found);
    }

    /// Records of a community from one instant to another, the other not included.
    List<V> between(String communityId, Instant from, Instant to) {
        return entries(communityId, from, to).stream().map(entry -> entry.value).toList();
    }

    /// The newest record of a community between two instants, the later one included.
    Optional<V> last(String communityId, Instant from, Instant to) {
        List<V> found = between(communityId, from, to.plusMillis(1));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    void deleteBefore(String communityId, Instant time) {
        entries(communityId, Instant.EPOCH, time).forEach(entry -> store.delete(entry.key));
    }

    void deleteAll(String communityId) {
        deleteBefore(communityId, Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    private List<KeyValue<String, V>> entries(String communityId, Instant from, Instant to) {
        List<KeyValue<String, V>> found = new ArrayList<>();
        try (var range = store.range(key(communityId, from, ""), key(communityId, to, ""))) {
            range.forEachRemaining(found::add);
        }
        return found;
    }

    private static String key(String communityId, Instant time, String name) {
        String digits = Long.toString(time.toEpochMilli());
        return communityId + '/' + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + '/' + name;
    }
}
