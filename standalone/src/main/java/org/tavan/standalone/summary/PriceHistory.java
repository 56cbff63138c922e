package org.tavan.standalone.summary;

import org.tavan.schema.Price;
import org.tavan.schema.PriceKind;

/// The price that was charged in the end: the settled one, else the newest known.
final class PriceHistory {
    /// Prices in ¢/kWh.
    enum Column {
        DAY_AHEAD, BUY, SELL, RANK
    }

    /// Above every time stamp, so that a settled price outranks all anticipated ones.
    private static final double SETTLED_RANK = 1e15;

    private final SlotTable<Column> table;

    PriceHistory(int intervalMinutes) {
        table = new SlotTable<>(Column.class, intervalMinutes);
    }

    void add(Price price) {
        long start = price.getIntervalStart().toEpochMilli();
        double rank = price.getKnowledgeTime().toEpochMilli()
                + (price.getKind() == PriceKind.SETTLED ? SETTLED_RANK : 0);
        if (rank < table.get(start, Column.RANK)) {
            return;
        }
        table.put(start, Column.RANK, rank);
        table.put(start, Column.DAY_AHEAD, price.getDayAheadCentsPerKwh());
        table.put(start, Column.BUY, price.getRealTimeBuyCentsPerKwh());
        table.put(start, Column.SELL, price.getRealTimeSellCentsPerKwh());
    }

    boolean known(long startMillis) {
        return !Double.isNaN(table.get(startMillis, Column.RANK));
    }

    double get(long startMillis, Column column) {
        return table.get(startMillis, column);
    }
}
