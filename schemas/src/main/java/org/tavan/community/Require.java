package org.tavan.community;

import org.jspecify.annotations.Nullable;

/// One rule of a configuration, in words.
final class Require {
    private Require() {}

    /// @param message what, where, and the expected value
    /// @throws IllegalArgumentException with the message if the rule does not hold
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of ours
    static void require(boolean holds, String message, @Nullable Object... arguments) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(arguments));
        }
    }

    /// Whether it is a number of 0 or more.
    static boolean natural(double value) {
        return value >= 0 && value < Double.POSITIVE_INFINITY;
    }
}
