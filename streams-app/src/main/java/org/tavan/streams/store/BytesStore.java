package org.tavan.streams.store;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A sorted key-value store.
public interface BytesStore {
    /// Value of a key; null if there is none.
    byte @Nullable [] get(String key);

    /// Puts a value; null deletes.
    void put(String key, byte @Nullable [] value);

    /// All entries whose key begins so, in order.
    void scan(String prefix, BiConsumer<String, byte[]> visitor);

    /// Key of a numbered entry of an owner: entries of an owner are ordered by number.
    static String key(String owner, long number) {
        return prefix(owner) + hex(number);
    }

    /// Beginning of the keys of an owner.
    static String prefix(String owner) {
        return owner + '\0';
    }

    /// Number in a key made by [#key].
    static long number(String key) {
        return Long.parseUnsignedLong(key.substring(key.length() - 16), 16) ^ Long.MIN_VALUE;
    }

    /// Sixteen digits in the order of the numbers.
    static String hex(long number) {
        String digits = Long.toHexString(number ^ Long.MIN_VALUE);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
