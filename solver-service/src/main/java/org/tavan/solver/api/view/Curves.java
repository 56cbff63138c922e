package org.tavan.solver.api.view;

import java.time.Instant;
import java.util.Arrays;

/// Values per settlement interval over consecutive intervals, of one member or summed over a community; immutable. NaN stands where nothing is known, and in a
/// sum where it is not known of every member, because a sum over some would mislead.
public final class Curves {
    /// Without any interval.
    static final Curves EMPTY = new Curves(new Settlement(java.time.ZoneOffset.UTC, 60, 0), 0,
            new double[Column.values().length][0],
            new double[PricePages.Kind.values().length][0]);

    private final Settlement settlement;
    private final long firstSlot;
    private final double[][] columns;
    private final double[][] prices;

    /// Takes the arrays over; they must not be changed afterwards.
    Curves(Settlement settlement, long firstSlot, double[][] columns, double[][] prices) {
        this.settlement = settlement;
        this.firstSlot = firstSlot;
        this.columns = columns;
        this.prices = prices;
    }

    /// Number of intervals.
    public int length() {
        return columns[0].length;
    }

    /// Start of the interval (UTC), 0 ≤ `index` ≤ [#length()].
    public Instant start(int index) {
        return settlement.start(firstSlot + index);
    }

    /// Index of the interval that holds `instant`, clipped to `[0, length()]`.
    public int index(Instant instant) {
        return Math.clamp(settlement.slot(instant) - firstSlot, 0, length());
    }

    /// Values of a column in the intervals `[from, to)`.
    public double[] values(Column column, int from, int to) {
        return Arrays.copyOfRange(columns[column.index()], from, to);
    }

    /// Day-ahead prices in `[from, to)` (¢/kWh).
    public double[] dayAheadCentsPerKwh(int from, int to) {
        return Arrays.copyOfRange(prices[PricePages.Kind.DAY_AHEAD.index()], from, to);
    }

    /// Prices of real-time import in `[from, to)` (¢/kWh).
    public double[] realTimeBuyCentsPerKwh(int from, int to) {
        return Arrays.copyOfRange(prices[PricePages.Kind.REAL_TIME_BUY.index()], from, to);
    }

    /// Prices of real-time export in `[from, to)` (¢/kWh).
    public double[] realTimeSellCentsPerKwh(int from, int to) {
        return Arrays.copyOfRange(prices[PricePages.Kind.REAL_TIME_SELL.index()], from, to);
    }

    double get(Column column, int index) {
        return columns[column.index()][index];
    }
}
