package org.tavan.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tavan.feeds.gateway.FeedsConfig;
import org.tavan.simulator.customer.CustomerBehaviour;
import org.tavan.simulator.replay.ReplayConfig;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.solver.SolverServiceConfig;
import org.tavan.solver.api.ConsoleConfig;
import org.tavan.standalone.backtest.BacktestConfig;
import org.tavan.streams.StreamsAppConfig;

/// `docs/configuration.md` has a section for each configuration record with a row for each field, and nothing else.
class ConfigurationDocumentTest {
    private static final List<Class<?>> ROOTS = List.of(StreamsAppConfig.class, SolverServiceConfig.class,
            ConsoleConfig.class, SyntheticConfig.class, CustomerBehaviour.class, ReplayConfig.class,
            BacktestConfig.class, FeedsConfig.class);

    @Test
    void everyFieldOfEveryRecordHasItsRowWithItsType() throws IOException {
        var documented = documented(Path.of("..", "docs", "configuration.md"));

        assertEquals(expected(), documented);
    }

    private static Map<String, List<String>> expected() {
        var sections = new LinkedHashMap<String, List<String>>();
        for (var type : reachable()) {
            sections.put(type.getSimpleName(), Arrays.stream(type.getRecordComponents())
                    .map(component -> component.getName() + ": " + name(component.getGenericType()))
                    .toList());
        }
        return sections;
    }

    private static Collection<Class<?>> reachable() {
        Set<Class<?>> found = new LinkedHashSet<>(ROOTS);
        var open = new ArrayDeque<>(ROOTS);
        while (!open.isEmpty()) {
            for (RecordComponent component : open.remove().getRecordComponents()) {
                classes(component.getGenericType()).filter(type -> type.isRecord() && found.add(type))
                        .forEach(open::add);
            }
        }
        return found;
    }

    private static Stream<Class<?>> classes(Type type) {
        return switch (type) {
            case Class<?> single -> Stream.of(single);
            case ParameterizedType generic -> Arrays.stream(generic.getActualTypeArguments())
                    .flatMap(ConfigurationDocumentTest::classes);
            default -> Stream.empty();
        };
    }

    private static String name(Type type) {
        return switch (type) {
            case Class<?> single -> single.getSimpleName();
            case ParameterizedType generic -> name(generic.getRawType()) + Arrays
                    .stream(generic.getActualTypeArguments())
                    .map(ConfigurationDocumentTest::name)
                    .collect(Collectors.joining(", ", "<", ">"));
            default -> type.getTypeName();
        };
    }

    private static Map<String, List<String>> documented(Path file) throws IOException {
        var sections = new LinkedHashMap<String, List<String>>();
        List<String> rows = List.of();
        for (var line : Files.readAllLines(file)) {
            if (line.startsWith("## `")) {
                rows = new ArrayList<>();
                sections.put(line.substring(4, line.lastIndexOf('`')), rows);
            } else if (line.startsWith("| `")) {
                var cells = line.split("\\|", -1);
                rows.add(cells[1].strip().replace("`", "") + ": " + cells[2].strip().replace("`", ""));
            }
        }
        return sections;
    }
}
