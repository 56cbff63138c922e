package org.tavan.asset;

/// Checks that the asset records share.
final class Requirement {
    private Requirement() {}

    static void nonNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The %s (%s) must be non-negative and finite.".formatted(name, value));
        }
    }

    static void efficiency(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException("""
                    The %s (%s) must lie in (0, 1].
                    Maybe it is in percent.""".formatted(name, value));
        }
    }
}
