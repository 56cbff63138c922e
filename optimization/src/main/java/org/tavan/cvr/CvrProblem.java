package org.tavan.cvr;

import java.util.List;
import org.tavan.powerflow.DistFlow;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.RadialFeeder;

/// A day of a feeder whose tap changers and capacitors are to be planned.
///
/// **Thermostatic loads** draw less power at less voltage, run longer, and use the same energy in the end, until they run all the time. With
/// `recoveryIntervals` = 0 they take it back within the interval. With 1 or 2 they take it back in equal parts in the intervals that follow, so that a peak is
/// lower and a later interval higher; what does not fit into an interval, because the load would run longer than the interval at 1 pu, is never
/// taken back and reported as unserved. What is owed after the last interval counts as bought at its price.
///
/// @param feeder the feeder; its source voltage is given
/// @param intervals the day, in order
/// @param stepHours length of an interval (h), positive
/// @param limits voltages to keep
/// @param switching limits and costs of moving
/// @param before positions before the first interval
/// @param recoveryIntervals 0, 1 or 2
public record CvrProblem(RadialFeeder feeder, List<CvrInterval> intervals, double stepHours,
        VoltageLimits limits,
        SwitchingLimits switching, FeederPositions before, int recoveryIntervals) {

    /// Checks the values and that every demand and the positions fit the feeder.
    ///
    /// @throws IllegalArgumentException naming what does not fit
    public CvrProblem {
        intervals = List.copyOf(intervals);
        if (intervals.isEmpty()) {
            throw new IllegalArgumentException("A day must have at least one interval.");
        }
        if (!(stepHours > 0 && stepHours <= 24)) {
            throw new IllegalArgumentException("""
                    The stepHours (%s) must lie in (0, 24].
                    Maybe it is in minutes.""".formatted(stepHours));
        }
        if (recoveryIntervals < 0 || recoveryIntervals > 2) {
            throw new IllegalArgumentException(
                    "The recoveryIntervals (%d) must be 0, 1 or 2.".formatted(recoveryIntervals));
        }
        DistFlow flow = new DistFlow(feeder);
        flow.set(before);
        intervals.forEach(interval -> flow.set(interval.demand()));
    }
}
