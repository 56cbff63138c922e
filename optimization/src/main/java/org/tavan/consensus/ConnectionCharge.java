package org.tavan.consensus;

import java.util.Arrays;

/// What the community's connection to the grid allows and charges: `g` of the sum of its members' exchange.
///
/// @param importMaxKw most import (kW), `+∞` for no limit
/// @param exportMaxKw most export (kW), `+∞` for no limit
/// @param peakCentsPerKw price of the highest import beyond `peakSoFarKw` (¢ per kW), non-negative
/// @param peakSoFarKw import that is paid for already (kW), non-negative
public record ConnectionCharge(double importMaxKw, double exportMaxKw, double peakCentsPerKw,
        double peakSoFarKw) {
    /// Neither limit nor charge.
    public static final ConnectionCharge NONE = new ConnectionCharge(Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY, 0, 0);

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is negative or not a number, or a charge is not finite
    public ConnectionCharge {
        if (!(importMaxKw >= 0 && exportMaxKw >= 0 && peakCentsPerKw >= 0 && peakSoFarKw >= 0
                && peakCentsPerKw < Double.POSITIVE_INFINITY && peakSoFarKw < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    """
                            The limits (%s and %s kW), the charge (%s ¢ per kW) and the peak so far (%s kW) must be non-negative.
                            Maybe the export limit was given as a negative import."""
                            .formatted(importMaxKw, exportMaxKw, peakCentsPerKw, peakSoFarKw));
        }
    }

    /// The same with limits a little narrower, so that what is agreed up to rounding is within the true ones.
    ConnectionCharge narrowed(double fraction) {
        return new ConnectionCharge((1 - fraction) * importMaxKw, (1 - fraction) * exportMaxKw,
                peakCentsPerKw,
                peakSoFarKw);
    }

    /// `min_Z g(Z) − μᵀZ`, for prices `μ` that are a subgradient of `g` somewhere: positive where import is worth its charge, negative only where
    /// export meets its limit.
    ///
    /// For a given highest import `L` every interval with a positive price imports `L`; the charge less these prices is never negative in
    /// `L` beyond rounding, or the import limit ends it.
    ///
    /// @param centsPerKw `μ`, ¢ per kW in the interval
    double leastCents(double[] centsPerKw) {
        double positive = 0;
        double exported = 0;
        for (double price : centsPerKw) {
            positive += Math.max(0, price);
            exported += price < 0 ? -price * exportMaxKw : 0;
        }
        double level = positive > peakCentsPerKw && importMaxKw < Double.POSITIVE_INFINITY
                ? importMaxKw
                : Math.min(importMaxKw, peakSoFarKw);
        return peakCentsPerKw * (Math.max(level, peakSoFarKw) - peakSoFarKw) - positive * level - exported;
    }

    /// {@return whether there is a limit or a charge at all}
    boolean matters() {
        return importMaxKw < Double.POSITIVE_INFINITY || exportMaxKw < Double.POSITIVE_INFINITY
                || peakCentsPerKw > 0;
    }

    /// {@return the charge for a total exchange (¢)}
    double cents(double[] totalKw) {
        double peak = peakSoFarKw;
        for (double kw : totalKw) {
            peak = Math.max(peak, kw);
        }
        return peakCentsPerKw * (peak - peakSoFarKw);
    }

    /// {@return the import that these totals may come to without a further charge (kW)}
    double topKw(double[] totalKw) {
        if (peakCentsPerKw == 0) {
            return importMaxKw;
        }
        double peak = peakSoFarKw;
        for (double kw : totalKw) {
            peak = Math.max(peak, kw);
        }
        return Math.min(importMaxKw, peak);
    }

    /// The total `Z` that minimises `g(Z) + weight/2 ‖Z − V‖²`: every interval as wanted, cut at the limits and at the level up to which
    /// the peak is worth its charge.
    ///
    /// @param wantedKw `V`
    /// @param weight positive (¢ per kW²)
    double[] nearest(double[] wantedKw, double weight) {
        double top = Math.min(importMaxKw, level(wantedKw, peakCentsPerKw / weight));
        double[] nearest = new double[wantedKw.length];
        for (int t = 0; t < nearest.length; t++) {
            nearest[t] = Math.max(-exportMaxKw, Math.min(top, wantedKw[t]));
        }
        return nearest;
    }

    /// The least `L ≥ peakSoFarKw` with `Σ (V_t − L)⁺ ≤ excess`.
    private double level(double[] wantedKw, double excess) {
        if (excess <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double[] sorted = wantedKw.clone();
        Arrays.sort(sorted);
        double above = 0;
        for (int count = 1; count <= sorted.length; count++) {
            above += sorted[sorted.length - count];
            double level = (above - excess) / count;
            double next = count == sorted.length
                    ? Double.NEGATIVE_INFINITY
                    : sorted[sorted.length - count - 1];
            if (level >= next) {
                return Math.max(peakSoFarKw, level);
            }
        }
        return peakSoFarKw;
    }
}
