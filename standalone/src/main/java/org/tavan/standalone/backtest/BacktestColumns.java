package org.tavan.standalone.backtest;

import static org.tavan.standalone.report.Columns.column;
import static org.tavan.standalone.report.Columns.finite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.experiment.Arm;
import org.tavan.experiment.DayScore;
import org.tavan.experiment.Proportion;
import org.tavan.standalone.backtest.BacktestResult.ArmRun;
import org.tavan.standalone.backtest.BacktestResult.FrontierPoint;
import org.tavan.standalone.report.Columns;
import org.tavan.standalone.report.Markup;

/// The tables of an experiment.
final class BacktestColumns {
    private BacktestColumns() {}

    /// One row of `days.csv`.
    record ArmDay(ArmRun run, DayScore score) {}

    /// Everything about a day that does not depend on the machine.
    static Columns<ArmDay> ofDays() {
        return new Columns<>(List.of(
                column("method", row -> row.run().arm().method().label()),
                column("radius", row -> radius(row.run().arm())),
                column("epsilon", row -> epsilon(row.run().arm())),
                column("supportMarginFraction", row -> finite(row.run().arm().supportMarginFraction())),
                column("date", row -> row.score().date()),
                column("status", row -> row.score().status()),
                column("costCents", row -> row.score().cost().total()),
                column("dayAheadCents", row -> row.score().cost().dayAhead()),
                column("recourseCents", row -> row.score().cost().recourse()),
                column("settlementCents", row -> row.score().cost().settlement()),
                column("peerFeesCents", row -> row.score().cost().peerFees()),
                column("wearCents", row -> row.score().cost().wear()),
                column("peakCents", row -> row.score().cost().peak()),
                column("discomfortCents", row -> row.score().cost().discomfort()),
                column("plannedCents", row -> finite(row.score().plannedCents())),
                column("certifiedViolation", row -> finite(row.score().worstCaseViolation())),
                column("intervals", row -> row.score().intervals()),
                column("violatedIntervals", row -> row.score().violatedIntervals()),
                column("members", row -> row.score().members()),
                column("violatedMembers", row -> row.score().violatedMembers()),
                column("shortageKwh", row -> row.score().shortageKwh()),
                column("surplusKwh", row -> row.score().surplusKwh()),
                column("peakImportKw", row -> row.score().peakToAverage().peakKw()),
                column("meanImportKw", row -> row.score().peakToAverage().meanKw()),
                column("clipped", row -> row.score().clipped())));
    }

    /// Everything about an arm that does not depend on the machine.
    static Columns<ArmRun> ofArms(BacktestResult result) {
        return new Columns<>(List.of(
                column("method", run -> run.arm().method().label()),
                column("radius", run -> radius(run.arm())),
                column("epsilon", run -> epsilon(run.arm())),
                column("supportMarginFraction", run -> finite(run.arm().supportMarginFraction())),
                column("selected", result::isSelected),
                column("days", run -> run.summary().days()),
                column("costPerDayCents", run -> run.summary().costPerDay().mean()),
                column("costLowCents", run -> run.summary().costPerDay().low()),
                column("costHighCents", run -> run.summary().costPerDay().high()),
                column("plannedPerDayCents", run -> finite(run.summary().plannedPerDay())),
                column("savedPerDayCents", run -> run.summary()
                        .savedPerDayAgainst(result.baseline()
                                .summary())),
                column("savedFraction", run -> finite(run.summary()
                        .savedAgainst(result.baseline()
                                .summary()))),
                column("regretPerDayCents", result::regretPerDay),
                column("regretLowCents", run -> result.regretBand(run).low()),
                column("regretHighCents", run -> result.regretBand(run).high()),
                column("intervalViolation", run -> run.summary().intervalViolation().rate()),
                column("intervalViolationLow", run -> run.summary().intervalViolation().low()),
                column("intervalViolationHigh", run -> run.summary().intervalViolation().high()),
                column("memberDayViolation", run -> run.summary().memberViolation().rate()),
                column("memberDayViolationLow", run -> run.summary().memberViolation().low()),
                column("memberDayViolationHigh", run -> run.summary().memberViolation().high()),
                column("communityDayViolation", run -> run.summary().communityViolation().rate()),
                column("communityDayViolationLow", run -> run.summary().communityViolation().low()),
                column("communityDayViolationHigh", run -> run.summary().communityViolation().high()),
                column("certifiedViolation", run -> finite(run.summary().worstCaseViolation())),
                column("shortageKwh", run -> run.summary().shortageKwh()),
                column("surplusKwh", run -> run.summary().surplusKwh()),
                column("peakImportKw", run -> run.summary().peakToAverage().peakKw()),
                column("meanImportKw", run -> run.summary().peakToAverage().meanKw()),
                column("peakToAverage", run -> run.summary().peakToAverage().ratio()),
                column("dailyPeakToAverage", run -> run.summary().dailyPeakToAverage()),
                column("flatterFraction", run -> finite(run.summary()
                        .flattenedAgainst(result.baseline().summary()))),
                column("dailyFlatterFraction", run -> finite(run.summary()
                        .dailyFlattenedAgainst(result.baseline().summary()))),
                column("peakLowerFraction", run -> finite(run.summary()
                        .peakLoweredAgainst(result.baseline().summary()))),
                column("clipped", run -> run.summary().clipped()),
                column("relaxedDays", run -> run.summary().relaxed()),
                column("failedDays", run -> run.summary().failed())));
    }

