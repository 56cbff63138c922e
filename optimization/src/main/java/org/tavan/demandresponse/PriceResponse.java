package org.tavan.demandresponse;

import org.tavan.conic.Profile;

/// Answer by elasticities, of customers under time-of-use or real-time prices.
///
/// `d(t) = d₀(t) [1 + Σ_k E(t,k) (ρ(k) − ρ₀(k)) / ρ₀(k)]`, cut at zero.
///
/// Source: Nikravan et al. 2025, eq. (18). Departs from it: (18) takes the reference price of the interval that answers, `EP^t`,
/// for the interval whose price moves; and has no lower limit.
///
/// @param referenceCentsPerKwh `ρ₀`: price of each interval before (¢/kWh), positive
/// @param elasticity `E`
public record PriceResponse(Profile referenceCentsPerKwh,
        ElasticityMatrix elasticity) implements CustomerResponse {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if the lengths differ or a price is not positive
    public PriceResponse {
        Require.length("reference price", referenceCentsPerKwh, elasticity.intervals());
        Require.positive("reference price", referenceCentsPerKwh);
    }

    @Override
    public LoadResponse respond(Profile baselineKw, Profile centsPerKwh) {
        int intervals = elasticity.intervals();
        Require.length("baseline load", baselineKw, intervals);
        Require.nonNegative("baseline load", baselineKw);
        Require.length("price", centsPerKwh, intervals);
        Require.finite("price", centsPerKwh);
        double[] load = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            double factor = 1;
            for (int k = 0; k < intervals; k++) {
                factor += elasticity.get(t, k)
                        * (centsPerKwh.get(k) / referenceCentsPerKwh.get(k) - 1);
            }
            load[t] = baselineKw.get(t) * factor;
        }
        return LoadResponse.clipped(baselineKw, load);
    }
}
