package org.tavan.streams.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/// Records of owners by the time they became known: a decision sees the newest ones known then, however early the others
/// have arrived.
public final class AsOfBook<T> {
    private final BytesStore store;
    private final Function<byte[], T> reader;
    private final int depth;
    private final Map<String, Owner<T>> owners = new HashMap<>();

    private static final class Owner<T> {
        final TreeSet<String> keys = new TreeSet<>();
        String newestKey = "";
        List<T> newest = List.of();
    }

    /// A book over a store, with what the store holds.
    ///
    /// @param depth how many of the newest known records are seen
    public AsOfBook(BytesStore store, Function<byte[], T> reader, int depth) {
        this.store = store;
        this.reader = reader;
        this.depth = depth;
        store.scan("", (key, _) -> owner(key.substring(0, key.indexOf('\0'))).keys.add(key));
    }

    /// Takes a record.
    ///
    /// @param label tells records of one owner and time apart; the later by order wins
    public void put(String ownerId, long knowledgeMillis, String label, byte[] value) {
        String key = BytesStore.key(ownerId, knowledgeMillis) + label;
        store.put(key, value);
        Owner<T> owner = owner(ownerId);
        owner.keys.add(key);
        owner.newestKey = "";
    }

    /// The newest records of an owner known at that time, newest first.
    public List<T> asOf(String ownerId, long timeMillis) {
        Owner<T> owner = owners.get(ownerId);
        if (owner == null) {
            return List.of();
        }
        String newest = owner.keys.lower(BytesStore.key(ownerId, timeMillis + 1));
        if (newest == null) {
            return List.of();
        }
        if (!newest.equals(owner.newestKey)) {
            var records = new ArrayList<T>(depth);
            for (String key : owner.keys.headSet(newest, true).descendingSet()) {
                byte[] bytes = store.get(key);
                if (bytes != null) {
                    records.add(reader.apply(bytes));
                }
                if (records.size() == depth) {
                    break;
                }
            }
            owner.newest = List.copyOf(records);
            owner.newestKey = newest;
        }
        return owner.newest;
    }

    /// Deletes records of an owner that no decision after that time can see.
    public void expire(String ownerId, long timeMillis) {
        Owner<T> owner = owners.get(ownerId);
        if (owner == null) {
            return;
        }
        var seen = owner.keys.headSet(BytesStore.key(ownerId, timeMillis + 1), false);
        while (seen.size() > depth) {
            store.put(seen.removeFirst(), null);
        }
    }

    private Owner<T> owner(String ownerId) {
        return owners.computeIfAbsent(ownerId, _ -> new Owner<>());
    }
}
