package org.tavan.commitment.genetic;

/// What an interval costs at least with a given set of units on line: a pure function that any thread may call.
@FunctionalInterface
interface HourCost {
    /// What each kW that lacks, or is too much, costs: far more than any energy.
    double LACK_CENTS_PER_KWH = 1e5;

    /// {@return ¢, no-load cost included, starts excluded}
    ///
    /// @param t the interval
    /// @param mask the units on line
    double cents(int t, long mask);
}
