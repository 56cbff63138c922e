package org.tavan.market;

/// What the highest import of a billing period costs, and how high it may be; for a member or for the community's connection.
///
/// The limit is one of the planned import, day-ahead and real-time together. So is the charge with a tail of 0, which leaves out that
/// forecast errors come on top of the plan: they have mean zero, but the highest hour of a flattened day has not. With a tail `β` the
/// charge counts what the meter sees on sample days, whatever the rule buys of it and whatever is settled: the mean over the worst `β` of
/// them,
///
/// `CVaR_β((max_t y_t(ξ) − reached)⁺)`, `y_t(ξ) = p_t − m_t + Cξ_t − b_t(ξ)`, with the planned supply `m_t` above the forecast demand and
/// what batteries that follow give beyond the plan, `b_t`.
///
/// With `β = 1` that is the expected charge of the day by itself. A month of `D` such days is charged by its highest: the expectation of
/// the highest of `D` has on the part `u` of the days the weight `D u^(D−1) ≤ D`, so it is at most `CVaR_{1/D}`, which puts all weight
/// `D` allows on the worst.
///
/// Source: derived; Rockafellar and Uryasev, 2000, for the tail mean as a linear program.
///
/// @param centsPerKw price of each kW of the peak above `reachedKw` (¢/kW), non-negative
/// @param reachedKw peak that the billing period has reached already (kW), non-negative: up to there import is free of the charge
/// @param limitKw most import (kW), non-negative, `+∞` for no limit
/// @param tail `β`: the part of the days, the worst, whose mean is charged, in [0, 1]; 0 for the plan itself
public record DemandCharge(double centsPerKw, double reachedKw, double limitKw, double tail) {
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
        if (!(tail >= 0 && tail <= 1)) {
            throw new IllegalArgumentException(
                    "The tail (%s) of a demand charge must lie in [0, 1].".formatted(tail));
        }
    }

    /// A charge on the import as planned.
    public DemandCharge(double centsPerKw, double reachedKw, double limitKw) {
        this(centsPerKw, reachedKw, limitKw, 0);
    }

    /// {@return the same charge, on what the worst of the sample days come to}
    ///
    /// @param part `β`, in (0, 1]; for a month of `D` days `1/D`
    public DemandCharge ofTail(double part) {
        return new DemandCharge(centsPerKw, reachedKw, limitKw, part);
    }

    /// {@return whether it is the sample days that are charged}
    public boolean isMetered() {
        return tail > 0 && centsPerKw > 0;
    }

    /// {@return what a highest import costs (¢)}
    public double cents(double peakKw) {
        return centsPerKw * Math.max(0, peakKw - reachedKw);
    }
}
