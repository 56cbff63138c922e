package org.tavan.commitment;

/// A dispatchable generating unit.
///
/// A ramp of `Double.POSITIVE_INFINITY` means none. In the interval of its start a unit reaches at most the larger of
/// `minKw` and one interval's ramp, likewise in the interval before it stops.
///
/// @param id unique within the problem
/// @param minKw least power while on (kW), non-negative
/// @param maxKw largest power (kW), positive
/// @param rampUpKwPerMinute `RUR`, largest rise and rate of reserve (kW/min), positive, infinite for none
/// @param rampDownKwPerMinute largest fall (kW/min), positive, infinite for none
/// @param minUpHours least hours on after a start, at least 1
/// @param minDownHours least hours off after a stop, at least 1
/// @param initialHours hours on (positive) or off (negative) before interval 0, not 0
/// @param initialKw power before interval 0 (kW): within `[minKw, maxKw]` if on, 0 if off
/// @param cost the cost of running
/// @param start the cost of starting
/// @param reserveCentsPerKwh `q`, price of reserve held (¢ per kW and hour), non-negative
/// @param outageProbability probability that the unit is lost in an interval, in [0, 1)
public record Unit(String id, double minKw, double maxKw, double rampUpKwPerMinute,
        double rampDownKwPerMinute,
        int minUpHours, int minDownHours, int initialHours, double initialKw, CostCurve cost, StartCost start,
        double reserveCentsPerKwh, double outageProbability) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is out of range or contradicts another; it names the unit
    public Unit {
        Requirement.named("unit", id);
        String owner = owner(id);
        Requirement.nonNegative(owner, "minKw", minKw);
        Requirement.nonNegative(owner, "maxKw", maxKw);
        Requirement.positive(owner, "maxKw", maxKw);
        Requirement.atMost(owner, "minKw", minKw, "maxKw", maxKw);
        Requirement.positive(owner, "rampUpKwPerMinute", rampUpKwPerMinute);
        Requirement.positive(owner, "rampDownKwPerMinute", rampDownKwPerMinute);
        Requirement.positive(owner, "minUpHours", minUpHours);
        Requirement.positive(owner, "minDownHours", minDownHours);
        if (initialHours == 0) {
            throw new IllegalArgumentException("""
                    %s: the initialHours must be positive (hours on) or negative (hours off), not 0.\
                    """.formatted(owner));
        }
        if (initialHours > 0) {
            Requirement.atMost(owner, "minKw", minKw, "initialKw of a unit that is on", initialKw);
            Requirement.atMost(owner, "initialKw", initialKw, "maxKw", maxKw);
        } else if (initialKw != 0) {
            throw new IllegalArgumentException("""
                    %s: the initialKw (%s) must be 0, for initialHours (%d) says that it is off.\
                    """.formatted(owner, initialKw, initialHours));
        }
        Requirement.nonNegative(owner, "reserveCentsPerKwh", reserveCentsPerKwh);
        Requirement.probability(owner, "outageProbability", outageProbability);
    }

    /// {@return whether the unit runs before interval 0}
    public boolean initiallyOn() {
        return initialHours > 0;
    }

    private static String owner(String id) {
        return "Unit " + id;
    }
}
