package org.tavan.experiment;

/// One of the ways that are compared over the same days.
///
/// @param method how days are planned
/// @param radius `ρ` in units of `ξ`; 0 where the method has none
/// @param epsilon `ε` promised, in (0, 1)
/// @param supportMarginFraction how much wider than the samples the support is, as in `EmpiricalDistribution.likelySupport`; NaN: the
///        support is the one known at the gate
public record Arm(Method method, double radius, double epsilon, double supportMarginFraction) {

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public Arm {
        if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The radius (%s) must be non-negative and finite.".formatted(radius));
        }
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new IllegalArgumentException("The epsilon (%s) must lie in (0, 1).".formatted(epsilon));
        }
        if (supportMarginFraction < 0 || supportMarginFraction == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "The supportMarginFraction (%s) must be non-negative and finite, or NaN.".formatted(
                            supportMarginFraction));
        }
    }

    /// An arm on the support that is known at the gate.
    public Arm(Method method, double radius, double epsilon) {
        this(method, radius, epsilon, Double.NaN);
    }

    /// {@return its name, with the numbers that change its plans}
    public String name() {
        String name = method.label();
        name += method.hasRadius() ? " ρ=%s".formatted(radius) : "";
        name += method.hasEpsilon() ? " ε=%s".formatted(epsilon) : "";
        return name + (Double.isNaN(supportMarginFraction) ? "" : " m=%s".formatted(supportMarginFraction));
    }
}
