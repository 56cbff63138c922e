package org.tavan.solver.api;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a resource needs of a request: the variables of its path and its parameters, decoded once.
///
/// @param path variables of the path template, by name
/// @param query parameters, by name
record Request(Map<String, String> path, Map<String, String> query) {

    /// @throws HttpProblem 400 if a parameter is written twice, malformed, or not one of `allowed`
    static Request of(URI uri, Map<String, String> path, Set<String> allowed) {
        var query = new HashMap<String, String>();
        String raw = uri.getRawQuery();
        for (String pair : raw == null || raw.isEmpty() ? List.<String>of() : List.of(raw.split("&", -1))) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!allowed.contains(name)) {
                throw HttpProblem.badRequest("The parameter %s is not known here; expected: %s.".formatted(
                        name,
                        allowed.isEmpty() ? "none" : String.join(", ", allowed.stream().sorted().toList())));
            }
            if (query.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw HttpProblem
                        .badRequest("The parameter %s is given twice; expected: once.".formatted(name));
            }
        }
        return new Request(Map.copyOf(path), Map.copyOf(query));
    }

    /// Percent-decoded.
    ///
    /// @throws HttpProblem 400 for a malformed escape
    static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(
                    "The address contains a malformed percent escape; expected: %20 and the like.");
        }
    }

    String variable(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The path has no variable %s.".formatted(name));
        }
        return value;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /// @throws HttpProblem 400 if it is not a whole number in `[least, most]`
    int integer(String name, int otherwise, int least, int most) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (least <= value && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, together with the range.
        }
        throw HttpProblem.badRequest("The parameter %s (%s) must be a whole number in [%d, %d]."
                .formatted(name, text, least, most));
    }

    /// @throws HttpProblem 400 if it is not an instant in ISO 8601 with zone, such as 2025-06-01T12:00:00Z
    Optional<Instant> instant(String name) {
        String text = query.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw HttpProblem
                    .badRequest("The parameter %s (%s) must be an instant such as 2025-06-01T12:00:00Z."
                            .formatted(name, text));
        }
    }

    /// @throws HttpProblem 400 if it is not a day in ISO 8601, such as 2025-06-01
    Optional<LocalDate> day(String name) {
        String text = query.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            throw HttpProblem.badRequest(
                    "The parameter %s (%s) must be a day such as 2025-06-01.".formatted(name, text));
        }
    }
}
