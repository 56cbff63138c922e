package org.tavan.demandresponse;

import org.tavan.conic.Profile;

/// Answer of customers under critical peak prices to price and temperature.
///
/// `Q(t) = d₀(t) (P(t)/P₀(t))^ep (W(t)/W₀(t))^ew`
///
/// Source: Nikravan et al. 2025, eq. (19), (20). Departs from it: there price and temperature have no references, so that 15 ¢ and 30
/// degrees alone would multiply the load by 6.4. As `|ep| < 1`, a price k times as high raises the bill, by `k^(1+ep)`.
///
/// @param priceElasticity `ep`, not positive
/// @param temperatureElasticity `ew`, finite; positive where heat makes load, as in a cooling season
/// @param referenceCentsPerKwh `P₀`: price before (¢/kWh), positive
/// @param referenceTemperature `W₀`: temperature that the baseline was made for, positive; in the measure that `ew` was fitted
///        in (cooling degrees, or kelvin, which moves little)
/// @param temperature `W`: temperature that comes, in the same measure, positive
public record CobbDouglas(double priceElasticity, double temperatureElasticity, Profile referenceCentsPerKwh,
        Profile referenceTemperature, Profile temperature) implements CustomerResponse {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if an elasticity is out of range, lengths differ or a value is not positive
    public CobbDouglas {
        if (!(priceElasticity <= 0 && Double.isFinite(priceElasticity)
                && Double.isFinite(temperatureElasticity))) {
            throw new IllegalArgumentException(
                    "The priceElasticity (%s) must not be positive and the temperatureElasticity (%s) finite."
                            .formatted(priceElasticity, temperatureElasticity));
        }
        int intervals = referenceCentsPerKwh.length();
        Require.length("reference temperature", referenceTemperature, intervals);
        Require.length("temperature", temperature, intervals);
        Require.positive("reference price", referenceCentsPerKwh);
        Require.positive("reference temperature", referenceTemperature);
        Require.positive("temperature", temperature);
    }

    /// Weather as the baseline expects it.
    ///
    /// @param priceElasticity `ep`, not positive
    /// @param referenceCentsPerKwh `P₀`: price before (¢/kWh), positive
    public static CobbDouglas atExpectedTemperature(double priceElasticity, Profile referenceCentsPerKwh) {
        Profile same = new Tariff.Flat(1).centsPerKwh(referenceCentsPerKwh.length());
        return new CobbDouglas(priceElasticity, 0, referenceCentsPerKwh, same, same);
    }

    @Override
    public LoadResponse respond(Profile baselineKw, Profile centsPerKwh) {
        int intervals = referenceCentsPerKwh.length();
        Require.length("baseline load", baselineKw, intervals);
        Require.nonNegative("baseline load", baselineKw);
        Require.length("price", centsPerKwh, intervals);
        Require.positive("price", centsPerKwh);
        double[] load = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            load[t] = baselineKw.get(t)
                    * StrictMath.pow(centsPerKwh.get(t) / referenceCentsPerKwh.get(t), priceElasticity)
                    * StrictMath.pow(temperature.get(t) / referenceTemperature.get(t), temperatureElasticity);
        }
        return LoadResponse.clipped(baselineKw, load);
    }
}
