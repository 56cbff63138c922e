package org.tavan.market;

/// What the highest import of a billing period costs, and how high it may be; for a member or for the community's connection.
///
/// It counts the planned import, day-ahead and real-time together; what the rule asks for on top of the plan has mean zero and is left out.
///
/// @param centsPerKw price of each kW of the peak above `reachedKw` (¢/kW), non-negative
/// @param reachedKw peak that the billing period has reached already (kW), non-negative: up to there import is free of the charge
/// @param limitKw most import (kW), non-negative, `+∞` for no limit
public record DemandCharge(double centsPerKw, double reachedKw, double limitKw) {
    /// No charge and no limit.
    public static final DemandCharge NONE = new DemandCharge(0, 0, Double.POSITIVE_INFINITY);

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is negative or not a number, or price or peak not finite
    public DemandCharge {
        if (!(centsPerKw >= 0 && centsPerKw < Double.POSITIVE_INFINITY && reachedKw >= 0
                && reachedKw < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The centsPerKw (%s) and the reachedKw (%s) of a demand charge must be non-negative and finite."
                            .formatted(centsPerKw, reachedKw));
        }
        if (!(limitKw >= 0)) {
            throw new IllegalArgumentException(
                    "The limitKw (%s) of a demand charge must be non-negative.".formatted(limitKw));
        }
    }

    /// {@return what a highest import costs (¢)}
    public double cents(double peakKw) {
        return centsPerKw * Math.max(0, peakKw - reachedKw);
    }
}
