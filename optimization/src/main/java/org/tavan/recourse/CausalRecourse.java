package org.tavan.recourse;

import org.tavan.conic.Profile;

/// A rule that answers all residuals of the day so far: `Q` is lower-triangular.
///
/// @param intervals `T`
/// @param packedKw rows of the lower triangle one after another, row `t` with columns `0 … t` (kW per unit of ξ)
public record CausalRecourse(int intervals, Profile packedKw) implements AffineRecourse {

    /// Checks the length.
    ///
    /// @throws IllegalArgumentException if there are not `T(T+1)/2` values
    public CausalRecourse {
        if (packedKw.length() != packedLength(intervals)) {
            throw new IllegalArgumentException(
                    "A causal rule of %d intervals has %d values, not %d.".formatted(
                            intervals, packedLength(intervals), packedKw.length()));
        }
    }

    /// {@return the number of values in a lower triangle, `T(T+1)/2`}
    public static int packedLength(int intervals) {
        return intervals * (intervals + 1) / 2;
    }

    @Override
    public double gainKw(int t, int j) {
        return j <= t ? packedKw.get(packedLength(t) + j) : 0;
    }

    @Override
    public double exchangeKw(int t, double plannedKw, double[] xi) {
        int row = packedLength(t);
        double sum = plannedKw;
        for (int j = 0; j <= t; j++) {
            sum += packedKw.get(row + j) * xi[j];
        }
        return sum;
    }
}
