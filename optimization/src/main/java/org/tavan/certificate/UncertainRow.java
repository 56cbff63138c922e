package org.tavan.certificate;

import org.tavan.conic.Profile;

/// A limit on the residuals, `aᵀξ ≤ limit`: a margin that must cover what a rule leaves open, a real-time limit, a state of charge.
///
/// @param coefficients `a`, one finite number an interval
/// @param limit finite; demand equal to it is safe
public record UncertainRow(Profile coefficients, double limit) {
    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is not finite
    public UncertainRow {
        double sum = limit;
        for (int t = 0; t < coefficients.length(); t++) {
            sum += Math.abs(coefficients.get(t));
        }
        if (!Double.isFinite(sum)) {
            throw new IllegalArgumentException(
                    "The row %s ≤ %s must be finite.".formatted(coefficients, limit));
        }
    }
}
