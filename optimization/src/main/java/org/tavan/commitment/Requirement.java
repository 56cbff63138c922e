package org.tavan.commitment;

import org.tavan.conic.Profile;

/// Checks that the records of the problem share; each message names the owner, the value and what is expected.
final class Requirement {
    private Requirement() {}

    static void named(String kind, String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A %s needs an id that is not blank.".formatted(kind));
        }
    }

    static void finite(String owner, String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "%s: the %s (%s) must be finite.".formatted(owner, name, value));
        }
    }

    static void nonNegative(String owner, String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s: the %s (%s) must be non-negative and finite.".formatted(owner, name, value));
        }
    }

    static void positive(String owner, String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(
                    "%s: the %s (%s) must be positive.".formatted(owner, name, value));
        }
    }

    static void atMost(String owner, String name, double value, String limitName, double limit) {
        if (!(value <= limit)) {
            throw new IllegalArgumentException("""
                    %s: the %s (%s) must not exceed the %s (%s).
                    Maybe the two are swapped.""".formatted(owner, name, value, limitName, limit));
        }
    }

    static void probability(String owner, String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("""
                    %s: the %s (%s) must lie in [0, 1).
                    Maybe it is in percent.""".formatted(owner, name, value));
        }
    }

    static void length(String owner, String name, Profile profile, int intervals) {
        if (profile.length() != intervals) {
            throw new IllegalArgumentException("%s: the %s has %d entries, expected %d, one per interval."
                    .formatted(owner, name, profile.length(), intervals));
        }
    }

    static void nonNegative(String owner, String name, Profile profile) {
        for (int t = 0; t < profile.length(); t++) {
            nonNegative(owner, "%s at interval %d".formatted(name, t), profile.get(t));
        }
    }

    static void finite(String owner, String name, Profile profile) {
        for (int t = 0; t < profile.length(); t++) {
            finite(owner, "%s at interval %d".formatted(name, t), profile.get(t));
        }
    }
}
