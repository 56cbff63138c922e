package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is known of the cost of commitments whose intervals are coupled: exact for those that were dispatched, else the highest of
/// the bounds. Read by any thread while nobody writes to it.
final class PricedDays implements CostEstimate {
    private final UnitTimes times;
    private final HourPrograms hours;
    private final Map<OnOff, Double> exact = new HashMap<>();
    private final List<CostEstimate> bounds = new ArrayList<>();

    PricedDays(UnitTimes times, HourPrograms hours) {
        this.times = times;
        this.hours = hours;
    }

    /// Remembers what a commitment costs.
    void learn(OnOff commitment, double cents) {
        exact.put(commitment, cents);
    }

    /// Takes a bound up.
    void cut(DayDispatch.Cut cut) {
        SeparableCost separable = new SeparableCost(times, hours.demand,
                (t, mask, changeKw) -> hours.cents(t, mask, changeKw, cut.prices().get(t)));
        bounds.add(code -> separable.cents(code) + cut.constantCents());
    }

    boolean knows(OnOff commitment) {
        return exact.containsKey(commitment);
    }

    @Override
    public double cents(long[] code) {
        Double known = exact.get(OnOff.of(code));
        if (known != null) {
            return known;
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (CostEstimate bound : bounds) {
            highest = Math.max(highest, bound.cents(code));
        }
        return highest;
    }
}
