package org.tavan.problem;

import org.tavan.uncertainty.Norm;

/// What a plan promises, and against which distributions: in balance over all intervals with probability `1 − ε` under every
/// distribution of each member's Wasserstein ball.
///
/// @param epsilon `ε`: allowed probability that demand exceeds supply in any interval, in (0, 1)
/// @param radius `ρ`: Wasserstein radius in units of `ξ`, non-negative
/// @param norm of the ball
/// @param jointMethod how the joint promise becomes constraints
public record Promise(double epsilon, double radius, Norm norm, JointMethod jointMethod) {

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public Promise {
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new IllegalArgumentException("The epsilon (%s) must lie in (0, 1).".formatted(epsilon));
        }
        if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The radius (%s) must be non-negative and finite.".formatted(radius));
        }
    }

    /// A promise against a ball by the 1-norm, by one joint constraint.
    public Promise(double epsilon, double radius) {
        this(epsilon, radius, JointMethod.JOINT_CVAR);
    }

    /// A promise against a ball by the 1-norm.
    public Promise(double epsilon, double radius, JointMethod jointMethod) {
        this(epsilon, radius, Norm.ONE, jointMethod);
    }

    /// {@return the same promise with another `ε`}
    public Promise withEpsilon(double other) {
        return new Promise(other, radius, norm, jointMethod);
    }

    /// {@return the same promise with another radius}
    public Promise withRadius(double other) {
        return new Promise(epsilon, other, norm, jointMethod);
    }
}
