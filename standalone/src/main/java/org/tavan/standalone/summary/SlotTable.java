package org.tavan.standalone.summary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Numbers by interval start and column, NaN where nothing was written; in blocks of a UTC day, so that years of intervals
/// cost eight bytes a number.
///
/// Shape: a block is row-major, one row per slot of the day, one column per constant of `C`.
final class SlotTable<C extends Enum<C>> {
    private static final long DAY_MILLIS = 86_400_000L;

    private final int columns;
    private final long slotMillis;
    private final Map<Long, double[]> blockByDay = new HashMap<>();

    SlotTable(Class<C> columns, int intervalMinutes) {
        this.columns = columns.getEnumConstants().length;
        this.slotMillis = intervalMinutes * 60_000L;
    }

    double get(long startMillis, C column) {
        var block = blockByDay.get(Math.floorDiv(startMillis, DAY_MILLIS));
        return block == null ? Double.NaN : block[index(startMillis, column)];
    }

    /// Writes a value and returns the one before.
    double put(long startMillis, C column, double value) {
        var block = blockByDay.computeIfAbsent(Math.floorDiv(startMillis, DAY_MILLIS), _ -> newBlock());
        int index = index(startMillis, column);
        double before = block[index];
        block[index] = value;
        return before;
    }

    private double[] newBlock() {
        var block = new double[Math.toIntExact(DAY_MILLIS / slotMillis) * columns];
        Arrays.fill(block, Double.NaN);
        return block;
    }

    @SuppressWarnings("EnumOrdinal") // the place of a column in a row is nothing else
    private int index(long startMillis, C column) {
        return (int) (Math.floorMod(startMillis, DAY_MILLIS) / slotMillis) * columns + column.ordinal();
    }
}
