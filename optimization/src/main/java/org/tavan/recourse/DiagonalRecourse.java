package org.tavan.recourse;

import org.tavan.conic.Profile;

/// A rule that answers the residual of each interval alone: `q[t] = Q[t] ξ[t]`.
///
/// @param packedKw `Q[0,0] … Q[T−1,T−1]` (kW per unit of ξ)
public record DiagonalRecourse(Profile packedKw) implements AffineRecourse {
    @Override
    public int intervals() {
        return packedKw.length();
    }

    @Override
    public double gainKw(int t, int j) {
        return j == t ? packedKw.get(t) : 0;
    }

    @Override
    public double exchangeKw(int t, double plannedKw, double[] xi) {
        return plannedKw + packedKw.get(t) * xi[t];
    }
}
