package org.tavan.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// What is wrong in a YAML text, in words for the person who wrote it.
///
/// @param path where: names of keys and, in lists, indices
/// @param what what is wrong and what was expected
/// @param keys keys that the mapping at the path may have; empty: it is no mapping, or the fault lies elsewhere
/// @param location where the parser stood; used if the text has no such path
record YamlFault(List<String> path, String what, List<String> keys, @Nullable TokenStreamLocation location) {
    /// Reads the fault out of an exception.
    static YamlFault of(JacksonException e) {
        List<String> path = e.getPath()
                .stream()
                .map(step -> step.getPropertyName() == null
                        ? Integer.toString(step.getIndex())
                        : step.getPropertyName())
                .toList();
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                new YamlFault(path, unknownKey(strings(unknown.getKnownPropertyIds())),
                        List.of(), e.getLocation());
            case ValueInstantiationException refused -> refused(path, refused);
            case InvalidFormatException format -> new YamlFault(path,
                    "'%s' is not usable, expected %s".formatted(format.getValue(),
                            expected(format.getTargetType())),
                    List.of(), e.getLocation());
            case MismatchedInputException mismatch -> mismatch(path, mismatch);
            default -> new YamlFault(List.of(), syntax(e.getOriginalMessage()), List.of(), e.getLocation());
        };
    }

    /// The exception with the one message.
    ConfigurationException in(String name, String text) {
        var locations = YamlLocations.of(text);
        Optional<String> typo = keys.isEmpty()
                ? Optional.empty()
                : locations.keys(path).stream().filter(key -> !keys.contains(key)).findFirst();
        // A constructor runs before unknown keys are refused, and what it misses is often a key that is misspelt.
        List<String> where = typo.map(key -> with(path, key)).orElse(path);
        String said = typo.isPresent() ? unknownKey(keys) : what;
        String place = locations.find(where)
                .or(() -> Optional.ofNullable(location)
                        .map(found -> found.getLineNr() + ":" + found.getColumnNr()))
                .orElse("1:1");
        String field = where.isEmpty() ? "" : shown(where) + ": ";
        return new ConfigurationException("%s:%s: %s%s".formatted(name, place, field, said));
    }

    /// A constructor refused: its message counts, at the component that it names first.
    private static YamlFault refused(List<String> path, ValueInstantiationException e) {
        List<String> components = components(e.getType() == null ? null : e.getType().getRawClass());
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = oneLine(cause.getMessage());
        if (cause instanceof NullPointerException) {
            return new YamlFault(path, "a key is missing, expected %s, unless it has a default"
                    .formatted(String.join(", ", components)), components, e.getLocation());
        }
        Optional<String> named = components.stream()
                .filter(component -> position(message, component) >= 0)
                .min(Comparator.comparingInt(component -> position(message, component)));
        List<String> full = named.map(component -> with(path, component)).orElse(path);
        String prefix = named.orElse("") + " is ";
        String what = message.startsWith(prefix)
                ? message.substring(prefix.length() - "is ".length())
                : message;
        return new YamlFault(full, what, List.of(), e.getLocation());
    }

    private static YamlFault mismatch(List<String> path, MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        String message = String.valueOf(e.getOriginalMessage());
        boolean missing = message.startsWith("Missing required") || message.startsWith("No content")
                || message.contains("`null`");
        return new YamlFault(path,
                (missing ? "is missing" : "is of another kind") + ", expected " + expected(type),
                List.of(), e.getLocation());
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
        }
        if (type.isRecord()) {
            return "a mapping with the keys " + String.join(", ", components(type));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long", "short", "Short" -> "a whole number";
            case "double", "Double", "float", "Float" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "a text";
            case "Map" -> "a mapping";
            case "Duration" -> "a duration, e.g. PT10M, 10m, 2s or 500ms";
            case "Instant" -> "an instant, e.g. 2025-06-01T00:00:00Z";
            case "LocalTime" -> "a time of day, e.g. 12:00";
            case "ZoneId" -> "a time zone, e.g. Europe/Berlin";
            default -> "a " + type.getSimpleName();
        };
    }

    private static String syntax(@Nullable String message) {
        return oneLine(message).replaceAll(" in reader, line \\d+, column \\d+:", ":");
    }

    private static String unknownKey(List<String> known) {
        return "unknown key, expected one of " + String.join(", ", known);
    }

    private static List<String> components(@Nullable Class<?> type) {
        return type == null || !type.isRecord()
                ? List.of()
                : Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    }

    private static List<String> strings(@Nullable Collection<Object> known) {
        return known == null ? List.of() : known.stream().map(Object::toString).toList();
    }

    private static List<String> with(List<String> path, String step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    /// Where a message names a component as a whole word; negative: nowhere.
    private static int position(String message, String component) {
        int at = message.indexOf(component);
        while (at >= 0) {
            int end = at + component.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(message.charAt(at - 1));
            if (begins && (end == message.length() || !Character.isLetterOrDigit(message.charAt(end)))) {
                return at;
            }
            at = message.indexOf(component, at + 1);
        }
        return -1;
    }

    private static String shown(List<String> path) {
        var shown = new StringBuilder();
        for (String step : path) {
            if (step.chars().allMatch(Character::isDigit)) {
                shown.append('[').append(step).append(']');
            } else {
                shown.append(shown.isEmpty() ? "" : ".").append(step);
            }
        }
        return shown.toString();
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "cannot be used" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
