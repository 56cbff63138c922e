package org.tavan.demandresponse;

import org.tavan.conic.Profile;

/// How a load answers to a programme.
///
/// @param baselineKw load without it (kW)
/// @param loadKw load with it (kW), non-negative
/// @param clippedKw how far below zero the model would have gone (kW), non-negative: where it is positive, the prices lie outside
///        what the elasticities were measured for
public record LoadResponse(Profile baselineKw, Profile loadKw, Profile clippedKw) {

    /// Checks the shapes and signs.
    ///
    /// @throws IllegalArgumentException if the lengths differ or a value is negative
    public LoadResponse {
        Require.length("load", loadKw, baselineKw.length());
        Require.length("clipped load", clippedKw, baselineKw.length());
        Require.nonNegative("baseline load", baselineKw);
        Require.nonNegative("load", loadKw);
        Require.nonNegative("clipped load", clippedKw);
    }

    /// {@return a response whose negative loads are cut to zero and kept as clipped}
    ///
    /// @param baselineKw load without the programme (kW)
    /// @param unboundedKw load with it as the model has it (kW)
    static LoadResponse clipped(Profile baselineKw, double[] unboundedKw) {
        double[] clipped = new double[unboundedKw.length];
        double[] load = new double[unboundedKw.length];
        for (int t = 0; t < load.length; t++) {
            load[t] = Math.max(0, unboundedKw[t]);
            clipped[t] = load[t] - unboundedKw[t];
        }
        return new LoadResponse(baselineKw, Profile.of(load), Profile.of(clipped));
    }

    /// {@return whether the model would have gone below zero anywhere}
    public boolean isClipped() {
        return sum(clippedKw) > 0;
    }

    /// {@return energy with the programme over energy without it; 1 if there was none}
    public double energyRatio() {
        double before = sum(baselineKw);
        return before > 0 ? sum(loadKw) / before : 1;
    }

    /// {@return what the load costs (¢)}
    ///
    /// @param centsPerKwh price of each interval (¢/kWh)
    /// @param stepHours length of an interval (h)
    static double cents(Profile loadKw, Profile centsPerKwh, double stepHours) {
        double cents = 0;
        for (int t = 0; t < loadKw.length(); t++) {
            cents += loadKw.get(t) * centsPerKwh.get(t) * stepHours;
        }
        return cents;
    }

    private static double sum(Profile profile) {
        double sum = 0;
        for (int t = 0; t < profile.length(); t++) {
            sum += profile.get(t);
        }
        return sum;
    }
}
