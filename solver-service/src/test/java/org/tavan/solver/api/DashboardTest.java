package org.tavan.solver.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Dashboards and rules are held to the code: every metric and label exists, and every panel is complete.
class DashboardTest {
    private static final Path GRAFANA = Path.of("../grafana");
    private static final Pattern SELECTOR = Pattern.compile("(tavan_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*=~?");

    @TestFactory
    List<DynamicTest> everyDashboardFitsTheCode() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (Path file : files("dashboards", ".json")) {
            tests.add(DynamicTest.dynamicTest(String.valueOf(file.getFileName()),
                    () -> check(new JsonMapper().readTree(Files.readString(file)))));
        }
        assertFalse(tests.isEmpty());
        return tests;
    }

    @Test
    void everyMetricOfTheRulesExists() throws IOException {
        var names = new TreeSet<String>();
        for (Path file : files("prometheus/rules", ".yml")) {
            var selectors = SELECTOR.matcher(Files.readString(file));
            while (selectors.find()) {
                names.add(selectors.group(1));
            }
        }

        assertFalse(names.isEmpty());
        assertTrue(TavanMetrics.labelsByName().keySet().containsAll(names), names.toString());
    }

    private static void check(JsonNode dashboard) {
        assertEquals(41, dashboard.get("schemaVersion").asInt());
        assertFalse(dashboard.get("editable").asBoolean(), "editable");
        assertFalse(dashboard.has("elements") || dashboard.has("apiVersion"),
                "file provisioning takes the classic form only");
        var ids = new TreeSet<Integer>();
        for (JsonNode panel : dashboard.get("panels")) {
            String title = panel.get("title").asString();
            assertTrue(ids.add(panel.get("id").asInt()), title);
            assertFalse(title.isBlank() || panel.get("description").asString().isBlank(), title);
            assertFalse(panel.get("fieldConfig").get("defaults").get("unit").asString().isBlank(), title);
            assertEquals("${datasource}", panel.get("datasource").get("uid").asString(), title);
            for (JsonNode target : panel.get("targets")) {
                assertEquals("${datasource}", target.get("datasource").get("uid").asString(), title);
                checkExpression(title, target.get("expr").asString(), target.get("legendFormat").asString());
            }
        }
    }

    private static void checkExpression(String title, String expression, String legend) {
        var selectors = SELECTOR.matcher(expression);
        int found = 0;
        while (selectors.find()) {
            found++;
            var labels = TavanMetrics.labelsByName().get(selectors.group(1));
            assertTrue(labels != null, "%s: there is no metric %s".formatted(title, selectors.group(1)));
            var used = LABEL.matcher(selectors.group(2) == null ? "" : selectors.group(2));
            while (used.find()) {
                assertTrue(labels.contains(used.group(1)),
                        "%s: %s has no label %s".formatted(title, selectors.group(1), used.group(1)));
            }
            var shown = Pattern.compile("\\{\\{([a-z_]+)}}").matcher(legend);
            while (shown.find()) {
                assertTrue(labels.contains(shown.group(1)),
                        "%s: %s has no label %s".formatted(title, selectors.group(1), shown.group(1)));
            }
            if (selectors.group(1).endsWith("_total")) {
                assertTrue(expression.contains("rate(") || expression.contains("increase("),
                        title + ": a counter is shown as a rate");
                assertTrue(expression.contains("$__rate_interval"), title);
            }
        }
        assertTrue(found > 0, title + ": no metric in " + expression);
    }

    private static List<Path> files(String folder, String end) throws IOException {
        try (var walk = Files.walk(GRAFANA.resolve(folder))) {
            return walk.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }
}
