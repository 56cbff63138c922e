package org.tavan.standalone.solve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Complains about what a file leaves out.
final class Required {
    private Required() {}

    static <T> T of(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("The %s is missing.".formatted(name));
        }
        return value;
    }

    static List<Double> values(String name, @Nullable List<Double> values) {
        var given = of(name, values);
        if (given.isEmpty()) {
            throw new IllegalArgumentException(
                    "The %s is empty, expected one value an interval.".formatted(name));
        }
        return List.copyOf(given);
    }
}
