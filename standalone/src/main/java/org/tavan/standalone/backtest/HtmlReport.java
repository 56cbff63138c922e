package org.tavan.standalone.backtest;

import java.util.List;
import java.util.stream.Collectors;
import org.tavan.experiment.ArmSummary;
import org.tavan.standalone.backtest.BacktestResult.ArmRun;
import org.tavan.standalone.report.Markup;
import org.tavan.standalone.report.Page;

/// The report as one page that needs nothing else: no network, no script.
final class HtmlReport {
    private final BacktestResult result;
    private final ReportPlots plots;

    HtmlReport(BacktestResult result) {
        this.result = result;
        this.plots = new ReportPlots(result);
    }

    String text() {
        var page = new Page("Tavan backtest", result.name());
        head(page);
        page.heading("What was found");
        Findings.of(result)
                .forEach(about -> page.add("<h3>%s</h3>".formatted(Markup.escape(about.arm())))
                        .add(Markup.list(about.sentences())));
        page.section("Radius against cost and promise",
                "Costs and violations on the test days, by falling radius"
                        + " as in Fig. 7 of the paper. Bands: 95 %, costs by bootstrap over the days, violations exact"
                        + " (Clopper–Pearson). Ringed: the radius chosen on the training days.",
                plots.sweep());
        page.section("Width of the support",
                "The support reaches beyond the samples by this fraction of their range; residuals outside it are promised"
                        + " nothing. At the chosen radius. Ringed: chosen on the training days.",
                plots.margins());
        page.section("Methods beside one another",
                "With the chosen radius where a method has one; all at the"
                        + " first ε. Whiskers: 95 %.",
                plots.methods());
        page.section("Cost against peaks",
                "At other limits of the community's day-ahead import, on the days of training and of test. A limit that is chosen on"
                        + " the training days should hold what it says on the test days. Forecast errors come on top of a limit.",
                plots.frontier());
        page.section("Promised and achieved",
                "The certificate is the worst-case probability that a plan carries,"
                        + " over all distributions within its radius: it binds only as far as days to come lie within it.",
                plots.calibration());
        ArmRun shown = plots.shown();
        page.section("One day of %s".formatted(shown.arm().name()),
                "%s, the day of its median cost:"
                        .formatted(plots.shownDay().date()) + " the whole community.",
                plots.day());
        page.heading("Worst days of %s".formatted(shown.arm().name())).add(plots.worstDays());
        page.section("Time to plan a day", "CPU time of the planning thread, on the machine of this run.",
                plots.times());
        return page.heading("All arms").add(arms()).add(method()).html();
    }

    private void head(Page page) {
        page.paragraph(
                "%d test days from %s to %s, radius and width of the support chosen on %d days from %s to %s."
                        .formatted(result.testDays().size(), result.testDays().getFirst(), result.testDays()
                                .getLast(), result.trainingDays().size(), result.trainingDays().getFirst(),
                                result.trainingDays().getLast()));
        if (!result.leftOutDays().isEmpty()) {
            page.add("<details><summary>Days left out: %d, and why</summary>%s</details>".formatted(result
                    .leftOutDays()
                    .size(),
                    Markup.list(result.leftOutDays()
                            .stream()
                            .map(day -> "%s: %s".formatted(day.date(), day.reason()))
                            .toList())));
        }
        page.paragraph("%s. Costs in hundredths of %s.".formatted(result.assets(), result.currency()));
    }

    private String arms() {
        String head = List.of("arm", "¢ a day (95 %)", "saved", "regret ¢", "intervals", "member-days",
                "community-days", "certified", "peak kW", "PAR", "daily PAR", "flatter", "daily flatter",
                "cut short",
                "relaxed", "failed")
                .stream()
                .map(name -> "<th>" + name + "</th>")
                .collect(Collectors.joining());
        String rows = result.test().stream().map(this::arm).collect(Collectors.joining());
        return "<div class=\"scroll\"><table><thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>"
                .formatted(
                        head, rows)
                + "<p class=\"soft\">Bold: chosen on the training days. Violations with exact 95 %"
                + " intervals, which take days and members for independent; they are not quite.</p>";
    }

