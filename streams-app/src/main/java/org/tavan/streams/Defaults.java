package org.tavan.streams;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Default values and range checks of the configuration records.
final class Defaults {
    private Defaults() {}

    static <T> T or(@Nullable T value, T byDefault) {
        return value == null ? byDefault : value;
    }

    static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "The %s (%s) must be longer than zero, e.g. PT10M.".formatted(name, value));
        }
        return value;
    }

    static double within(String name, double value, double low, double high) {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "The %s (%s) must lie in [%s, %s].".formatted(name, value, low, high));
        }
        return value;
    }

    static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("The %s (%d) must be 1 or more.".formatted(name, value));
        }
        return value;
    }
}
