package org.tavan.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Reading;
import org.tavan.topic.NamedTypes;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// No schema may change in a way that an older or a newer application cannot bear.
///
/// A release copies `src/main/avro` to `src/main/avro-released/<version>`; from then on its schemas are promises.
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("src/main/avro-released");

    @Test
    void everySchemaIsFullyCompatibleWithEveryRelease() {
        var violations = new ArrayList<String>();

        for (Topic<?> topic : Topics.all()) {
            SequencedMap<String, Schema> earlier = released(topic.schema().getFullName());
            CompatibilityLevel.FULL_TRANSITIVE.violations(topic.schema(), earlier)
                    .forEach(violation -> violations.add(topic.schema().getName() + ": " + violation));
        }

        assertEquals(List.of(), violations);
    }

    @Test
    void everyReleasedSchemaIsStillThere() {
        Set<String> current = NamedTypes.all()
                .values()
                .stream()
                .map(Schema::getFullName)
                .collect(Collectors.toSet());

        releases().forEach((release, schemas) -> schemas.keySet()
                .forEach(
                        name -> assertTrue(current.contains(name),
                                name + " of release " + release + " is gone")));
    }

    @Test
    void aNewRequiredFieldIsRefusedInWords() {
        String changed = Reading.getClassSchema()
                .toString()
                .replace("\"fields\":[",
                        "\"fields\":[{\"name\":\"batch\",\"type\":\"string\"},");

        List<String> violations = CompatibilityLevel.FULL_TRANSITIVE.violations(Schemas.parse(changed),
                released("org.tavan.schema.Reading"));

        assertEquals(List.of(
                "the new schema cannot read release 0.1: READER_FIELD_MISSING_DEFAULT_VALUE at /fields/0: batch"),
                violations);
    }

    @Test
    void aRemovedFieldWithoutDefaultIsRefusedInWords() {
        String changed = Reading.getClassSchema()
                .toString()
                .replaceFirst("\\{\"name\":\"mantissa\"[^}]*},", "");

        List<String> violations = CompatibilityLevel.FULL_TRANSITIVE.violations(Schemas.parse(changed),
                released("org.tavan.schema.Reading"));

        assertEquals(List.of(
                "release 0.1 cannot read the new schema: READER_FIELD_MISSING_DEFAULT_VALUE at /fields/5: mantissa"),
                violations);
    }

    @Test
    void aNewOptionalFieldAndANewSymbolAreAllowed() {
        String changed = Reading.getClassSchema()
                .toString()
                .replace("\"fields\":[",
                        "\"fields\":[{\"name\":\"batch\",\"type\":[\"null\",\"string\"],\"default\":null},")
                .replace("\"symbols\":[\"UNKNOWN\",\"WH\",\"W\"]",
                        "\"symbols\":[\"UNKNOWN\",\"WH\",\"W\",\"VARH\"]");

        List<String> violations = CompatibilityLevel.FULL_TRANSITIVE.violations(Schemas.parse(changed),
                released("org.tavan.schema.Reading"));

        assertEquals(List.of(), violations);
    }

    /// Versions of a record by `release <version>`, oldest first.
    private static SequencedMap<String, Schema> released(String name) {
        var versions = new LinkedHashMap<String, Schema>();
        releases().forEach((release, schemas) -> {
            Schema schema = schemas.get(name);
            if (schema != null) {
                versions.put("release " + release, schema);
            }
        });
        return versions;
    }

    private static Map<String, Map<String, Schema>> releases() {
        try (Stream<Path> directories = Files.list(RELEASED)) {
            var releases = new TreeMap<String, Map<String, Schema>>(ReleasedSchemasTest::compare);
            directories
                    .forEach(directory -> releases.put(directory.getFileName().toString(), parse(directory)));
            return releases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Schema> parse(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            var parser = new SchemaParser();
            for (Path file : files.sorted().toList()) {
                parser.parse(file);
            }
            return parser.getParsedNamedSchemas()
                    .stream()
                    .collect(Collectors.toMap(Schema::getFullName, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// 0.10 comes after 0.9.
    private static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return Stream.of(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
