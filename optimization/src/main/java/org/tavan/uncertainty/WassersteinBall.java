package org.tavan.uncertainty;

/// All distributions on the support whose type-1 Wasserstein distance from the empirical distribution is at most the radius:
/// `𝓟` of the community model.
///
/// @param radius `ρ`, non-negative, in the unit of the residuals
/// @param norm what it costs to move probability from one trajectory to another
/// @param samples the centre
/// @param support contains the samples
public record WassersteinBall(double radius, Norm norm, EmpiricalDistribution samples, Support support) {

    /// Checks the radius and that the samples lie in the support.
    ///
    /// @throws IllegalArgumentException if they do not, or the radius is negative or not finite
    public WassersteinBall {
        if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The radius (%s) must be non-negative and finite.".formatted(radius));
        }
        if (samples.intervals() != support.intervals()) {
            throw new IllegalArgumentException("The samples have %d intervals, the support %d.".formatted(
                    samples.intervals(), support.intervals()));
        }
        if (!support.contains(samples)) {
            throw new IllegalArgumentException("""
                    A residual sample lies outside the support.
                    Maybe it was made from other samples, or in other units.""");
        }
    }

    /// {@return the support, where it is known to be a box}
    ///
    /// @throws IllegalStateException if it is not
    public SupportBox box() {
        if (support instanceof SupportBox box) {
            return box;
        }
        throw new IllegalStateException("The support must be a box, but is %s.".formatted(support));
    }
}
