package org.tavan.dro;

import java.util.Arrays;

import org.tavan.conic.Profile;
import org.tavan.recourse.RecourseAction;
import org.tavan.recourse.StorageRule;

/// Where a real-time exchange comes from, `q = r + Σ_j Q[t,j] ξ[j] + clipped`, or what a battery that follows supplies,
/// `planned + Σ_j (D[t,j] − Γ[t,j]) ξ[j] + clipped`; or all of it together.
///
/// Rules are linear, so a share is exactly what would be lost without that residual, as long as nothing is clipped and a battery needs no netting.
///
/// @param plannedKw the part of the plan (kW): `r[t]`, import positive, or what the battery supplies as planned
/// @param shareKw the part of each residual `j = 0 … t` (kW)
/// @param clippedKw what the limits took: negative at the import limit, positive at the export limit (kW); of a battery with what netting its flows
///        gave or took
/// @param exchangeKw what comes out (kW), import or supply positive: the sum of all parts
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

    /// Takes apart what a battery that follows did.
    ///
    /// @param action what its rule answered in interval `t`
    /// @param t the interval, counted from 0
    /// @param xi `ξ[0] … ξ[t]` at least, as it was given to the rule
    public static DispatchAttribution of(StorageRule rule, StorageRule.Action action, int t, Profile xi) {
        double plannedKw = rule.planned(t).supplyKw();
        double[] shareKw = new double[t + 1];
        Arrays.setAll(shareKw, j -> rule.supplyGainKw(t, j) * xi.get(j));
        double clippedKw = action.supplyKw() - plannedKw - Arrays.stream(shareKw).sum();
        return new DispatchAttribution(plannedKw, Profile.of(shareKw), clippedKw, action.supplyKw());
    }

    /// {@return both together, of the same interval: an exchange and what batteries supply}
    ///
    /// @throws IllegalArgumentException if they are of different intervals
    public DispatchAttribution plus(DispatchAttribution other) {
        if (other.shareKw.length() != shareKw.length()) {
            throw new IllegalArgumentException("A part of interval %d cannot be added to one of interval %d."
                    .formatted(other.shareKw.length() - 1, shareKw.length() - 1));
        }
        double[] sumKw = new double[shareKw.length()];
        Arrays.setAll(sumKw, j -> shareKw.get(j) + other.shareKw.get(j));
        return new DispatchAttribution(plannedKw + other.plannedKw, Profile.of(sumKw),
                clippedKw + other.clippedKw, exchangeKw + other.exchangeKw);
    }
}
