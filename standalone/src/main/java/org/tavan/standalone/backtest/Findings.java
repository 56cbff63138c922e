package org.tavan.standalone.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tavan.experiment.ArmSummary;
import org.tavan.experiment.Method;
import org.tavan.standalone.backtest.BacktestResult.ArmRun;

/// What the numbers of an experiment say, in words, whichever way they go.
final class Findings {
    private static final double AIM = 0.3;

    private Findings() {}

    /// What concerns one arm.
    ///
    /// @param arm its name
    record About(String arm, List<String> sentences) {}

    static List<About> of(BacktestResult result) {
        ArmSummary baseline = result.baseline().summary();
        List<About> all = new ArrayList<>();
        for (ArmRun run : result.selected()) {
            List<String> findings = new ArrayList<>();
            ArmSummary arm = run.summary();
            findings.add(say("The radius chosen on the training days is ρ = %s. On the test days %s of the"
                    + " member-days had demand above supply, where %.1f %% was promised: the promise was %s.",
                    arm.arm().radius(), Columns.percent(arm.memberViolation()), 100 * arm.arm().epsilon(),
                    kept(
                            arm)));
            double saved = arm.savedAgainst(baseline);
            double flatter = arm.flattenedAgainst(baseline);
            findings.add(say("It costs %.1f %% less than the baseline (%s 30 %%), and its peak-to-average"
                    + " ratio is %.1f %% lower (%s 30 %%): %.2f against %.2f over all days. The peak itself is %.0f kW against %.0f kW.",
                    100 * saved, reached(saved), 100 * flatter, reached(flatter), arm.peakToAverage().ratio(),
                    baseline.peakToAverage().ratio(), arm.peakToAverage().peakKw(), baseline.peakToAverage()
                            .peakKw()));
            findings.add(say(
                    "It costs %.0f ¢ a day more than perfect foresight; on %d days its plan had to miss a"
                            + " requirement, on %d there was none, and %d dispatches were cut short by a real-time limit.",
                    result.regretPerDay(run), arm.relaxed(), arm.failed(), arm.clipped()));
            findings.add(say(
                    "Its plans promised at most %.0f ¢ a day in the worst case, it came to %.0f ¢; they"
                            + " certified a violation of at most %.2f %% of the member-days, it came to %.2f %%.",
                    arm
                            .plannedPerDay(),
                    arm.costPerDay().mean(), 100 * arm.worstCaseViolation(), 100 * arm.memberViolation()
                            .rate()));
            simpler(result, run, Method.SAMPLE_AVERAGE).ifPresent(findings::add);
            simpler(result, run, Method.DETERMINISTIC).ifPresent(findings::add);
            simpler(result, run, Method.ROBUST_BOX).ifPresent(findings::add);
            simpler(result, run, Method.BONFERRONI).ifPresent(findings::add);
            all.add(new About(arm.arm().name(), List.copyOf(findings)));
        }
        return all;
    }

    private static String kept(ArmSummary arm) {
        if (arm.memberViolation().rate() <= arm.arm().epsilon()) {
            return "kept";
        }
        return arm.memberViolation().low() <= arm.arm().epsilon()
                ? "missed, though chance alone may have done it"
                : "broken";
    }

    private static String reached(double share) {
        return share >= AIM ? "at least" : "not";
    }

    /// Whether a simpler method does as well.
    private static Optional<String> simpler(BacktestResult result, ArmRun run, Method method) {
        return result.test()
                .stream()
                .filter(other -> other.arm().method() == method && other.arm().method() != run.arm().method()
                        && (!method.hasRadius() || result.isSelected(other))
                        && (!method.hasEpsilon() || other.arm().epsilon() == run.arm().epsilon()))
                .findFirst()
                .map(other -> compare(run.summary(), other.summary()));
    }

    private static String compare(ArmSummary arm, ArmSummary other) {
        double dearer = arm.cost().total() / other.cost().total() - 1;
        double safer = other.memberViolation().rate() - arm.memberViolation().rate();
        boolean asCheap = dearer >= -0.001;
        boolean asSafe = safer <= 0.005;
        String verdict;
        if (asCheap && asSafe) {
            verdict = "robustness did not pay here";
        } else if (asCheap) {
            verdict = "the safety has this price";
        } else {
            verdict = asSafe ? "it is cheaper and no less exposed to it" : "it is cheaper and safer";
        }
        return say(
                "Against %s it costs %+.2f %% and breaks %.2f %% of the member-days instead of %.2f %%: %s.",
                other.arm().method().label(), 100 * dearer, 100 * arm.memberViolation().rate(), 100 * other
                        .memberViolation()
                        .rate(),
                verdict);
    }

    private static String say(String sentence, Object... values) {
        return String.format(Locale.ROOT, sentence, values);
    }
}
