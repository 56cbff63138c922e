package org.tavan.solver.state;

import java.util.NavigableMap;
import java.util.function.BiConsumer;

/// Entries in a map, for tests.
public record MapEntries(NavigableMap<String, byte[]> map) implements Entries {
    @Override
    public void put(String key, byte[] value) {
        map.put(key, value);
    }

    @Override
    public void remove(String key) {
        map.remove(key);
    }

    @Override
    public void scan(String prefix, BiConsumer<String, byte[]> action) {
        map.tailMap(prefix)
                .entrySet()
                .stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .forEach(entry -> action.accept(entry.getKey(), entry.getValue()));
    }
}
