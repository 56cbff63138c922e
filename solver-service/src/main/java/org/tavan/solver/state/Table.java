package org.tavan.solver.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A sorted map in the heap, written through to the store entry by entry, so that it can be rebuilt at any
/// record.
public final class Table<V> {
    private final NavigableMap<Key, V> values = new TreeMap<>();
    private final Entries entries;
    private final String prefix;
    private final Codec<V> codec;

    /// Reads what the store holds under the prefix.
    public Table(Entries entries, String prefix, Codec<V> codec) {
        this.entries = entries;
        this.prefix = prefix;
        this.codec = codec;
        entries.scan(prefix,
                (key, bytes) -> values.put(Key.parse(key.substring(prefix.length())), codec.read(bytes)));
    }

    @Nullable
    public V get(String name, long number) {
        return values.get(new Key(name, number));
    }

    public boolean contains(String name, long number) {
        return values.containsKey(new Key(name, number));
    }

    public void put(String name, long number, V value) {
        Key key = new Key(name, number);
        values.put(key, value);
        entries.put(prefix + key.text(), codec.write(value));
    }

    public void remove(String name, long number) {
        remove(new Key(name, number));
    }

    /// Removes every entry of one name whose number is smaller.
    ///
    /// @return how many there were
    public int removeBelow(String name, long number) {
        int removed = 0;
        Key lowest = new Key(name, Long.MIN_VALUE);
        Key end = new Key(name, number);
        for (Key key = values.ceilingKey(lowest); key != null && key.compareTo(end) < 0; key = values
                .ceilingKey(lowest)) {
            remove(key);
            removed++;
        }
        return removed;
    }

    /// Removes every entry whose number is smaller, whatever its name.
    public void removeBelow(long number) {
        Map.Entry<Key, V> first = values.firstEntry();
        while (first != null) {
            String name = first.getKey().name();
            removeBelow(name, number);
            first = values.higherEntry(new Key(name, Long.MAX_VALUE));
        }
    }

    /// Removes every entry of one name.
    public void removeAll(String name) {
        new ArrayList<>(of(name).keySet()).forEach(this::remove);
    }

    /// Removes every entry.
    public void clear() {
        new ArrayList<>(values.keySet()).forEach(this::remove);
    }

    /// Entries of one name, sorted by number; a view.
    public NavigableMap<Key, V> of(String name) {
        return Collections.unmodifiableNavigableMap(
                values.subMap(new Key(name, Long.MIN_VALUE), true, new Key(name, Long.MAX_VALUE), true));
    }

    /// Newest entry of one name up to and including that number.
    @Nullable
    public Entry<V> floor(String name, long number) {
        return entry(name, values.floorEntry(new Key(name, number)));
    }

    /// Oldest entry of one name from that number on.
    @Nullable
    public Entry<V> ceiling(String name, long number) {
        return entry(name, values.ceilingEntry(new Key(name, number)));
    }

    /// All entries; a view.
    public NavigableMap<Key, V> all() {
        return Collections.unmodifiableNavigableMap(values);
    }

    private void remove(Key key) {
        if (values.remove(key) != null) {
            entries.remove(prefix + key.text());
        }
    }

    private static <V> @Nullable Entry<V> entry(String name, Map.@Nullable Entry<Key, V> found) {
        return found == null || !found.getKey().name().equals(name)
                ? null
                : new Entry<>(found.getKey().number(), found.getValue());
    }

    public record Entry<V>(long number, V value) {}
}
