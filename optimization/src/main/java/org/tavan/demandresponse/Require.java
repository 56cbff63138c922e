package org.tavan.demandresponse;

import org.tavan.conic.Profile;

/// Checks that the records of this package share.
final class Require {
    private Require() {}

    static void length(String name, Profile profile, int intervals) {
        if (profile.length() != intervals) {
            throw new IllegalArgumentException(
                    "The %s covers %d intervals, not %d.".formatted(name, profile.length(), intervals));
        }
    }

    static void finite(String name, Profile profile) {
        for (int t = 0; t < profile.length(); t++) {
            if (!Double.isFinite(profile.get(t))) {
                throw new IllegalArgumentException(
                        "The %s of interval %d (%s) must be finite.".formatted(name, t, profile.get(t)));
            }
        }
    }

    static void nonNegative(String name, Profile profile) {
        for (int t = 0; t < profile.length(); t++) {
            if (!(profile.get(t) >= 0 && profile.get(t) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "The %s of interval %d (%s) must be non-negative and finite."
                                .formatted(name, t, profile.get(t)));
            }
        }
    }

    static void positive(String name, Profile profile) {
        for (int t = 0; t < profile.length(); t++) {
            if (!(profile.get(t) > 0 && profile.get(t) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The %s of interval %d (%s) must be positive and finite."
                        .formatted(name, t, profile.get(t)));
            }
        }
    }

    static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("""
                    The %s (%s) must lie in [0, 1].
                    Maybe it is in percent.""".formatted(name, value));
        }
    }

    static void stepHours(double stepHours) {
        if (!(stepHours > 0 && stepHours <= 24)) {
            throw new IllegalArgumentException(
                    "The stepHours (%s) must lie in (0, 24].".formatted(stepHours));
        }
    }
}
