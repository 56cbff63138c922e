package org.tavan.commitment;

import java.util.Arrays;

import org.tavan.conic.Profile;

/// What lost load costs and how much of it is allowed.
///
/// @param vollCentsPerKwh value of lost load (¢/kWh), non-negative; 0 for no penalty
/// @param lolpMax largest probability of shedding per interval, in [0, 1]; 1 for no limit
/// @param eensMaxKwh largest expected energy not supplied over the horizon (kWh), non-negative; infinite for none
/// @param reserveMinutes `τ`, within which reserve must be there (min), positive
/// @param outageHours `du`, how long an outage lasts (h), positive
/// @param outageOrder how many simultaneous outages the optimiser looks at, at least 0
public record Reliability(double vollCentsPerKwh, Profile lolpMax, double eensMaxKwh, double reserveMinutes,
        double outageHours, int outageOrder) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public Reliability {
        Requirement.nonNegative(OWNER, "vollCentsPerKwh", vollCentsPerKwh);
        for (int t = 0; t < lolpMax.length(); t++) {
            if (!(lolpMax.get(t) >= 0 && lolpMax.get(t) <= 1)) {
                throw new IllegalArgumentException("""
                        %s: the lolpMax at interval %d (%s) must lie in [0, 1].
                        Maybe it is in percent.""".formatted(OWNER, t, lolpMax.get(t)));
            }
        }
        if (!(eensMaxKwh >= 0)) {
            throw new IllegalArgumentException(
                    "%s: the eensMaxKwh (%s) must be non-negative, infinite for no limit.".formatted(OWNER,
                            eensMaxKwh));
        }
        Requirement.nonNegative(OWNER, "reserveMinutes", reserveMinutes);
        Requirement.positive(OWNER, "reserveMinutes", reserveMinutes);
        Requirement.nonNegative(OWNER, "outageHours", outageHours);
        Requirement.positive(OWNER, "outageHours", outageHours);
        Requirement.nonNegative(OWNER, "outageOrder", outageOrder);
    }

    /// {@return neither penalty nor limit: reserve is what the problem's spinning reserve asks for}
    ///
    /// @param intervals how many intervals the problem has
    public static Reliability none(int intervals) {
        return new Reliability(0, lolpLimit(intervals, 1), Double.POSITIVE_INFINITY, 10, 1, 2);
    }

    /// {@return the same limit of the probability of shedding in every interval}
    ///
    /// @param intervals how many intervals the problem has
    /// @param lolpMax in [0, 1]
    public static Profile lolpLimit(int intervals, double lolpMax) {
        double[] limits = new double[intervals];
        Arrays.fill(limits, lolpMax);
        return Profile.of(limits);
    }

    /// {@return the same with another value of lost load (¢/kWh)}
    public Reliability withVollCentsPerKwh(double cents) {
        return new Reliability(cents, lolpMax, eensMaxKwh, reserveMinutes, outageHours, outageOrder);
    }

    /// {@return the same with another limit of the expected energy not supplied (kWh)}
    public Reliability withEensMaxKwh(double kwh) {
        return new Reliability(vollCentsPerKwh, lolpMax, kwh, reserveMinutes, outageHours, outageOrder);
    }

    /// {@return the same with one limit of the probability of shedding in every interval}
    public Reliability withLolpMax(double limit) {
        return new Reliability(vollCentsPerKwh, lolpLimit(lolpMax.length(), limit), eensMaxKwh,
                reserveMinutes,
                outageHours, outageOrder);
    }

    private static final String OWNER = "The reliability";
}