    /// What the training days said of every arm that is chosen from.
    static Columns<ArmRun> ofTraining(BacktestResult result) {
        return new Columns<>(List.of(
                column("method", run -> run.arm().method().label()),
                column("radius", run -> radius(run.arm())),
                column("epsilon", run -> epsilon(run.arm())),
                column("supportMarginFraction", run -> finite(run.arm().supportMarginFraction())),
                column("selected", result::isSelected),
                column("days", run -> run.summary().days()),
                column("costPerDayCents", run -> run.summary().costPerDay().mean()),
                column("memberDayViolation", run -> run.summary().memberViolation().rate()),
                column("memberDayViolationHigh", run -> run.summary().memberViolation().high())));
    }

    /// Cost and peak at limits of the day-ahead import.
    static Columns<FrontierPoint> ofFrontier(BacktestResult result) {
        return new Columns<>(List.of(
                column("period", FrontierPoint::period),
                column("importMaxKw", FrontierPoint::importMaxKw),
                column("method", point -> point.summary().arm().method().label()),
                column("radius", point -> radius(point.summary().arm())),
                column("epsilon", point -> epsilon(point.summary().arm())),
                column("supportMarginFraction", point -> finite(point.summary()
                        .arm()
                        .supportMarginFraction())),
                column("costPerDayCents", point -> point.summary().costPerDay().mean()),
                column("savedFraction", point -> finite(point.summary()
                        .savedAgainst(result.baseline(point.period())))),
                column("peakImportKw", point -> point.summary().peakToAverage().peakKw()),
                column("meanImportKw", point -> point.summary().peakToAverage().meanKw()),
                column("peakToAverage", point -> point.summary().peakToAverage().ratio()),
                column("flatterFraction", point -> finite(point.summary()
                        .flattenedAgainst(result.baseline(point.period())))),
                column("dailyFlatterFraction", point -> finite(point.summary()
                        .dailyFlattenedAgainst(result.baseline(point.period())))),
                column("peakLowerFraction", point -> finite(point.summary()
                        .peakLoweredAgainst(result.baseline(point.period())))),
                column("memberDayViolation", point -> point.summary().memberViolation().rate()),
                column("relaxedDays", point -> point.summary().relaxed() + point.summary().failed())));
    }

    /// How long plans took, which is another on every machine.
    static Columns<ArmRun> ofTimes() {
        return new Columns<>(List.of(
                column("method", run -> run.arm().method().label()),
                column("radius", run -> radius(run.arm())),
                column("epsilon", run -> epsilon(run.arm())),
                column("supportMarginFraction", run -> finite(run.arm().supportMarginFraction())),
                column("solveMedianMillis", run -> run.summary().solveMedianMillis()),
                column("solve95Millis", run -> run.summary().solveHighMillis())));
    }

    private static @Nullable Object radius(Arm arm) {
        return arm.method().hasRadius() ? (Double) arm.radius() : null;
    }

    private static @Nullable Object epsilon(Arm arm) {
        return arm.method().hasEpsilon() ? (Double) arm.epsilon() : null;
    }

    /// {@return a rate with its interval, in words}
    static String percent(Proportion proportion) {
        return Markup.format("%.2f %% (%.2f–%.2f)", 100 * proportion.rate(), 100
                * proportion.low(), 100 * proportion.high());
    }
}
