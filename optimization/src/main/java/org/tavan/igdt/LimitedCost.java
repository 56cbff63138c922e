package org.tavan.igdt;

/// What the day costs at best when so many take part and the loss of load may be so likely.
@FunctionalInterface
public interface LimitedCost {

    /// {@return the least cost (¢); `+∞` where no schedule is feasible}
    ///
    /// @param participation `γ`, in [0, 1]
    /// @param lolpMax limit of each interval's loss-of-load probability
    double cents(double participation, double lolpMax);
}
