package org.tavan.streams.topology;

import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tavan.streams.store.BytesStore;

/// A key-value store of Kafka Streams as the pure logic sees it.
final class KafkaBytesStore implements BytesStore {
    private static final StringSerializer KEYS = new StringSerializer();

    private final KeyValueStore<String, byte[]> store;

    KafkaBytesStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public byte @Nullable [] get(String key) {
        return store.get(key);
    }

    @Override
    @SuppressWarnings("NullAway") // null deletes, which the store's signature does not say
    public void put(String key, byte @Nullable [] value) {
        store.put(key, value);
    }

    @Override
    public void scan(String prefix, BiConsumer<String, byte[]> visitor) {
        try (KeyValueIterator<String, byte[]> entries = prefix.isEmpty()
                ? store.all()
                : store.prefixScan(prefix, KEYS)) {
            entries.forEachRemaining(entry -> visitor.accept(entry.key, entry.value));
        }
    }
}
