package org.tavan.solver.state;

import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// Entries in a store of Kafka Streams, whose changelog brings them back.
public final class StoreEntries implements Entries {
    private static final StringSerializer PREFIX = new StringSerializer();

    private final KeyValueStore<String, byte[]> store;

    public StoreEntries(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public void put(String key, byte[] value) {
        store.put(key, value);
    }

    @Override
    public void remove(String key) {
        store.delete(key);
    }

    @Override
    public void scan(String prefix, BiConsumer<String, byte[]> action) {
        try (KeyValueIterator<String, byte[]> found = prefix.isEmpty()
                ? store.all()
                : store.prefixScan(prefix, PREFIX)) {
            while (found.hasNext()) {
                KeyValue<String, byte[]> entry = found.next();
                action.accept(entry.key, entry.value);
            }
        }
    }
}
