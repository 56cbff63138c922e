package org.tavan.solver.api.view;

import java.util.Arrays;

/// The newest settlement intervals of one member: a ring of slots with one value per [Column], NaN where nothing is known.
///
/// A slot is the number of the interval since 1970-01-01T00:00Z. A newer slot takes the place of the one that is `capacity` older; values for slots already
/// replaced are dropped. Values are kept as `float`: seven digits are enough to show.
final class SlotRing {
    private static final int COLUMNS = Column.values().length;

    private final int capacity;
    private final long[] slots;
    private final float[] values;

    SlotRing(int capacity) {
        this.capacity = capacity;
        slots = new long[capacity];
        values = new float[capacity * COLUMNS];
        Arrays.fill(slots, Long.MIN_VALUE);
        Arrays.fill(values, Float.NaN);
    }

    void put(long slot, Column column, double value) {
        int index = Math.floorMod(slot, capacity);
        if (slot < slots[index]) {
            return;
        }
        if (slot > slots[index]) {
            slots[index] = slot;
            Arrays.fill(values, index * COLUMNS, (index + 1) * COLUMNS, Float.NaN);
        }
        values[index * COLUMNS + column.index()] = (float) value;
    }

    /// The value, NaN where nothing is known.
    double get(long slot, Column column) {
        int index = Math.floorMod(slot, capacity);
        return slots[index] == slot ? values[index * COLUMNS + column.index()] : Double.NaN;
    }
}
