package org.tavan.standalone.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.standalone.report.Columns.column;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tavan.standalone.report.Plot.Series;

class FigureTest {
    private static final Pattern BAR = Pattern
            .compile(
                    "<rect class=\"bar (\\w+)\" x=\"[\\d.]+\" y=\"([\\d.]+)\" width=\"[\\d.]+\" height=\"([\\d.]+)\"");

    @Test
    void barsStandUponOneAnotherAboveZeroAndHangBelowIt() {
        var plot = new Plot("stack", "hour", "kW", List.of("00")).stacked()
                .with(Series.of("a", 30))
                .with(Series.of("b", 10))
                .with(Series.of("c", -20));

        List<MatchResult> bars = BAR.matcher(plot.svg()).results().toList();

        double zero = top(bars.get(0)) + height(bars.get(0));
        assertEquals(3, bars.size());
        assertEquals(top(bars.get(0)), top(bars.get(1)) + height(bars.get(1)), 0.11);
        assertEquals(zero, top(bars.get(2)), 0.11);
        assertEquals(2 * height(bars.get(1)), height(bars.get(2)), 0.21);
    }

    private static double top(MatchResult bar) {
        return Double.parseDouble(bar.group(2));
    }

    private static double height(MatchResult bar) {
        return Double.parseDouble(bar.group(3));
    }

    @Test
    void aStepStaysAcrossItsCategoryAndACurveDoesNot() {
        List<String> hours = List.of("00", "01");

        String step = new Plot("taps", "hour", "", hours).stepped().with(Series.of("tap", 1, 2)).svg();
        String curve = new Plot("taps", "hour", "", hours).with(Series.of("tap", 1, 2)).svg();

        assertTrue(step.contains("d=\"M58.0 242.0H263.0L263.0 14.0H468.0\""), step);
        assertTrue(curve.contains("d=\"M160.5 242.0L365.5 14.0\""), curve);
    }

    @Test
    void aSeriesBehindAnotherOfItsColourIsInTheTableAndNotInTheLegend() {
        var plot = new Plot("grid", "hour", "kW", List.of("00")).stacked()
                .with(Series.of("import", 5), 12)
                .behind(Series.of("export", -3), 12);

        assertAll(() -> assertTrue(plot.legend().contains("key c2\"></i>import")),
                () -> assertFalse(plot.legend().contains("export")),
                () -> assertTrue(plot.table().contains("<th>export</th>")),
                () -> assertTrue(plot.table().contains("<td>-3.000</td>")));
    }

    @Test
    void namesAreWrittenOutAndAGapIsADash() {
        var plot = new Plot("a < b", "hour", "kW", List.of("00", "01"))
                .with(Series.of("x & y", Double.NaN, 1));

        assertTrue(plot.svg().contains("aria-label=\"a &lt; b\""));
        assertTrue(plot.legend().contains("x &amp; y"));
        assertTrue(plot.table().contains("<td>00</td><td>–</td>"));
    }

    @Test
    void pointsLieWhereBothAxesSay() {
        var scatter = new Scatter("front", "kWh", "¢").curve("plans", new double[]{0, 1, 2}, new double[]{300,
                200, 100}).point("ours", 1, 300);

        String svg = scatter.svg();

        assertTrue(svg.contains("d=\"M58.0 14.0L256.0 128.0L454.0 242.0\""), svg);
        assertTrue(svg.contains("cx=\"256.0\" cy=\"14.0\" r=\"5.5\"><title>ours: 1.000, 300.0</title>"), svg);
        assertTrue(scatter.table().contains("<tr><td>ours</td><td>1.000</td><td>300.0</td></tr>"));
    }

    @Test
    void aFieldWithACommaOrAQuoteIsQuoted() {
        var columns = new Columns<String>(List.of(column("name", name -> name), column("none", _ -> null)));

        assertEquals("name,none\n\"a, \"\"b\"\"\",\nc,\n", columns.csv(List.of("a, \"b\"", "c")));
    }
}
