package org.tavan.standalone.backtest;

import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.tavan.streams.store.BytesStore;

/// A store in memory.
final class MapStore implements BytesStore {
    private final TreeMap<String, byte[]> entries = new TreeMap<>();

    @Override
    public byte @Nullable [] get(String key) {
        return entries.get(key);
    }

    @Override
    public void put(String key, byte @Nullable [] value) {
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value);
        }
    }

    @Override
    public void scan(String prefix, BiConsumer<String, byte[]> visitor) {
        entries.subMap(prefix, prefix + Character.MAX_VALUE).forEach(visitor);
    }
}
