package org.tavan.standalone.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.tavan.conic.Profile;
import org.tavan.experiment.Arm;
import org.tavan.experiment.ArmSummary;
import org.tavan.experiment.DayScore;
import org.tavan.experiment.Method;
import org.tavan.experiment.Proportion;
import org.tavan.standalone.backtest.BacktestResult.ArmRun;
import org.tavan.standalone.backtest.BacktestResult.FrontierPoint;
import org.tavan.standalone.report.Plot;
import org.tavan.standalone.report.Plot.Series;

/// The plots of a report.
final class ReportPlots {
    private static final int WORST_DAYS = 10;

    private final BacktestResult result;
    private final List<ArmRun> chosen;
    private final ArmRun shown;

    ReportPlots(BacktestResult result) {
        this.result = result;
        double epsilon = result.test()
                .stream()
                .filter(run -> run.arm().method().hasEpsilon())
                .mapToDouble(run -> run.arm().epsilon())
                .findFirst()
                .orElse(Double.NaN);
        chosen = result.test()
                .stream()
                .filter(run -> !run.arm().method().hasEpsilon() || run.arm().epsilon() == epsilon)
                .filter(run -> !run.arm().method().hasSupport() || result.isSelected(run))
                .toList();
        shown = chosen.stream()
                .max(Comparator.comparing((ArmRun run) -> run.arm().method().hasRadius())
                        .thenComparing(run -> run.arm().method() == Method.JOINT_CVAR))
                .orElseThrow();
    }

    /// {@return the arm whose days are shown}
    ArmRun shown() {
        return shown;
    }

