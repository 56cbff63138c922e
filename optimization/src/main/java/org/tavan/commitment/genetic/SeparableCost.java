package org.tavan.commitment.genetic;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Starts plus the sum of what the intervals cost, each of which is computed once for each set of units.
final class SeparableCost implements CostEstimate {
    private final UnitTimes times;
    private final HourCost hours;
    private final List<ConcurrentHashMap<Long, Double>> known;

    SeparableCost(UnitTimes times, HourCost hours) {
        this.times = times;
        this.hours = hours;
        known = IntStream.range(0, times.intervals)
                .mapToObj(t -> new ConcurrentHashMap<Long, Double>())
                .toList();
    }

    @Override
    public double cents(long[] masks) {
        double cents = times.startCents(masks);
        for (int t = 0; t < masks.length; t++) {
            Double hour = known.get(t).get(masks[t]);
            if (hour == null) {
                hour = hours.cents(t, masks[t]);
                known.get(t).put(masks[t], hour);
            }
            cents += hour;
        }
        return cents;
    }
}
