package org.tavan.recourse;

import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;

/// A non-anticipative affine rule `q[t] = r[t] + Σ_{j ≤ t} Q[t,j] ξ[j]`: `Q` is here, `r` is planned beside it, and 0 day-ahead.
public sealed interface AffineRecourse permits DiagonalRecourse, CausalRecourse, StorageRecourse {
    /// {@return `T`, the number of intervals}
    int intervals();

    /// {@return `Q[t,j]` (kW per unit of ξ), 0 for `j > t`}
    double gainKw(int t, int j);

    /// {@return what the member's supply rises by per unit of `ξ[j]` (kW): `Q[t,j]`, and where batteries follow as well
    /// `Q[t,j] + D[t,j] − Γ[t,j]`}
    default double supplyGainKw(int t, int j) {
        return gainKw(t, j);
    }

    /// {@return what is supplied where every residual is 0 above the constant of that linear function (kW), non-negative: what a battery that
    /// follows does not lose, because it never charges and discharges at once}
    ///
    /// A promise of the linear function holds with this much less than the planned supply.
    default double spareKw(int t) {
        return 0;
    }

    /// {@return `Q` as it is stored: `T` values of the diagonal, or the rows of the lower triangle one after another}
    Profile packedKw();

    /// {@return `r[t] + Q[t]ξ` (kW), import positive, not clipped; allocates nothing}
    ///
    /// @param t the interval, counted from 0
    /// @param plannedKw `r[t]` (kW), import positive
    /// @param xi `ξ[0] … ξ[t]` at least; later values are not read
    default double exchangeKw(int t, double plannedKw, double[] xi) {
        double sum = plannedKw;
        for (int j = 0; j <= t; j++) {
            sum += gainKw(t, j) * xi[j];
        }
        return sum;
    }

    /// {@return an exchange cut to the limits of the member, (8b) (kW), import positive; allocates nothing}
    static double clippedKw(double exchangeKw, GridLimits limits) {
        return Math.clamp(exchangeKw, -limits.exportMaxKw(), limits.importMaxKw());
    }

    /// Applies the rule.
    ///
    /// @param t the interval, counted from 0
    /// @param plannedKw `r[t]` (kW), import positive
    /// @param xi `ξ[0] … ξ[t]` at least; later values are not read
    /// @param limits the real-time limits of the member, (8b)
    /// @return the exchange, clipped to the limits and flagged if it was
    /// @throws IllegalArgumentException if `t` is out of range or `xi` too short
    default RecourseAction respond(int t, double plannedKw, Profile xi, GridLimits limits) {
        if (!(0 <= t && t < intervals() && t < xi.length())) {
            throw new IllegalArgumentException(
                    """
                            Interval %d needs a rule of at least %d intervals (it has %d) and as many residuals (there are %d).
                            Maybe the rule belongs to another day."""
                            .formatted(t, t + 1, intervals(), xi.length()));
        }
        double[] shares = new double[t + 1];
        double sum = plannedKw;
        for (int j = 0; j <= t; j++) {
            shares[j] = gainKw(t, j) * xi.get(j);
            sum += shares[j];
        }
        return RecourseAction.of(Profile.of(shares), sum, limits);
    }
}
