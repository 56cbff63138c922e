package org.tavan.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Says where in a YAML file lies what was refused only after the file had been read, e.g. because two of its parts contradict each other.
///
/// A rule's message names the element and its field in words. The place is the first field that it names within the first element that it
/// names; what is not named in the file has no place but the file.
public final class YamlRefusal {
    private static final YAMLMapper MAPPER = new YAMLMapper();

    /// An element or a field of the file.
    ///
    /// @param name as the message may have it
    /// @param element the mapping that bears the name, or that has the field
    private record Named(String name, List<String> element, List<String> path) {}

    private YamlRefusal() {}

    /// {@return the refusal with `file:line:column: field:` before its message}
    ///
    /// @param message what was refused and why
    public static ConfigurationException of(Path file, String message) {
        String said = message.strip().replaceAll("\\s*\\R\\s*", " ");
        try {
            String text = Files.readString(file);
            List<Named> elements = new ArrayList<>();
            List<Named> fields = new ArrayList<>();
            collect(MAPPER.readTree(text), List.of(), elements, fields);
            Optional<Named> element = elements.stream()
                    .filter(named -> position(said, named.name()) >= 0)
                    .min(Comparator.comparingInt((Named named) -> position(said, named.name()))
                            .thenComparingInt(named -> -named.name().length()));
            List<String> within = element.map(Named::element).orElse(List.of());
            Optional<List<String>> field = fields.stream()
                    .filter(named -> position(said, named.name()) >= 0)
                    .filter(named -> element.isEmpty() || named.element().equals(within))
                    .min(Comparator.comparingInt((Named named) -> named.path().size())
                            .thenComparingInt(named -> position(said, named.name())))
                    .map(Named::path);
            List<String> place = field.or(() -> element.map(Named::path)).orElse(List.of());
            return place.isEmpty()
                    ? new ConfigurationException("%s: %s".formatted(file, said))
                    : new YamlFault(place, said, List.of(), null).in(file.toString(), text);
        } catch (IOException | JacksonException _) {
            return new ConfigurationException("%s: %s".formatted(file, said));
        }
    }

    private static void collect(JsonNode node, List<String> path, List<Named> elements, List<Named> fields) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            List<String> place = with(path, property.getKey());
            fields.add(new Named(property.getKey(), path, place));
            JsonNode value = property.getValue();
            if (value.isString() && (property.getKey().endsWith("Id") || property.getKey().equals("bus"))) {
                elements.add(new Named(value.asString(), path, place));
            }
            collect(value, place, elements, fields);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            List<String> place = with(path, Integer.toString(i));
            if (node.get(i).isString()) {
                elements.add(new Named(node.get(i).asString(), path, place));
            }
            collect(node.get(i), place, elements, fields);
        }
    }

    /// Where a message names something as a whole word; negative: nowhere.
    private static int position(String message, String name) {
        Matcher found = Pattern.compile("(?<![\\p{Alnum}_-])" + Pattern.quote(name) + "(?![\\p{Alnum}_-])")
                .matcher(message);
        return name.isBlank() || !found.find() ? -1 : found.start();
    }

    private static List<String> with(List<String> path, String step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
