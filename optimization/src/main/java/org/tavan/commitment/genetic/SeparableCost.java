package org.tavan.commitment.genetic;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Starts and options plus the sum of what the intervals cost, each of which is computed once for each set of units and demand.
final class SeparableCost implements CostEstimate {
    private final UnitTimes times;
    private final DemandTable demand;
    private final HourCost hours;
    private final List<ConcurrentHashMap<Key, Double>> known;

    private record Key(long mask, double changeKw) {}

    SeparableCost(UnitTimes times, DemandTable demand, HourCost hours) {
        this.demand = demand;
        this.times = times;
        this.hours = hours;
        known = IntStream.range(0, times.intervals)
                .mapToObj(t -> new ConcurrentHashMap<Key, Double>())
                .toList();
    }

    @Override
    public double cents(long[] code) {
        double cents = times.startCents(code) + demand.cents(code);
        for (int t = 0; t < times.intervals; t++) {
            Key key = new Key(code[t], demand.changeKw(code, t));
            Double hour = known.get(t).get(key);
            if (hour == null) {
                hour = hours.cents(t, key.mask, key.changeKw);
                known.get(t).put(key, hour);
            }
            cents += hour;
        }
        return cents;
    }
}
