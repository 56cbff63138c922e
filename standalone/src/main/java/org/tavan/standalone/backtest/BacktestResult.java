package org.tavan.standalone.backtest;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import org.tavan.experiment.Arm;
import org.tavan.experiment.ArmSummary;
import org.tavan.experiment.DayScore;
import org.tavan.experiment.Method;

/// What came of an experiment.
///
/// @param name of the experiment
/// @param currency ISO 4217 code; costs are in hundredths of it
/// @param assets what the members own, in words
/// @param trainingDays days on which radii were tried
/// @param testDays days on which arms were measured
/// @param leftOutDays days of both periods that could not be taken
/// @param training the baseline, and the arms that are chosen from, over the training days
/// @param test arms over the test days
/// @param chosen on the training days, one a method with a support and `ε`
/// @param frontier cost and peak at other limits of the day-ahead import
/// @param seed of the bands
public record BacktestResult(String name, String currency, String assets, List<LocalDate> trainingDays,
        List<LocalDate> testDays, List<LeftOutDay> leftOutDays, List<ArmRun> training, List<ArmRun> test,
        List<Arm> chosen, List<FrontierPoint> frontier, long seed) {
    static final String RANDOM = "L64X128MixRandom";

    /// An arm with its days.
    public record ArmRun(ArmSummary summary, List<DayScore> scores) {
        /// {@return the arm}
        public Arm arm() {
            return summary.arm();
        }
    }

    /// A day that could not be taken.
    ///
    /// @param reason what it lacks, in words
    public record LeftOutDay(LocalDate date, String reason) {}

    /// An arm within a limit of the day-ahead import.
    ///
    /// @param period `training` or `test`
    /// @param importMaxKw limit (kW)
    public record FrontierPoint(String period, double importMaxKw, ArmSummary summary) {}

    /// Copies the lists.
    public BacktestResult {
        trainingDays = List.copyOf(trainingDays);
        testDays = List.copyOf(testDays);
        training = List.copyOf(training);
        test = List.copyOf(test);
        leftOutDays = List.copyOf(leftOutDays);
        chosen = List.copyOf(chosen);
        frontier = List.copyOf(frontier);
    }

    /// {@return the baseline}
    public ArmRun baseline() {
        return single(Method.BASELINE);
    }

    /// {@return perfect foresight}
    public ArmRun foresight() {
        return single(Method.PERFECT_FORESIGHT);
    }

    private ArmRun single(Method method) {
        return test.stream().filter(run -> run.arm().method() == method).findFirst().orElseThrow();
    }

    /// {@return the test of an arm}
    public Optional<ArmRun> tested(Arm arm) {
        return test.stream().filter(run -> run.arm().equals(arm)).findFirst();
    }

    /// {@return what an arm costs above perfect foresight, per day (¢)}
    public double regretPerDay(ArmRun run) {
        return run.summary().costPerDay().mean() - foresight().summary().costPerDay().mean();
    }

    /// {@return the same with its 95 % band: days are compared in pairs, so that what they differ in anyway is left out}
    public ArmSummary.Band regretBand(ArmRun run) {
        double[] differences = new double[run.scores().size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = run.scores().get(i).cost().total() - foresight().scores()
                    .get(i)
                    .cost()
                    .total();
        }
        return ArmSummary.Band.of(differences, RandomGeneratorFactory.of(RANDOM).create(seed));
    }

    /// {@return the arms that the selector picks, one a method with a support and `ε`}
    public List<ArmRun> selected() {
        return chosen.stream().map(this::tested).flatMap(Optional::stream).toList();
    }

    /// {@return whether the selector picks it}
    public boolean isSelected(ArmRun run) {
        return chosen.contains(run.arm());
    }

    /// {@return the arm of the same numbers over the training days}
    public Optional<ArmRun> trained(Arm arm) {
        return training.stream().filter(run -> run.arm().equals(arm)).findFirst();
    }

    /// {@return the baseline of a period}
    ///
    /// @param period as in a [FrontierPoint]
    ArmSummary baseline(String period) {
        List<ArmRun> runs = period.equals("test") ? test : training;
        return runs.stream()
                .map(ArmRun::summary)
                .filter(run -> run.arm().method() == Method.BASELINE)
                .findFirst()
                .orElseThrow();
    }
}
