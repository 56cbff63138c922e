package org.tavan.settlement;

import java.util.List;

import org.tavan.conic.Profile;
import org.tavan.market.DemandCharge;

/// The charge on the peak of a sum of imports, and each member's part of it.
///
/// Who imports while the peak lasts pays, in proportion to its import then, summed over all intervals at the peak.
final class PeakShares {
    /// How near to the peak counts as at it (kW).
    private static final double AT_PEAK = 1e-5;

    private PeakShares() {}

    /// {@return each member's part (¢)}
    ///
    /// @param importKw per member and interval (kW), negative: export
    static double[] cents(DemandCharge charge, List<Profile> importKw) {
        double[] sums = new double[importKw.getFirst().length()];
        double peak = 0;
        for (int t = 0; t < sums.length; t++) {
            for (Profile own : importKw) {
                sums[t] += own.get(t);
            }
            peak = Math.max(peak, sums[t]);
        }
        double[] weights = new double[importKw.size()];
        double all = 0;
        for (int n = 0; n < weights.length; n++) {
            for (int t = 0; t < sums.length; t++) {
                weights[n] += sums[t] >= peak - AT_PEAK ? Math.max(0, importKw.get(n).get(t)) : 0;
            }
            all += weights[n];
        }
        for (int n = 0; n < weights.length; n++) {
            weights[n] = all > 0 ? charge.cents(peak) * weights[n] / all : 0;
        }
        return weights;
    }
}
