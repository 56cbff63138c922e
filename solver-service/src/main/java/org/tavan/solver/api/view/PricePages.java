package org.tavan.solver.api.view;

import java.util.Arrays;
import java.util.TreeMap;

/// Prices of one community, one page per UTC day. Unlike measurements, prices may be published years ahead of event time (a replay does), so pages are kept until
/// event time has passed them, up to a fixed number of pages.
final class PricePages {
    /// About eleven years; pages beyond are dropped, the farthest first.
    static final int PAGES_MAX = 4_000;

    /// Kinds of price (¢/kWh), in the order of a page.
    enum Kind {
        /// Day-ahead, the same for import and export.
        DAY_AHEAD,
        /// Real-time import.
        REAL_TIME_BUY,
        /// Real-time export.
        REAL_TIME_SELL;

        /// Place in arrays with one value per kind; nothing outside this process depends on it.
        @SuppressWarnings("EnumOrdinal")
        int index() {
            return ordinal();
        }
    }

    private final int slotsPerDay;
    private final TreeMap<Long, float[]> pages = new TreeMap<>();

    PricePages(int slotsPerDay) {
        this.slotsPerDay = slotsPerDay;
    }

    void put(long slot, double dayAhead, double realTimeBuy, double realTimeSell) {
        float[] page = pages.computeIfAbsent(Math.floorDiv(slot, slotsPerDay), day -> empty());
        int offset = Math.floorMod(slot, slotsPerDay) * Kind.values().length;
        page[offset] = (float) dayAhead;
        page[offset + 1] = (float) realTimeBuy;
        page[offset + 2] = (float) realTimeSell;
        if (pages.size() > PAGES_MAX) {
            pages.pollLastEntry();
        }
    }

    /// The price (¢/kWh), NaN where nothing is known.
    double get(long slot, Kind kind) {
        float[] page = pages.get(Math.floorDiv(slot, slotsPerDay));
        return page == null
                ? Double.NaN
                : page[Math.floorMod(slot, slotsPerDay) * Kind.values().length + kind.index()];
    }

    /// Forgets the days before the one of `slot`.
    void forgetBefore(long slot) {
        pages.headMap(Math.floorDiv(slot, slotsPerDay)).clear();
    }

    int pages() {
        return pages.size();
    }

    private float[] empty() {
        float[] page = new float[slotsPerDay * Kind.values().length];
        Arrays.fill(page, Float.NaN);
        return page;
    }
}
