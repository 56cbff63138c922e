package org.tavan.solver.state;

import java.util.function.BiConsumer;

/// Where state is kept so that it outlives the process: a key-value store, sorted by key.
public interface Entries {
    void put(String key, byte[] value);

    void remove(String key);

    /// Hands over every entry whose key begins with the prefix; the store must not be changed meanwhile.
    void scan(String prefix, BiConsumer<String, byte[]> action);
}
