package org.tavan.streams.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// The intervals of one prosumer in blocks of sixteen, the newest blocks on the heap.
public final class TickHistory {
    private static final int VERSION = 1;
    private static final int BLOCK = 16;
    private static final int CACHED_BLOCKS = 8;

    private final String owner;
    private final BytesStore store;
    private final BinaryWriter writer;
    private final long lengthMillis;
    private final Map<Long, @Nullable TickRecord[]> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long oldestBlock = Long.MIN_VALUE;

    /// The intervals of an owner.
    ///
    /// @param lengthMillis length of an interval
    public TickHistory(String owner, BytesStore store, BinaryWriter writer, long lengthMillis) {
        this.owner = owner;
        this.store = store;
        this.writer = writer;
        this.lengthMillis = lengthMillis;
    }

    /// The record of an interval; null if there is none.
    public @Nullable TickRecord find(long tick) {
        return block(Math.floorDiv(tick, BLOCK))[Math.floorMod(tick, BLOCK)];
    }

    /// The record of an interval, made if there is none; [#save] it after a change.
    public TickRecord obtain(long tick) {
        @Nullable
        TickRecord[] block = block(Math.floorDiv(tick, BLOCK));
        int index = Math.floorMod(tick, BLOCK);
        TickRecord record = block[index];
        if (record == null) {
            record = new TickRecord();
            block[index] = record;
        }
        return record;
    }

    /// Writes the block of an interval.
    public void save(long tick) {
        long number = Math.floorDiv(tick, BLOCK);
        @Nullable
        TickRecord[] block = block(number);
        long base = number * BLOCK * lengthMillis;
        writer.reset().putByte(VERSION);
        for (TickRecord record : block) {
            writer.putByte(record == null ? 0 : 1);
            if (record != null) {
                record.write(writer, base);
            }
        }
        store.put(BytesStore.key(owner, number), writer.toBytes());
    }

    /// Deletes blocks wholly before that interval; costs nothing until a block falls behind.
    public void expire(long tick) {
        long keep = Math.floorDiv(tick, BLOCK);
        if (oldestBlock == Long.MIN_VALUE) {
            oldestBlock = keep;
            store.scan(BytesStore.prefix(owner),
                    (key, _) -> oldestBlock = Math.min(oldestBlock, BytesStore.number(key)));
        }
        for (; oldestBlock < keep; oldestBlock++) {
            store.put(BytesStore.key(owner, oldestBlock), null);
            blocks.remove(oldestBlock);
        }
    }

    private @Nullable TickRecord[] block(long number) {
        @Nullable
        TickRecord[] known = blocks.get(number);
        if (known != null) {
            return known;
        }
        byte[] bytes = store.get(BytesStore.key(owner, number));
        var block = new @Nullable TickRecord[BLOCK];
        if (bytes != null) {
            var in = new BinaryReader(bytes).expectVersion(VERSION);
            for (int i = 0; i < BLOCK; i++) {
                block[i] = in.getByte() == 0 ? null : TickRecord.read(in, number * BLOCK * lengthMillis);
            }
        }
        blocks.put(number, block);
        if (blocks.size() > CACHED_BLOCKS) {
            Iterator<Long> eldest = blocks.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        return block;
    }
}
