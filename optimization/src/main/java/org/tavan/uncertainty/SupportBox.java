package org.tavan.uncertainty;

import org.tavan.conic.Profile;

/// The box that every residual trajectory lies in: `low[t] ≤ x[t] ≤ high[t]`.
///
/// @param low one value an interval, finite, in the unit of the residuals
/// @param high as many, none below `low`
public record SupportBox(Profile low, Profile high) implements Support {

    /// Checks lengths and order.
    ///
    /// @throws IllegalArgumentException if lengths differ, or an interval is empty or not finite
    public SupportBox {
        if (low.length() != high.length()) {
            throw new IllegalArgumentException("The support box has %d lower but %d upper ends.".formatted(
                    low.length(), high.length()));
        }
        for (int t = 0; t < low.length(); t++) {
            if (!(low.get(t) <= high.get(t) && Double.isFinite(low.get(t)) && Double.isFinite(high.get(t)))) {
                throw new IllegalArgumentException("""
                        The support of interval %d, from %s to %s, must be finite and not empty.
                        Maybe low and high are swapped.""".formatted(t, low.get(t), high.get(t)));
            }
        }
    }

    @Override
    public int intervals() {
        return low.length();
    }

    /// {@return the distance of its farthest corners}
    public double diameter(Norm norm) {
        double[] edges = new double[intervals()];
        for (int t = 0; t < edges.length; t++) {
            edges[t] = high.get(t) - low.get(t);
        }
        return norm.of(edges);
    }

    @Override
    public boolean contains(EmpiricalDistribution distribution) {
        for (int t = 0; t < intervals(); t++) {
            for (int i = 0; i < distribution.count(); i++) {
                double x = distribution.value(i, t);
                if (!(low.get(t) <= x && x <= high.get(t))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public SupportBox dividedBy(double divisor) {
        double[] lower = low.toArray();
        double[] upper = high.toArray();
        for (int t = 0; t < lower.length; t++) {
            lower[t] /= divisor;
            upper[t] /= divisor;
        }
        return new SupportBox(Profile.of(lower), Profile.of(upper));
    }
}
