package org.tavan.commitment.genetic;

/// What an interval costs at least with given units on line and options taken: a pure function that any thread may call.
@FunctionalInterface
interface HourCost {
    /// What each kW that lacks, or is too much, costs: far more than any energy.
    double LACK_CENTS_PER_KWH = 1e5;

    /// {@return ¢, no-load cost included, starts excluded}
    ///
    /// @param t the interval
    /// @param mask the units on line
    /// @param changeKw what the options taken add to demand (kW)
    double cents(int t, long mask, double changeKw);
}
