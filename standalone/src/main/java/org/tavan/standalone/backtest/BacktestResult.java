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
/// @param leftOutDays days of both periods that were not wholly measured, forecast and priced
/// @param training arms over the training days
/// @param test arms over the test days
/// @param seed of the bands
public record BacktestResult(String name, String currency, String assets, List<LocalDate> trainingDays,
        List<LocalDate> testDays, int leftOutDays, List<ArmRun> training, List<ArmRun> test,
        long seed) {
    static final String RANDOM = "L64X128MixRandom";

    /// An arm with its days.
    public record ArmRun(ArmSummary summary, List<DayScore> scores) {
        /// {@return the arm}
        public Arm arm() {
            return summary.arm();
        }
    }

    /// Copies the lists.
    public BacktestResult {
        trainingDays = List.copyOf(trainingDays);
        testDays = List.copyOf(testDays);
        training = List.copyOf(training);
        test = List.copyOf(test);
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

    /// {@return the arms that the selector picks, one a method and `ε`}
    public List<ArmRun> selected() {
        return training.stream()
                .map(run -> new Arm(run.arm().method(), 0, run.arm().epsilon()))
                .distinct()
                .map(this::selected)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<ArmRun> selected(Arm family) {
        List<ArmSummary> tried = training.stream()
                .map(ArmRun::summary)
                .filter(summary -> summary.arm().method() == family.method()
                        && summary.arm().epsilon() == family.epsilon())
                .toList();
        return tested(org.tavan.experiment.RadiusSelection.of(tried).arm());
    }

    /// {@return whether the selector picks it}
    public boolean isSelected(ArmRun run) {
        return selected().contains(run);
    }
}
