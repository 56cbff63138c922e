package org.tavan.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// Line and column of every key and list item of a YAML text.
///
/// An exception of data binding knows where the parser stood, which for a constructor that refuses is the end of the
/// mapping; a person wants the line of the key.
final class YamlLocations {
    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final Map<List<String>, String> byPath = new HashMap<>();

    private final Map<List<String>, List<String>> keysByPath = new HashMap<>();

    private YamlLocations() {}

    /// Finds the locations of a text as far as it can be parsed.
    static YamlLocations of(String text) {
        var locations = new YamlLocations();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != null) {
                locations.value(parser, List.of());
            }
        } catch (JacksonException _) {
            // What comes after a syntax error has no location.
        }
        return locations;
    }

    /// `line:column` of a path, or of the nearest part of it that the text has.
    Optional<String> find(List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            String found = byPath.get(path.subList(0, length));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return path.isEmpty() ? Optional.empty() : Optional.of("1:1");
    }

    /// Keys of the mapping at a path, in the order of the text.
    List<String> keys(List<String> path) {
        return keysByPath.getOrDefault(path, List.of());
    }

    private void value(JsonParser parser, List<String> path) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                List<String> key = with(path, parser.currentName());
                put(key, parser);
                keysByPath.computeIfAbsent(path, _ -> new ArrayList<>()).add(parser.currentName());
                parser.nextToken();
                value(parser, key);
            }
        } else if (token == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                List<String> item = with(path, Integer.toString(i));
                put(item, parser);
                value(parser, item);
            }
        }
    }

    private void put(List<String> path, JsonParser parser) {
        TokenStreamLocation location = parser.currentTokenLocation();
        byPath.putIfAbsent(path, location.getLineNr() + ":" + location.getColumnNr());
    }

    private static List<String> with(List<String> path, String step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }
}
