package org.tavan.demandresponse;

/// How elasticities between periods become elasticities between intervals. Papers differ and seldom say which they mean.
public enum Spreading {
    /// Each interval of a period answers to each interval of another with the printed value, so that the effect of a period's
    /// price is the value times its number of intervals.
    EVERY_PAIR,

    /// The printed value is the effect of the whole period: each interval's price carries its part of it.
    SHARED;

    /// {@return the part of a printed cross-elasticity that one interval's price carries}
    ///
    /// @param intervals number of intervals in the period whose price moves
    double part(int intervals) {
        return switch (this) {
            case EVERY_PAIR -> 1;
            case SHARED -> 1.0 / intervals;
        };
    }
}
