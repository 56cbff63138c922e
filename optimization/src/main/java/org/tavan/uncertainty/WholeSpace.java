package org.tavan.uncertainty;

/// `ℝᵀ`: nothing is known about how large a residual can be.
///
/// @param intervals `T`, positive
public record WholeSpace(int intervals) implements Support {

    /// Checks the number of intervals.
    ///
    /// @throws IllegalArgumentException if it is not positive
    public WholeSpace {
        if (intervals < 1) {
            throw new IllegalArgumentException("The intervals (%d) must be positive.".formatted(intervals));
        }
    }

    @Override
    public boolean contains(EmpiricalDistribution distribution) {
        return true;
    }

    @Override
    public WholeSpace dividedBy(double divisor) {
        return this;
    }
}
