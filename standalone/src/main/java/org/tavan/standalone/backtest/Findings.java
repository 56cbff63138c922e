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
    /// Share of cost and of peak-to-average ratio that is aimed at.
    static final double AIM = 0.3;

    private Findings() {}

    /// What concerns one arm.
    ///
    /// @param arm its name
    record About(String arm, List<String> sentences) {}

    static List<About> of(BacktestResult result) {
        ArmSummary baseline = result.baseline().summary();
        List<About> all = new ArrayList<>();
        List<ArmRun> runs = result.selected()
                .stream()
                .filter(run -> run.arm().method().hasRadius())
                .toList();
        for (ArmRun run : runs) {
            List<String> findings = new ArrayList<>();
            ArmSummary arm = run.summary();
            findings.add(promise(result, run));
            findings.add(cost(arm, baseline) + charge(arm, baseline));
            findings.add(peak(arm, baseline));
            findings.add(say(
                    "It costs %s ¢ a day more than perfect foresight (95 %%); on %d days its plan had to miss a"
                            + " requirement, on %d there was none, and %d dispatches were cut short by a real-time limit.",
                    band(result.regretBand(run)), arm.relaxed(), arm.failed(), arm.clipped()));
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

    private static String promise(BacktestResult result, ArmRun run) {
        ArmSummary arm = run.summary();
        String margin = Double.isNaN(arm.arm().supportMarginFraction())
                ? ""
                : " and a support wider than its samples by %s of their range".formatted(arm
                        .arm()
                        .supportMarginFraction());
        String trained = result.trained(arm.arm())
                .map(training -> BacktestColumns.percent(training.summary().memberViolation())
                        + (training.summary()
                                .memberViolation()
                                .high() <= arm.arm().epsilon()
                                        ? ""
                                        : ", too many for any to be sure of the promise,"))
                .orElse("–");
        return say(
                "Chosen on the training days: ρ = %s%s, with %s of the member-days short there. On the test"
                        + " days %s had demand above supply, where %.1f %% was promised: the promise was %s.",
                arm
                        .arm()
                        .radius(),
                margin, trained, BacktestColumns.percent(arm.memberViolation()), 100 * arm
                        .arm()
                        .epsilon(),
                kept(arm));
    }

    private static String cost(ArmSummary arm, ArmSummary baseline) {
        double saved = arm.savedAgainst(baseline);
        double perDay = arm.savedPerDayAgainst(baseline);
        return Double.isNaN(saved)
                ? say("It costs %.0f ¢ a day less than the baseline, which itself costs %.0f ¢ a day: shares of"
                        + " that say nothing.", perDay, baseline.costPerDay().mean())
                : say("It costs %.1f %% less than the baseline (%s 30 %%), %.0f ¢ a day.", 100 * saved,
                        reached(saved), perDay);
    }

    /// Which part of it is the demand charge; empty without one.
    private static String charge(ArmSummary arm, ArmSummary baseline) {
        double own = arm.cost().peak() / arm.days();
        double other = baseline.cost().peak() / baseline.days();
        if (other == 0) {
            return "";
        }
        double restPerDay = baseline.costPerDay().mean() - other;
        double saved = restPerDay - (arm.costPerDay().mean() - own);
        return say(
                " That includes a demand charge of %.0f ¢ a day against %.0f ¢ of the baseline; of the rest it"
                        + " saves %.0f ¢ a day%s.",
                own, other, saved, restPerDay > 0
                        ? say(", %.1f %%", 100 * saved / restPerDay)
                        : "");
    }

    private static String peak(ArmSummary arm, ArmSummary baseline) {
        double flatter = arm.flattenedAgainst(baseline);
        if (Double.isNaN(flatter)) {
            return say(
                    "The baseline imports nothing, so that its peak-to-average ratio does not exist; the peak is %.0f kW.",
                    arm.peakToAverage().peakKw());
        }
        return say(
                "Its peak-to-average ratio over all days is %.1f %% lower (%s 30 %%): %.2f against %.2f; the mean"
                        + " of the ratios of single days is %.1f %% lower: %.2f against %.2f. The peak itself is %.0f kW against"
                        + " %.0f kW, the mean import %.0f kW against %.0f kW.",
                100 * flatter, reached(flatter), arm
                        .peakToAverage()
                        .ratio(),
                baseline.peakToAverage().ratio(), 100 * arm.dailyFlattenedAgainst(baseline), arm
                        .dailyPeakToAverage(),
                baseline.dailyPeakToAverage(), arm.peakToAverage().peakKw(),
                baseline.peakToAverage().peakKw(), arm.peakToAverage().meanKw(), baseline.peakToAverage()
                        .meanKw());
    }

    private static String band(ArmSummary.Band band) {
        return say("%.0f (%.0f–%.0f)", band.mean(), band.low(), band.high());
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
                        && (!method.hasSupport() || result.isSelected(other))
                        && (!method.hasEpsilon() || other.arm().epsilon() == run.arm().epsilon()))
                .findFirst()
                .map(other -> compare(run.summary(), other.summary()));
    }

    private static String compare(ArmSummary arm, ArmSummary other) {
        double dearerCents = -arm.savedPerDayAgainst(other);
        double dearer = dearerCents / Math.abs(other.costPerDay().mean());
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
                "Against %s it costs %+.0f ¢ a day (%s) and breaks %.2f %% of the member-days instead of %.2f %%: %s.",
                other.arm().method().label(), dearerCents, share(dearer, other),
                100 * arm.memberViolation().rate(), 100 * other
                        .memberViolation()
                        .rate(),
                verdict);
    }

    /// Of a cost below nothing a share says nothing.
    private static String share(double dearer, ArmSummary other) {
        return other.costPerDay().mean() > 0
                ? say("%+.2f %%", 100 * dearer)
                : "it earns %.0f ¢ a day".formatted(-other.costPerDay().mean());
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of ours
    private static String say(String sentence, Object... values) {
        return String.format(Locale.ROOT, sentence, values);
    }
}
