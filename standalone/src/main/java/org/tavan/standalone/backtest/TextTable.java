package org.tavan.standalone.backtest;

import java.util.Locale;
import org.tavan.experiment.ArmSummary;
import org.tavan.standalone.backtest.BacktestResult.ArmRun;

/// What came of an experiment, for a console of fixed width.
final class TextTable {
    private TextTable() {}

    static String of(BacktestResult result) {
        var text = new StringBuilder();
        text.append("%s: %d test days %s to %s, %d training days, %d left out%n%s%n".formatted(result.name(),
                result.testDays().size(), result.testDays().getFirst(), result.testDays().getLast(), result
                        .trainingDays()
                        .size(),
                result.leftOutDays().size(), result.assets()));
        text.append(
                "%n%-40s %10s %7s %9s %8s %8s %7s %6s %7s %7s %7s %7s %5s %8s%n".formatted("method", "¢/day",
                        "saved",
                        "regret", "interval", "member", "comm.", "PAR", "flatter", "daily", "peak kW",
                        "clipped", "bad",
                        "ms p50"));
        for (ArmRun run : result.test()) {
            text.append(line(result, run));
        }
        text.append("* chosen on the training days%n".formatted());
        return text.toString();
    }

    private static String line(BacktestResult result, ArmRun run) {
        ArmSummary arm = run.summary();
        ArmSummary baseline = result.baseline().summary();
        return String.format(Locale.ROOT,
                "%-40s %10.0f %7s %9.0f %7.2f%% %7.2f%% %6.1f%% %6.2f %7s %7s %7.0f %7d %5d %8.1f%n",
                arm.arm()
                        .name() + (result.isSelected(run) ? " *" : ""),
                arm.costPerDay().mean(), share(arm.savedAgainst(baseline)), result.regretPerDay(run), 100
                        * arm.intervalViolation().rate(),
                100 * arm.memberViolation().rate(), 100 * arm.communityViolation().rate(), arm
                        .peakToAverage()
                        .ratio(),
                share(arm.flattenedAgainst(baseline)), share(arm.dailyFlattenedAgainst(baseline)),
                arm.peakToAverage().peakKw(), arm.clipped(),
                arm.relaxed() + arm.failed(), arm
                        .solveMedianMillis());
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
