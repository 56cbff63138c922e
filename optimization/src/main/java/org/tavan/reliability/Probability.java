package org.tavan.reliability;

/// The check of an outage probability that the records share.
final class Probability {
    private Probability() {}

    static void check(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("""
                    The %s (%s) must lie in [0, 1).
                    Maybe it is in percent.""".formatted(name, value));
        }
    }
}
