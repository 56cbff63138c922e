package org.tavan.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StrictYamlTest {
    private static final String GOOD = """
            name: north
            partitions: 4
            share: 0.5
            timeout: 10m
            mode: FAST
            items:
              - id: a
                delay: PT2S
              - id: b
                delay: 500ms
            extra:
              some.key: value
            """;

    enum Mode {
        FAST, SAFE
    }

    record Item(String id, Duration delay) {
        Item {
            if (delay.isNegative()) {
                throw new IllegalArgumentException(
                        "The delay (%s) is negative,\nexpected 0 or more".formatted(delay));
            }
        }
    }

    record Configuration(
            String name,
            int partitions,
            double share,
            Duration timeout,
            Mode mode,
            List<Item> items,
            Map<String, String> extra,
            @Nullable String note) {
        Configuration {
            if (!(partitions >= 1)) {
                throw new IllegalArgumentException("partitions (%d) must be 1 or more".formatted(partitions));
            }
            items = List.copyOf(items);
        }
    }

    @Test
    void aTreeOfRecordsIsReadWithBothFormsOfDurations(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("good.yaml"), GOOD);

        Configuration read = StrictYaml.read(file, Configuration.class);

        var expected = new Configuration("north", 4, 0.5, Duration.ofMinutes(10), Mode.FAST,
                List.of(new Item("a", Duration.ofSeconds(2)), new Item("b", Duration.ofMillis(500))),
                Map.of("some.key", "value"), null);
        assertEquals(expected, read);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("share: 0.5", "shard: 0.5", "f.yaml:1:1: share: is missing, expected a number"),
                Arguments.of("extra:", "others:",
                        "f.yaml:11:1: others: unknown key, expected one of name, part"),
                Arguments.of("delay: PT2S", "weight: PT2S",
                        "f.yaml:8:5: items[0].weight: unknown key, expected one of"),
                Arguments.of("partitions: 4", "partitions: four",
                        "f.yaml:2:1: partitions: is of another kind, expected a whole number"),
                Arguments.of("partitions: 4", "partitions: 4.5",
                        "f.yaml:2:1: partitions: '4.5' is not usable, expected a whole number"),
                Arguments.of("partitions: 4", "partitions: \"4\"",
                        "f.yaml:2:1: partitions: is of another kind, expected a whole number"),
                Arguments.of("partitions: 4\n", "",
                        "f.yaml:1:1: partitions: is missing, expected a whole number"),
                Arguments.of("partitions: 4", "partitions: 0",
                        "f.yaml:2:1: partitions: partitions (0) must be 1 or more"),
                Arguments.of("timeout: 10m", "timeout: 10",
                        "f.yaml:4:1: timeout: is of another kind, expected a duration"),
                Arguments.of("timeout: 10m", "timeout: [1]",
                        "f.yaml:4:1: timeout: is of another kind, expected a duration"),
                Arguments.of("delay: 500ms", "delay: 500 parsecs",
                        "f.yaml:10:5: items[1].delay: '500 parsecs' is not usable"),
                Arguments.of("delay: PT2S", "delay: -PT2S",
                        "f.yaml:8:5: items[0].delay: The delay (PT-2S) is negative, expected 0 or more"),
                Arguments.of("mode: FAST", "mode: fast",
                        "f.yaml:5:1: mode: 'fast' is not usable, expected one of FAST, SAFE"),
                Arguments.of("- id: b", "- 7",
                        "f.yaml:9:5: items[1]: is of another kind, expected a mapping with the"),
                Arguments.of("name: north", "name: north\nname: south",
                        "f.yaml:2:5: Duplicate Object property \"name\""),
                Arguments.of("items:", "items: [", "f.yaml:6:9: while parsing a flow node"),
                Arguments.of(GOOD, "", "f.yaml:1:1: "),
                Arguments.of(GOOD, "- 1",
                        "f.yaml:1:1: is of another kind, expected a mapping with the keys name, part"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("faults")
    void aFaultIsOneLineWithPlaceFieldAndExpectation(String what, String by, String message) {
        String text = GOOD.replace(what, by);

        var fault = assertThrows(ConfigurationException.class,
                () -> StrictYaml.read("f.yaml", text, Configuration.class));

        String actual = String.valueOf(fault.getMessage());
        assertTrue(actual.startsWith(message), actual);
        assertTrue(actual.lines().count() == 1, actual);
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path directory) {
        Path file = directory.resolve("absent.yaml");

        var fault = assertThrows(ConfigurationException.class,
                () -> StrictYaml.read(file, Configuration.class));

        assertTrue(String.valueOf(fault.getMessage()).startsWith(file + ": cannot be read: "),
                fault.getMessage());
    }
}
