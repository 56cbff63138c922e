package org.tavan.feeds.transport;

import java.util.Map;
import java.util.Set;

/// Settings of a transport, read strictly.
final class Settings {
    private final String transport;
    private final Map<String, String> values;

    /// @throws IllegalArgumentException if there is a name that is not `known`
    Settings(String transport, Map<String, String> values, Set<String> known) {
        this.transport = transport;
        this.values = values;
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "transport %s: setting '%s' is not known, expected %s".formatted(transport, name,
                                String.join(", ", known.stream().sorted().toList())));
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String required(String name) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "transport %s: setting '%s' is missing".formatted(transport, name));
        }
        return value;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    boolean flag(String name) {
        String value = values.getOrDefault(name, "false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(
                    "transport %s: setting '%s' is '%s', expected true or false".formatted(transport, name,
                            value));
        };
    }

    int integer(String name, int otherwise, int least, int most) {
        String value = values.get(name);
        try {
            int number = value == null ? otherwise : Integer.parseInt(value);
            if (least <= number && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "transport %s: setting '%s' is '%s', expected a whole number in [%d, %d]".formatted(transport,
                        name, value, least, most));
    }
}