    private String arm(ArmRun run) {
        ArmSummary arm = run.summary();
        ArmSummary baseline = result.baseline().summary();
        List<String> cells = List.of(
                Markup.escape(arm.arm().name()), Markup.format("%.0f (%.0f–%.0f)", arm.costPerDay()
                        .mean(), arm.costPerDay().low(), arm.costPerDay().high()),
                share(arm.savedAgainst(baseline)),
                Markup.format("%.0f", result.regretPerDay(run)),
                BacktestColumns.percent(arm.intervalViolation()), BacktestColumns
                        .percent(arm.memberViolation()),
                BacktestColumns.percent(arm.communityViolation()), Double.isNaN(arm.worstCaseViolation())
                        ? "–"
                        : Markup.format("%.2f %%", 100 * arm.worstCaseViolation()),
                Markup.format("%.0f", arm.peakToAverage().peakKw()),
                Markup.format("%.2f", arm.peakToAverage().ratio()),
                Markup.format("%.2f", arm.dailyPeakToAverage()), share(arm
                        .flattenedAgainst(baseline)),
                share(arm.dailyFlattenedAgainst(baseline)),
                Integer.toString(arm.clipped()), Integer.toString(arm.relaxed()),
                Integer.toString(arm.failed()));
        return "<tr%s>%s</tr>".formatted(result.isSelected(run) ? " class=\"chosen\"" : "", cells.stream()
                .map(cell -> "<td>" + cell + "</td>")
                .collect(Collectors.joining()));
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "–" : Markup.format("%.1f %%", 100 * share);
    }

    private static String method() {
        return """
                <h2>How it was measured</h2><ul>
                <li>Forecasts, residual distributions and prices are those that the pipeline would have had at the gate closure of the day
                before; nothing later is read. Perfect foresight alone knows the measured day and its prices.</li>
                <li>Cost is (19) of the paper with what was really paid: the day-ahead exchange, fees, wear and discomfort, the rule's real-time
                exchange, and, which the paper leaves out, the settlement of what was still missing or left over, all at the real-time price;
                and a demand charge on the highest lived import of each month, if there is one, for every method and the baseline alike.
                Real-time prices are those of the data set where it has them, else those that were anticipated.</li>
                <li>Violation is (20) with its sign put right: demand above supply by more than a watt before that settlement. A member-day is
                violated if any of its intervals is; each member's promise is about that.</li>
                <li>The baseline is the paper's: no battery, no shift, no peers; the forecast bought day-ahead, deviations in real time. It
                promises nothing, and has the same PV.</li>
                <li>The peak-to-average ratio is the largest import of the community over all test days by the mean import; beside it the mean
                of the ratios of single days. A community that buys more to sell it again has a larger mean and so a lower ratio: look at the peak
                itself as well.</li>
                <li>Radius and margin are the cheapest whose violation on the training days is at most ε with 97.5 % confidence (the safest within
                half a per cent of that cost), or, if the training shows it of none, those that broke it least. No test day has a say in it.</li>
                <li>Where a period takes every k-th day, a k-th of a month's demand charge is set against its days.</li>
                <li>With peakGuard, batteries charge less or give where the metered import would pass the limit (or, where peaks are charged, the
                highest import planned or had in that month), reading the hour at hand alone, as the rules do, and as far as all that is planned of
                them later stays possible. What they gave the next day's plan buys, after the last day nobody; a surplus that comes of it is sold in real time.</li>
                <li>storage-recourse takes radius and margin from the last of the other methods.</li>
                <li>Perfect foresight buys day-ahead alone. Where real-time prices are better than day-ahead ones, others may cost less.</li>
                <li>sample-average stands on the joint method where there is one, at ρ = 0; robust-box covers the whole support.</li>
                </ul>""";
    }
}
