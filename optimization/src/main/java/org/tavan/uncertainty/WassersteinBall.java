package org.tavan.uncertainty;

/// All distributions on the box whose type-1 Wasserstein distance, by the 1-norm of a trajectory, from the empirical
/// distribution is at most the radius: `𝓟` of the community model.
///
/// @param radius `ρ`, non-negative, in the unit of the residuals
/// @param samples the centre
/// @param support the box, which contains the samples
public record WassersteinBall(double radius, EmpiricalDistribution samples, SupportBox support) {

    /// Checks the radius and that the samples lie in the box.
    ///
    /// @throws IllegalArgumentException if they do not, or the radius is negative or not finite
    public WassersteinBall {
        if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The radius (%s) must be non-negative and finite.".formatted(radius));
        }
        if (samples.intervals() != support.intervals()) {
            throw new IllegalArgumentException("The samples have %d intervals, the support box %d.".formatted(
                    samples.intervals(), support.intervals()));
        }
        if (!support.contains(samples)) {
            throw new IllegalArgumentException("""
                    A residual sample lies outside the support box.
                    Maybe the box was made from other samples, or in other units.""");
        }
    }
}
