package org.tavan.demandresponse;

import org.tavan.conic.Profile;

/// What customers under a programme did on one day.
///
/// @param baselineKw load that was expected without the programme (kW)
/// @param loadKw load that was metered (kW); an interval that is missing or not a number is passed over
/// @param referenceCentsPerKwh price that the baseline is used to (¢/kWh), positive
/// @param centsPerKwh price that was charged (¢/kWh), finite
public record AchievedResponse(Profile baselineKw, Profile loadKw, Profile referenceCentsPerKwh,
        Profile centsPerKwh) {

    /// Checks what we made ourselves: baseline and prices. What was metered may be anything.
    ///
    /// @throws IllegalArgumentException if lengths differ, or a baseline or price is out of range
    public AchievedResponse {
        int intervals = baselineKw.length();
        Require.length("metered load", loadKw, intervals);
        Require.length("reference price", referenceCentsPerKwh, intervals);
        Require.length("price", centsPerKwh, intervals);
        Require.nonNegative("baseline load", baselineKw);
        Require.positive("reference price", referenceCentsPerKwh);
        Require.finite("price", centsPerKwh);
    }

    /// {@return `(ρ − ρ₀)/ρ₀`}
    double priceChange(int t) {
        return centsPerKwh.get(t) / referenceCentsPerKwh.get(t) - 1;
    }

    /// {@return `d/d₀ − 1`, not a number where nothing usable was metered}
    double loadChange(int t) {
        double load = loadKw.get(t);
        double baseline = baselineKw.get(t);
        return load >= 0 && load < Double.POSITIVE_INFINITY && baseline > 0
                ? load / baseline - 1
                : Double.NaN;
    }
}
