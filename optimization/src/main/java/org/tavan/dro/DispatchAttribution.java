package org.tavan.dro;

import org.tavan.conic.Profile;
import org.tavan.recourse.RecourseAction;

/// Where a real-time exchange comes from: `q = r + Σ_j Q[t,j] ξ[j] + clipped`.
///
/// The rule is linear, so a share is exactly what `q` would lose without that residual, as long as nothing is clipped.
///
/// @param plannedKw `r[t]`, the part of the plan (kW), import positive
/// @param shareKw the part of each residual `j = 0 … t` (kW)
/// @param clippedKw what the limits took: negative at the import limit, positive at the export limit (kW)
/// @param exchangeKw `q` (kW), import positive: the sum of all parts
public record DispatchAttribution(double plannedKw, Profile shareKw, double clippedKw, double exchangeKw) {
    /// Rounding of a sum, relative to its largest part.
    private static final double ROUNDING = 1e-9;

    /// Checks the sum.
    ///
    /// @throws IllegalArgumentException if the parts do not add up
    public DispatchAttribution {
        double sum = plannedKw + clippedKw;
        double largest = Math.max(1, Math.max(Math.abs(plannedKw), Math.abs(clippedKw)));
        for (int j = 0; j < shareKw.length(); j++) {
            sum += shareKw.get(j);
            largest = Math.max(largest, Math.abs(shareKw.get(j)));
        }
        if (!(Math.abs(sum - exchangeKw) <= ROUNDING * largest * (shareKw.length() + 2))) {
            throw new IllegalArgumentException("""
                    The parts add up to %s kW, but the exchange is %s kW.
                    Maybe the planned exchange is that of another interval.""".formatted(sum, exchangeKw));
        }
    }

    /// Takes an action apart.
    ///
    /// @param action what the rule asked for and what the limits left
    /// @param plannedKw `r[t]`, as it was given to the rule (kW)
    /// @throws IllegalArgumentException if it is not what the rule was given
    public static DispatchAttribution of(RecourseAction action, double plannedKw) {
        double exchangeKw = action.importKw() - action.exportKw();
        return new DispatchAttribution(plannedKw, action.shareKw(), exchangeKw - action.unclippedKw(),
                exchangeKw);
    }
}
