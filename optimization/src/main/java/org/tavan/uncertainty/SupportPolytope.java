package org.tavan.uncertainty;

import java.util.List;

import org.tavan.conic.Profile;

/// `Ξ = {ξ : Hξ ≤ d}`.
///
/// @param rows the rows of `H`, `T` numbers each, at least one row
/// @param right `d`, one number a row, in the unit of the residuals
public record SupportPolytope(List<Profile> rows, Profile right) implements Support {

    /// Rounding by which a sample may lie beyond a row.
    private static final double ROUNDING = 1e-9;

    /// Copies the rows and checks shapes.
    ///
    /// @throws IllegalArgumentException if there is no row, lengths differ, or a number is not finite
    public SupportPolytope {
        rows = List.copyOf(rows);
        if (rows.isEmpty() || rows.size() != right.length()) {
            throw new IllegalArgumentException(
                    "The polytope has %d rows and %d right sides, but needs as many of both, at least one."
                            .formatted(rows.size(), right.length()));
        }
        for (int k = 0; k < rows.size(); k++) {
            if (rows.get(k).length() != rows.getFirst().length() || rows.get(k).length() == 0) {
                throw new IllegalArgumentException(
                        "Row %d of the polytope has %d numbers, row 0 has %d.".formatted(
                                k, rows.get(k).length(), rows.getFirst().length()));
            }
            double sum = right.get(k);
            for (int t = 0; t < rows.get(k).length(); t++) {
                sum += Math.abs(rows.get(k).get(t));
            }
            if (!Double.isFinite(sum)) {
                throw new IllegalArgumentException("Row %d of the polytope must be finite.".formatted(k));
            }
        }
    }

    @Override
    public int intervals() {
        return rows.getFirst().length();
    }

    /// {@return `d_k − H_k ξ̂_i`: how far a sample is inside a row, negative if it is beyond}
    public double slack(int row, EmpiricalDistribution distribution, int sample) {
        double slack = right.get(row);
        for (int t = 0; t < intervals(); t++) {
            slack -= rows.get(row).get(t) * distribution.value(sample, t);
        }
        return slack;
    }

    @Override
    public boolean contains(EmpiricalDistribution distribution) {
        for (int k = 0; k < rows.size(); k++) {
            for (int i = 0; i < distribution.count(); i++) {
                if (!(slack(k, distribution, i) >= -ROUNDING * (1 + Math.abs(right.get(k))))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public SupportPolytope dividedBy(double divisor) {
        double[] scaled = right.toArray();
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] /= divisor;
        }
        return new SupportPolytope(rows, Profile.of(scaled));
    }
}
