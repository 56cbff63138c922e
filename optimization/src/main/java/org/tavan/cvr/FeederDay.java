package org.tavan.cvr;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// A day of a feeder at given positions: what its loads draw and its branches lose.
///
/// @param intervals in order
/// @param stepHours length of an interval (h)
/// @param owedKwh energy (kWh) that thermostatic loads take back after the last interval
public record FeederDay(List<IntervalFlow> intervals, double stepHours, double owedKwh) {
    public FeederDay {
        intervals = List.copyOf(intervals);
    }

    /// Energy (kWh) that the source delivers over the day.
    public double sourceKwh() {
        return kwh(interval -> interval.flow().sourceKw());
    }

    /// Energy (kWh) of the loads, with what they take back, also after the day.
    public double loadKwh() {
        return kwh(IntervalFlow::loadKw) + owedKwh;
    }

    /// Energy (kWh) lost in the branches.
    public double lossKwh() {
        return kwh(interval -> interval.flow().lossKw());
    }

    /// Energy (kWh) that thermostatic loads never take back.
    public double unservedKwh() {
        return intervals.stream().mapToDouble(IntervalFlow::unservedKwh).sum();
    }

    /// The interval in which loads and losses take the most power, the first of them.
    public int peakInterval() {
        int peak = 0;
        for (int t = 1; t < intervals.size(); t++) {
            peak = intervals.get(t).consumptionKw() > intervals.get(peak).consumptionKw() ? t : peak;
        }
        return peak;
    }

    /// Voltage (pu) that the loads see over the day, weighted by their power at 1 pu.
    public double meanVoltagePu() {
        double weight = intervals.stream().mapToDouble(IntervalFlow::nominalKw).sum();
        return weight > 0
                ? intervals.stream().mapToDouble(i -> i.nominalKw() * i.meanVoltagePu()).sum() / weight
                : intervals.stream().mapToDouble(IntervalFlow::meanVoltagePu).average().orElseThrow();
    }

    private double kwh(ToDoubleFunction<IntervalFlow> powerKw) {
        return stepHours * intervals.stream().mapToDouble(powerKw).sum();
    }
}