    /// {@return its day of the median cost}
    DayScore shownDay() {
        return shown.scores()
                .stream()
                .sorted(Comparator.comparingDouble(score -> score.cost().total()))
                .skip(shown.scores().size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /// Fig. 7 of the paper.
    List<Plot> sweep() {
        List<Arm> families = tried().stream().filter(arm -> arm.method().hasRadius()).toList();
        double[] radii = result.test()
                .stream()
                .map(ArmRun::arm)
                .filter(arm -> arm.method().hasRadius())
                .mapToDouble(arm -> -arm.radius())
                .distinct()
                .sorted()
                .map(radius -> radius == 0 ? 0 : -radius)
                .toArray();
        if (radii.length == 0) {
            return List.of();
        }
        List<String> labels = Arrays.stream(radii).mapToObj(ReportPlots::label).toList();
        var cost = new Plot("Cost", "ρ", "¢ a day", labels);
        var regret = new Plot("Cost above perfect foresight, day by day", "ρ", "¢ a day", labels);
        var violation = new Plot("Joint violation", "ρ", "% of member-days", labels).fromZero();
        var intervals = new Plot("Violation of single intervals, (20)", "ρ", "% of member-intervals", labels)
                .fromZero();
        for (Arm family : families) {
            List<ArmSummary> arms = Arrays.stream(radii)
                    .mapToObj(radius -> result.tested(new Arm(family.method(), radius, family.epsilon(),
                            family
                                    .supportMarginFraction()))
                            .orElseThrow())
                    .map(ArmRun::summary)
                    .toList();
            int marked = IntStream.range(0, radii.length)
                    .filter(i -> result.isSelected(result.tested(arms.get(i).arm()).orElseThrow()))
                    .findFirst()
                    .orElse(-1);
            String name = "%s ε=%s".formatted(family.method().label(), family.epsilon());
            cost.with(new Series(name, each(arms, arm -> arm.costPerDay().mean()), each(arms, arm -> arm
                    .costPerDay()
                    .low()), each(arms, arm -> arm.costPerDay().high()), marked));
            List<ArmSummary.Band> bands = arms.stream()
                    .map(arm -> result.regretBand(result.tested(arm.arm()).orElseThrow()))
                    .toList();
            regret.with(new Series(name, bands.stream().mapToDouble(ArmSummary.Band::mean).toArray(), bands
                    .stream()
                    .mapToDouble(ArmSummary.Band::low)
                    .toArray(), bands.stream().mapToDouble(ArmSummary.Band::high).toArray(), marked));
            violation.with(percent(name, arms, ArmSummary::memberViolation, marked));
            intervals.with(percent(name, arms, ArmSummary::intervalViolation, marked));
        }
        families.stream()
                .mapToDouble(Arm::epsilon)
                .distinct()
                .forEach(epsilon -> violation.line("ε = %s"
                        .formatted(epsilon), 100 * epsilon));
        return List.of(cost, violation, regret, intervals);
    }

    /// The width of the support against cost and promise, at the chosen radii; none if only one was tried.
    List<Plot> margins() {
        double[] margins = result.test()
                .stream()
                .mapToDouble(run -> run.arm().supportMarginFraction())
                .filter(margin -> !Double.isNaN(margin))
                .distinct()
                .sorted()
                .toArray();
        if (margins.length < 2) {
            return List.of();
        }
        List<String> labels = Arrays.stream(margins).mapToObj(ReportPlots::label).toList();
        var cost = new Plot("Cost", "margin of the support", "¢ a day", labels);
        var violation = new Plot("Joint violation", "margin of the support", "% of member-days", labels)
                .fromZero();
        for (Arm family : tried()) {
            List<ArmSummary> arms = Arrays.stream(margins)
                    .mapToObj(margin -> result.tested(new Arm(family.method(), family.radius(), family
                            .epsilon(), margin)).orElseThrow())
                    .map(ArmRun::summary)
                    .toList();
            int marked = Arrays.binarySearch(margins, family.supportMarginFraction());
            cost.with(new Series(family(family), each(arms, arm -> arm.costPerDay().mean()), each(arms,
                    arm -> arm.costPerDay().low()), each(arms, arm -> arm.costPerDay().high()), marked));
            violation.with(percent(family(family), arms, ArmSummary::memberViolation, marked));
        }
        result.chosen()
                .stream()
                .mapToDouble(Arm::epsilon)
                .distinct()
                .forEach(epsilon -> violation.line("ε = %s"
                        .formatted(epsilon), 100 * epsilon));
        return List.of(cost, violation);
    }

    /// The chosen arms that were chosen among others.
    private List<Arm> tried() {
        return result.chosen().stream().filter(arm -> result.trained(arm).isPresent()).toList();
    }

    private static String family(Arm arm) {
        return arm.method().hasEpsilon()
                ? "%s ε=%s".formatted(arm.method().label(), arm.epsilon())
                : arm.method().label();
    }

    /// Cost against peaks, by the limit of the day-ahead import, on both periods; none if no limit was tried.
    List<Plot> frontier() {
        double[] limits = result.frontier()
                .stream()
                .mapToDouble(FrontierPoint::importMaxKw)
                .distinct()
                .sorted()
                .toArray();
        if (limits.length == 0) {
            return List.of();
        }
        List<String> labels = Arrays.stream(limits).mapToObj(ReportPlots::label).toList();
        List<Plot> plots = new ArrayList<>();
        for (String period : List.of("training", "test")) {
            ArmSummary baseline = result.baseline(period);
            plots.add(frontier("Cost saved, %s days", period, labels, limits, arm -> arm.savedAgainst(
                    baseline)));
            plots.add(frontier("Ratio over all days lowered, %s days", period, labels, limits,
                    arm -> arm.flattenedAgainst(baseline)));
            plots.add(frontier("Mean of daily ratios lowered, %s days", period, labels, limits,
                    arm -> arm.dailyFlattenedAgainst(baseline)));
            plots.add(frontier("Highest import lowered, %s days", period, labels, limits, arm -> arm
                    .peakLoweredAgainst(baseline)));
        }
        return plots;
    }

    private Plot frontier(String title, String period, List<String> labels, double[] limits,
            ToDoubleFunction<ArmSummary> share) {
        var plot = new Plot(title.formatted(period), "limit of the day-ahead import (kW)",
                "% of the baseline's",
                labels).fromZero().line("30 %", 100 * Findings.AIM);
        for (Arm arm : result.frontier().stream().map(point -> point.summary().arm()).distinct().toList()) {
            double[] values = Arrays.stream(limits)
                    .map(limit -> result.frontier()
                            .stream()
                            .filter(point -> point.period().equals(period) && point.importMaxKw() == limit
                                    && point.summary().arm().equals(arm))
                            .mapToDouble(point -> 100 * share.applyAsDouble(point.summary()))
                            .findFirst()
                            .orElse(Double.NaN))
                    .toArray();
            plot.with(Series.of(arm.method().label(), values));
        }
        return plot;
    }

    /// Cost, peaks and violations by method.
    List<Plot> methods() {
        List<ArmSummary> arms = chosen.stream().map(ArmRun::summary).toList();
        List<String> names = names(chosen);
        return List.of(new Plot("Cost", "", "¢ a day", names).bars()
                .with(new Series("cost", each(arms,
                        arm -> arm.costPerDay().mean()), each(arms, arm -> arm.costPerDay().low()),
                        each(arms,
                                arm -> arm.costPerDay().high()),
                        -1)),
                new Plot("Peak-to-average ratio of the import", "", "peak / mean", names).bars()
                        .with(Series.of("over all days", each(arms, arm -> arm.peakToAverage().ratio())))
                        .with(Series.of("mean of single days", each(arms, ArmSummary::dailyPeakToAverage))),
                new Plot("Joint violation", "", "% of member-days", names).bars()
                        .with(percent("member-days", arms, ArmSummary::memberViolation, -1)),
                new Plot("What the cost is made of", "", "¢ a day", names).bars()
                        .with(Series.of("day-ahead", each(arms, arm -> arm.cost().dayAhead() / arm.days())))
                        .with(Series.of("rule", each(arms, arm -> arm.cost().recourse() / arm.days())))
                        .with(Series.of("settlement",
                                each(arms, arm -> arm.cost().settlement() / arm.days())))
                        .with(Series.of("demand charge", each(arms, arm -> arm.cost().peak() / arm.days())))
                        .with(Series.of("fees, wear, discomfort",
                                each(arms, arm -> (arm.cost().peerFees() + arm
                                        .cost()
                                        .wear() + arm.cost().discomfort()) / arm.days()))));
    }

    /// Certificates against what came, over the radii of the arm that is shown.
    List<Plot> calibration() {
        List<ArmRun> promised = result.test()
                .stream()
                .filter(run -> !Double.isNaN(run.summary().worstCaseViolation()))
                .filter(run -> run.arm().method() == shown.arm().method()
                        && run.arm().epsilon() == shown.arm()
                                .epsilon()
                        && Double.compare(run.arm().supportMarginFraction(), shown.arm()
                                .supportMarginFraction()) == 0)
                .sorted(Comparator.comparingDouble(run -> -run.arm().radius()))
                .toList();
        if (promised.isEmpty()) {
            return List.of();
        }
        List<ArmSummary> arms = promised.stream().map(ArmRun::summary).toList();
        String name = shown.arm().method().label();
        List<String> radii = promised.stream().map(run -> label(run.arm().radius())).toList();
        int marked = promised.indexOf(shown);
        return List.of(new Plot("Violation of %s: certified and achieved".formatted(name), "ρ",
                "% of member-days", radii).fromZero()
                .with(Series.of("certified at most", each(arms, arm -> 100 * arm.worstCaseViolation())))
                .with(percent("achieved", arms, ArmSummary::memberViolation, marked)),
                new Plot("Cost of %s: worst case and achieved".formatted(name), "ρ", "¢ a day", radii)
                        .with(Series.of("worst-case expectation", each(arms, ArmSummary::plannedPerDay)))
                        .with(new Series("achieved", each(arms, arm -> arm.costPerDay().mean()), each(arms,
                                arm -> arm.costPerDay().low()),
                                each(arms, arm -> arm.costPerDay().high()), marked)));
    }

    private static String label(double radius) {
        return Double.toString(radius).replace(".0E", "E").replaceAll("\\.0$", "");
    }

    /// One day, plan against actual.
    List<Plot> day() {
        DayScore.Trace trace = shownDay().trace();
        int intervals = trace.exchangeKw().length();
        List<String> labels = IntStream.range(0, intervals)
                .mapToObj(i -> String.format(Locale.ROOT, "%02d", i * 24 / intervals))
                .toList();
        return List.of(
                new Plot("Power", "hour of the day", "kW", labels).with(series("bought day-ahead", trace
                        .purchasedKw()))
                        .with(series("import in the end", trace.exchangeKw()))
                        .with(series("net demand", trace.demandKw()))
                        .with(series("flexible load", trace.flexibleKw())),
                new Plot("Day-ahead price", "hour of the day", "¢/kWh", labels).with(series("price", trace
                        .dayAheadCentsPerKwh())),
                new Plot("Energy in the batteries", "hour of the day", "kWh", labels).fromZero()
                        .with(series("energy", trace.energyKwh())),
                new Plot("Batteries and shortage", "hour of the day", "kW", labels).with(series(
                        "discharge, negative: charge", trace.batteryKw()))
                        .with(series("missing before the settlement", trace.shortageKw())));
    }

    /// Time to plan.
    List<Plot> times() {
        List<ArmRun> planned = chosen.stream().filter(run -> run.arm().method() != Method.BASELINE).toList();
        List<ArmSummary> arms = planned.stream().map(ArmRun::summary).toList();
        return List.of(new Plot("CPU time of a plan", "", "ms", names(planned)).bars()
                .with(Series.of("median", each(arms, ArmSummary::solveMedianMillis)))
                .with(Series.of("95 %", each(arms, ArmSummary::solveHighMillis))));
    }

    /// {@return the days with the largest regret as a table}
    String worstDays() {
        var html = new StringBuilder("<div class=\"scroll\"><table><thead><tr><th>day</th><th>regret ¢</th>"
                + "<th>cost ¢</th><th>members short</th><th>missing kWh</th><th>left over kWh</th><th>cut short</th>"
                + "<th>plan</th></tr></thead><tbody>");
        List<DayScore> foresight = result.foresight().scores();
        IntStream.range(0, foresight.size())
                .boxed()
                .sorted(Comparator
                        .comparingDouble((Integer i) -> foresight.get(i).cost().total() - shown.scores()
                                .get(i)
                                .cost()
                                .total()))
                .limit(WORST_DAYS)
                .forEach(i -> {
                    DayScore day = shown.scores().get(i);
                    html.append(String.format(Locale.ROOT,
                            "<tr><td>%s</td><td>%.0f</td><td>%.0f</td><td>%d</td><td>%.1f</td><td>%.1f</td><td>%d</td><td>%s</td></tr>",
                            day.date(), day.cost().total() - foresight.get(i).cost().total(),
                            day.cost().total(),
                            day.violatedMembers(), day.shortageKwh(), day.surplusKwh(), day.clipped(),
                            day.status()
                                    .name()
                                    .toLowerCase(Locale.ROOT)));
                });
        return html.append("</tbody></table></div>").toString();
    }

    private static List<String> names(List<ArmRun> runs) {
        List<String> names = new ArrayList<>();
        runs.forEach(run -> names.add(run.arm().method().label()));
        return names;
    }

    private static Series series(String name, Profile profile) {
        return Series.of(name, profile.toArray());
    }

    private static Series percent(String name, List<ArmSummary> arms, Function<ArmSummary, Proportion> rate,
            int marked) {
        return new Series(name, each(arms, arm -> 100 * rate.apply(arm).rate()),
                each(arms, arm -> 100 * rate.apply(
                        arm).low()),
                each(arms, arm -> 100 * rate.apply(arm).high()), marked);
    }

    private static double[] each(List<ArmSummary> arms, ToDoubleFunction<ArmSummary> value) {
        return arms.stream().mapToDouble(value).toArray();
    }
}
