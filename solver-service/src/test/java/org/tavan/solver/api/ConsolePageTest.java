package org.tavan.solver.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page is held to its scripts: what they look for exists, and whatever has a place has its table twin.
class ConsolePageTest {
    private static final Path CONSOLE = Path.of("src/main/resources/console");

    @Test
    void everyElementThatTheScriptsNameIsOnThePage() throws IOException {
        var missing = new TreeSet<String>();
        for (Path script : scripts()) {
            missing.addAll(all("byId\\(\"([a-z-]+)\"\\)", Files.readString(script)));
        }
        assertFalse(missing.isEmpty());

        missing.removeAll(all(" id=\"([a-z-]+)\"", page()));

        assertEquals(Set.of(), missing);
    }

    @Test
    void everyChartHasItsTableAndEveryTableItsChart() throws IOException {
        var charts = new TreeSet<String>();
        for (Path script : scripts()) {
            charts.addAll(all("\\bid: \"([a-z-]+)\", title:", Files.readString(script)));
        }

        assertFalse(charts.isEmpty());
        assertEquals(charts, all(" id=\"([a-z-]+)-chart\"", page()));
        assertEquals(charts, all(" id=\"([a-z-]+)-table\"", page()));
    }

    @Test
    void everyLinkToAPageHasItsSectionAndItsScript() throws IOException {
        var links = all("<a href=\"#([a-z]+)\">", page());

        assertEquals(links, all("<div id=\"page-([a-z]+)\"", page()));
        assertEquals(links,
                all("\\b([a-z]+): new [A-Z][a-z]+Page\\(", Files.readString(CONSOLE.resolve("js/main.js"))));
    }

    @Test
    void everySectionIsNamedByItsHeading() throws IOException {
        assertEquals(all("aria-labelledby=\"([a-z-]+)\"", page()), all("<h2 id=\"([a-z-]+)\"", page()));
    }

    private static String page() throws IOException {
        return Files.readString(CONSOLE.resolve("index.html"));
    }

    private static Set<Path> scripts() throws IOException {
        try (var files = Files.list(CONSOLE.resolve("js"))) {
            return files.collect(Collectors.toSet());
        }
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
