package org.tavan.experiment;

/// One of the ways that are compared over the same days.
///
/// @param method how days are planned
/// @param radius `ρ` in units of `ξ`; 0 where the method has none
/// @param epsilon `ε` promised, in (0, 1)
public record Arm(Method method, double radius, double epsilon) {

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
    }

    /// {@return its name, with the numbers that change its plans}
    public String name() {
        String name = method.label();
        name += method.hasRadius() ? " ρ=%s".formatted(radius) : "";
        return name + (method.hasEpsilon() ? " ε=%s".formatted(epsilon) : "");
    }
}
