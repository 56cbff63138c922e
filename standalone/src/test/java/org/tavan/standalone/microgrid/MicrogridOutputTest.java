package org.tavan.standalone.microgrid;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.YamlRecord;
import org.tavan.schema.MicrogridRequest;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

class MicrogridOutputTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "microgrid-day.yaml");
    private final MicrogridRequest request = YamlRecord.read(EXAMPLE, MicrogridRequest.class);

    @TempDir
    Path folder;

    @Test
    void theScheduleIsKeptWholeInTheWordsOfItsTopic() throws Exception {
        MicrogridDay day = MadeUpPlan.of(request);

        MicrogridOutput.write(day, folder);

        var json = JsonMapper.shared().readTree(Files.readString(folder.resolve("schedule.json")));
        assertAll(() -> assertEquals("FEASIBLE", json.get("status").asString()),
                () -> assertEquals("2025-06-18", json.get("deliveryDay").asString()),
                () -> assertEquals(16_001.5, json.get("cost").get("totalCents").asDouble()),
                () -> assertEquals(24, json.get("units").get(3).get("powerKw").size()),
                () -> assertEquals(18, json.get("network").get("voltages").size()));
    }

    @Test
    void everyIntervalIsARowOfTheTables() throws Exception {
        MicrogridDay day = MadeUpPlan.of(request);

        MicrogridOutput.write(day, folder);

        List<String> rows = Files.readAllLines(folder.resolve("schedule.csv"));
        List<String> names = List.of(rows.getFirst().split(",", -1));
        String[] evening = rows.get(20).split(",", -1);
        assertAll(() -> assertEquals(25, rows.size()),
                () -> assertEquals("2025-06-18T17:00:00Z", evening[0]),
                () -> assertEquals("146.0", evening[names.indexOf("baseLoadKw")]),
                () -> assertEquals("4.0", evening[names.indexOf("battery.dischargeKw")]),
                () -> assertEquals("5", evening[names.indexOf("transformer.tap")]),
                () -> assertEquals(25, Files.readAllLines(folder.resolve("adequacy.csv")).size()),
                () -> assertEquals(19, Files.readAllLines(folder.resolve("voltages.csv"))
                        .getFirst()
                        .split(",", -1).length),
                () -> assertTrue(Files.readString(folder.resolve("bills.csv"))
                        .contains("cold store,INTERRUPTIBLE,0.04,1000.0,940.0,")));
    }

    @Test
    void theReportIsOnePageThatNeedsNothingElse() throws Exception {
        MicrogridDay day = MadeUpPlan.of(request);

        MicrogridOutput.write(day, folder);

        String html = Files.readString(folder.resolve("report.html"));
        assertAll(
                () -> assertFalse(html.contains("http") || html.contains("<script") || html.contains("NaN")),
                () -> assertTrue(html.contains("No plan costs less than 15,900 ¢")),
                () -> assertTrue(html.contains("All 2 checks of the independent checker passed.")),
                () -> assertTrue(html.contains("at most 0.550 % (at 19:00)")),
                () -> assertTrue(html.contains("it does not pay its operator (-50 ¢)")));
        for (String svg : html.split("(?=<svg )", -1)) {
            if (svg.startsWith("<svg ")) {
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg.substring(0, svg.indexOf("</svg>")
                                + 6))));
            }
        }
    }

    @Test
    void whatStandsInTheStackAboveZeroLessWhatStandsBelowIsWhatWasPlanned() {
        var plots = new MicrogridPlots(MadeUpPlan.of(request)).supply();

        String numbers = plots.getFirst().table();

        assertTrue(
                numbers.contains("<tr><td>19</td><td>29.20</td><td>29.20</td><td>29.20</td><td>29.20</td>"),
                numbers);
        assertTrue(numbers.contains("<td>-6.000</td><td>147.0</td></tr>"), numbers);
    }

    @Test
    void theStudiesHaveTheirPlotsTablesAndFiles() throws Exception {
        MicrogridOutput.write(MadeUpPlan.studied(request), folder);

        String html = Files.readString(folder.resolve("report.html"));
        List<String> pareto = Files.readAllLines(folder.resolve("pareto.csv"));
        List<String> radii = Files.readAllLines(folder.resolve("igdt.csv"));
        assertAll(() -> assertEquals(List.of("costCents,eensKwh", "14900.0,3.0"), pareto.subList(0, 2)),
                () -> assertEquals(13, pareto.size()),
                () -> assertEquals(7, radii.size()),
                () -> assertTrue(radii.get(1).startsWith("0.01,0.006,0.166"), radii.get(1)),
                () -> assertTrue(html.contains(
                        "<td>10.0 %</td><td>5.0 %</td><td>15700.0</td><td>+700.0 ¢</td>"), html),
                () -> assertTrue(html.contains("Cost against expected lost load")));
    }

    @Test
    void aDayWithoutAPlanSaysWhyAndShowsNoPlots() throws Exception {
        MicrogridDay day = MadeUpPlan.failed(request, "The feeder's bus quay is an island.");

        MicrogridOutput.write(day, folder);

        String html = Files.readString(folder.resolve("report.html"));
        assertTrue(html.contains(
                "<li>FAILED, after 3.2 s: there is no plan.</li><li>The feeder's bus quay is an island.</li>"),
                html);
        assertFalse(html.contains("<svg"));
        assertFalse(Files.exists(folder.resolve("schedule.csv")));
        assertTrue(MicrogridOutput.text(day).contains("quay"));
    }

    @Test
    void theConsoleHasTheCostByKindAndTheBills() {
        String text = MicrogridOutput.text(MadeUpPlan.of(request));

        assertTrue(text.contains("total                         16001.5 ¢"), text);
        assertTrue(text.contains("evening tariff               5.0 % of the load, bills 1000 ¢ to 940 ¢"),
                text);
    }
}
