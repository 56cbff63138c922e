package org.tavan.problem;

import org.tavan.conic.Profile;

/// Checks that the records of a problem share.
public final class ProblemChecks {
    private ProblemChecks() {}

    public static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The %s (%s) must be finite.".formatted(name, value));
        }
    }

    public static void finite(String name, Profile values) {
        for (int t = 0; t < values.length(); t++) {
            finite("%s of interval %d".formatted(name, t), values.get(t));
        }
    }

    public static void nonNegative(String name, Profile values) {
        finite(name, values);
        for (int t = 0; t < values.length(); t++) {
            if (values.get(t) < 0) {
                throw new IllegalArgumentException("""
                        The %s of interval %d (%s) must be non-negative.
                        Maybe it was given with a sign for its direction.""".formatted(name, t,
                        values.get(t)));
            }
        }
    }

    public static void length(String name, Profile values, int intervals) {
        if (values.length() != intervals) {
            throw new IllegalArgumentException("The %s has %d intervals, but %d are needed.".formatted(name,
                    values.length(), intervals));
        }
    }

    /// Makes a message only where something is wrong.
    ///
    /// @param what with a `%s` for `who`
    public static void finite(String what, String who, double[] values, int intervals) {
        if (values.length != intervals) {
            throw new IllegalArgumentException("The %s has %d intervals, but %d are needed."
                    .formatted(what.formatted(who), values.length, intervals));
        }
        for (int t = 0; t < intervals; t++) {
            if (!Double.isFinite(values[t])) {
                throw new IllegalArgumentException("The %s in interval %d (%s) must be finite."
                        .formatted(what.formatted(who), t, values[t]));
            }
        }
    }
}
