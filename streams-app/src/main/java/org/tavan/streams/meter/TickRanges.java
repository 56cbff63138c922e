package org.tavan.streams.meter;

import java.util.ArrayList;
import java.util.List;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// A set of interval numbers kept as ranges: the intervals closed ahead of the first open one.
final class TickRanges {
    private final List<long[]> ranges = new ArrayList<>();

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    boolean contains(long tick) {
        for (long[] range : ranges) {
            if (range[0] <= tick && tick < range[1]) {
                return true;
            }
        }
        return false;
    }

    void add(long tick) {
        for (int i = ranges.size() - 1; i >= 0; i--) {
            long[] range = ranges.get(i);
            if (tick == range[1]) {
                range[1]++;
                if (i + 1 < ranges.size() && ranges.get(i + 1)[0] == range[1]) {
                    range[1] = ranges.remove(i + 1)[1];
                }
                return;
            }
            if (tick > range[1]) {
                insert(i + 1, tick);
                return;
            }
        }
        insert(0, tick);
    }

    /// Removes everything before that interval.
    void removeBefore(long tick) {
        ranges.removeIf(range -> range[1] <= tick);
        if (!ranges.isEmpty()) {
            ranges.getFirst()[0] = Math.max(ranges.getFirst()[0], tick);
        }
    }

    void write(BinaryWriter out, long base) {
        out.putLong(ranges.size());
        ranges.forEach(range -> out.putLong(range[0] - base).putLong(range[1] - range[0]));
    }

    void read(BinaryReader in, long base) {
        int size = in.getInt();
        for (int i = 0; i < size; i++) {
            long from = base + in.getLong();
            ranges.add(new long[]{from, from + in.getLong()});
        }
    }

    private void insert(int index, long tick) {
        if (index < ranges.size() && ranges.get(index)[0] == tick + 1) {
            ranges.get(index)[0] = tick;
        } else {
            ranges.add(index, new long[]{tick, tick + 1});
        }
    }
}
