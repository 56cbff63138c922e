package org.tavan.simulator.replay;

import org.jspecify.annotations.Nullable;

/// Checks of configuration values; the reader of the file adds where they stand.
final class Require {
    private Require() {}

    static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("%s is missing".formatted(name));
        }
        return value;
    }

    static String requiredId(String name, @Nullable String value) {
        String id = required(name, value);
        if (id.isBlank() || id.contains("/")) {
            throw new IllegalArgumentException(
                    "%s '%s' must not be blank or contain a slash".formatted(name, id));
        }
        return id;
    }

    static double positive(String name, @Nullable Double value) {
        double present = required(name, value);
        if (!(present > 0 && present < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s (%s) must be positive".formatted(name, present));
        }
        return present;
    }
}
