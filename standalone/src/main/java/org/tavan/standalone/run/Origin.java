package org.tavan.standalone.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tavan.config.ConfigurationException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a run folder was made from, kept in its `source.json`: a run that goes on with another source would mix two worlds in the same topics.
public final class Origin {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final int NAMED_MAX = 3;
    private static final String ABSENT = "absent";

    private Origin() {}

    /// Keeps the configuration of a source in a folder whose broker has not been started yet, and compares it in any other. A folder from before
    /// there was such a file takes the first one that comes.
    ///
    /// @param configuration a tree of records
    /// @param remedy what the user may do about a difference, a sentence
    /// @throws ConfigurationException in one line, if the folder was made from another one
    public static void require(DataFolder folder, Object configuration, String remedy) {
        var file = folder.source();
        var text = JSON.writeValueAsString(configuration);
        try {
            if (Files.exists(folder.broker()) && Files.exists(file)) {
                compare(folder, Files.readString(file), text, remedy);
            } else {
                write(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be used: %s".formatted(file, e), e);
        }
    }

    private static void compare(DataFolder folder, String before, String now, String remedy) {
        var differences = differences(leaves(folder, before), leaves(folder, now));
        if (!differences.isEmpty()) {
            throw new ConfigurationException("%s was made from another source: %s%s. %s".formatted(
                    folder.path(),
                    String.join(", ", differences.subList(0, Math.min(NAMED_MAX, differences.size()))),
                    differences.size() > NAMED_MAX
                            ? " and %d more".formatted(differences.size() - NAMED_MAX)
                            : "",
                    remedy));
        }
    }

    private static List<String> differences(Map<String, String> before, Map<String, String> now) {
        var places = new TreeSet<>(before.keySet());
        places.addAll(now.keySet());
        var differences = new ArrayList<String>();
        for (var place : places) {
            var was = before.getOrDefault(place, ABSENT);
            var is = now.getOrDefault(place, ABSENT);
            if (!was.equals(is)) {
                differences.add("%s is %s, was %s".formatted(place, is, was));
            }
        }
        return differences;
    }

    private static Map<String, String> leaves(DataFolder folder, String text) {
        try {
            var leaves = new TreeMap<String, String>();
            collect("", JSON.readTree(text), leaves);
            return leaves;
        } catch (JacksonException e) {
            throw new ConfigurationException(
                    "%s: cannot be read, expected JSON as written at the first start: %s"
                            .formatted(folder.source(), e.getOriginalMessage()));
        }
    }

    private static void collect(String place, JsonNode node, Map<String, String> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(property -> collect(
                            place.isEmpty() ? property.getKey() : place + "." + property.getKey(),
                            property.getValue(), leaves));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect("%s[%d]".formatted(place, i), node.get(i), leaves);
            }
        } else {
            leaves.put(place, node.toString());
        }
    }

    /// A process that is killed leaves all of the file or nothing.
    private static void write(Path file, String text) throws IOException {
        var written = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(written, text + System.lineSeparator());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
