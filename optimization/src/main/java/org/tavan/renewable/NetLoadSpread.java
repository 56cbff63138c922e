package org.tavan.renewable;

import org.tavan.conic.Profile;

/// The standard deviation of the net load, demand minus wind minus PV.
///
/// `σ² = σ_d² + σ_w² + σ_p² − 2 ρ_dw σ_d σ_w − 2 ρ_dp σ_d σ_p + 2 ρ_wp σ_w σ_p`
///
/// Source: Nikravan et al. 2025 draw the three independently and wish for their correlation in section 5; here it is a
/// parameter, none by default.
///
/// @param load spread of the demand
/// @param wind spread of the wind power
/// @param pv spread of the PV power
/// @param correlation how their errors move together
public record NetLoadSpread(Spread load, Spread wind, Spread pv, Correlation correlation) {

    /// Correlations between the errors of demand, wind power and PV power.
    ///
    /// @param loadWind of demand and wind, in [−1, 1]
    /// @param loadPv of demand and PV, in [−1, 1]
    /// @param windPv of wind and PV, in [−1, 1]
    public record Correlation(double loadWind, double loadPv, double windPv) {
        /// Independent errors.
        public static final Correlation NONE = new Correlation(0, 0, 0);

        /// Checks that such errors can exist.
        ///
        /// @throws IllegalArgumentException if one lies outside [−1, 1] or the three contradict each other
        public Correlation {
            double determinant = 1 + 2 * loadWind * loadPv * windPv - loadWind * loadWind - loadPv * loadPv
                    - windPv * windPv;
            if (!(Math.abs(loadWind) <= 1 && Math.abs(loadPv) <= 1 && Math.abs(windPv) <= 1
                    && determinant >= -1e-12)) {
                throw new IllegalArgumentException(
                        """
                                The correlations loadWind (%s), loadPv (%s) and windPv (%s) must lie in [-1, 1] and fit together: \
                                1 + 2abc - a² - b² - c² is %s, not non-negative."""
                                .formatted(loadWind, loadPv, windPv,
                                        determinant));
            }
        }
    }

    /// Independent errors.
    public NetLoadSpread(Spread load, Spread wind, Spread pv) {
        this(load, wind, pv, Correlation.NONE);
    }

    /// {@return the standard deviation of each interval's net load (kW)}
    ///
    /// @param loadKw forecast demand (kW)
    /// @param windKw forecast wind power (kW), of the same length
    /// @param pvKw forecast PV power (kW), of the same length
    /// @throws IllegalArgumentException if the lengths differ
    public Profile sigmaKw(Profile loadKw, Profile windKw, Profile pvKw) {
        int intervals = loadKw.length();
        if (windKw.length() != intervals || pvKw.length() != intervals) {
            throw new IllegalArgumentException(
                    "Demand (%d), wind (%d) and PV (%d) must cover the same intervals."
                            .formatted(intervals, windKw.length(), pvKw.length()));
        }
        double[] sigma = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            double d = load.sigmaKw(loadKw.get(t));
            double w = wind.sigmaKw(windKw.get(t));
            double p = pv.sigmaKw(pvKw.get(t));
            double variance = d * d + w * w + p * p - 2 * correlation.loadWind * d * w
                    - 2 * correlation.loadPv * d * p + 2 * correlation.windPv * w * p;
            sigma[t] = Math.sqrt(Math.max(0, variance));
        }
        return Profile.of(sigma);
    }
}
