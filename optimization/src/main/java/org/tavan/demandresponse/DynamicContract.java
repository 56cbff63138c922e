package org.tavan.demandresponse;

import org.tavan.conic.Profile;

/// How much interruptible load is put under contract for the forecast's error: as much as it may be off, hour by hour.
///
/// `c(t) = min(z σ(t), offered(t))`
///
/// Source: Nikravan et al. 2025, section 1.1: 1 MW of contracts for 12 ± 1 MW, 2 MW for 18 ± 2 MW.
///
/// @param deviations `z`: standard deviations to cover, positive; 1 in the paper
public record DynamicContract(double deviations) {

    /// What is contracted and what it misses.
    ///
    /// @param committedKw contracted for each interval (kW)
    /// @param uncoveredKw wanted beyond the offer (kW)
    public record Commitment(Profile committedKw, Profile uncoveredKw) {

        /// Compares with what was needed.
        ///
        /// @param neededKw load that had to be interrupted: the shortfall that came, or 0 (kW), non-negative
        /// @param stepHours length of an interval (h)
        public Gap gap(Profile neededKw, double stepHours) {
            Require.length("needed load", neededKw, committedKw.length());
            Require.nonNegative("needed load", neededKw);
            Require.stepHours(stepHours);
            double over = 0;
            double under = 0;
            for (int t = 0; t < committedKw.length(); t++) {
                double surplus = committedKw.get(t) - neededKw.get(t);
                over += Math.max(0, surplus) * stepHours;
                under += Math.max(0, -surplus) * stepHours;
            }
            return new Gap(over, under);
        }
    }

    /// Over- and under-commitment.
    ///
    /// @param overKwh contracted and not needed: paid for nothing (kWh)
    /// @param underKwh needed and not contracted: load shed and paid as a penalty (kWh)
    public record Gap(double overKwh, double underKwh) {
        /// {@return what the gap costs (¢)}
        ///
        /// @param overCentsPerKwh price of a kWh contracted in vain (¢/kWh)
        /// @param underCentsPerKwh price of a kWh missing (¢/kWh)
        public double cents(double overCentsPerKwh, double underCentsPerKwh) {
            return overKwh * overCentsPerKwh + underKwh * underCentsPerKwh;
        }
    }

    /// Checks the value.
    ///
    /// @throws IllegalArgumentException if it is not positive
    public DynamicContract {
        if (!(deviations > 0 && deviations < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The deviations (%s) of a dynamic contract must be positive and finite."
                            .formatted(deviations));
        }
    }

    /// {@return what follows the forecast's spread}
    ///
    /// @param sigmaKw `σ`: standard deviation of the net load in each interval (kW), non-negative
    /// @param offeredKw load that customers offer to interrupt (kW), non-negative
    /// @throws IllegalArgumentException if lengths differ or a value is negative
    public Commitment commit(Profile sigmaKw, Profile offeredKw) {
        Require.nonNegative("standard deviation", sigmaKw);
        double[] wanted = sigmaKw.toArray();
        for (int t = 0; t < wanted.length; t++) {
            wanted[t] *= deviations;
        }
        return within(wanted, offeredKw);
    }

    /// {@return a static contract: the same in every interval, as far as offered}
    ///
    /// @param wantedKw load to contract (kW), non-negative
    /// @param offeredKw load that customers offer to interrupt (kW), non-negative
    public static Commitment constant(double wantedKw, Profile offeredKw) {
        return within(new Tariff.Flat(wantedKw).centsPerKwh(offeredKw.length()).toArray(), offeredKw);
    }

    private static Commitment within(double[] wantedKw, Profile offeredKw) {
        Require.length("offered load", offeredKw, wantedKw.length);
        Require.nonNegative("offered load", offeredKw);
        double[] committed = new double[wantedKw.length];
        double[] uncovered = new double[wantedKw.length];
        for (int t = 0; t < committed.length; t++) {
            committed[t] = Math.min(wantedKw[t], offeredKw.get(t));
            uncovered[t] = wantedKw[t] - committed[t];
        }
        return new Commitment(Profile.of(committed), Profile.of(uncovered));
    }
}
