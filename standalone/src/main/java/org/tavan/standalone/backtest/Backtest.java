package org.tavan.standalone.backtest;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGeneratorFactory;
import org.tavan.config.ConfigurationException;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.dro.PlannerSettings;
import org.tavan.experiment.Arm;
import org.tavan.experiment.ArmSummary;
import org.tavan.experiment.DayPlanner;
import org.tavan.experiment.DayScore;
import org.tavan.experiment.Experiment;
import org.tavan.experiment.ExperimentCommunity;
import org.tavan.experiment.ExperimentDay;
import org.tavan.experiment.Method;
import org.tavan.standalone.backtest.BacktestResult.ArmRun;

/// Runs all arms of an experiment, each a chain of days, on as many threads as there are. What comes out does not depend on them:
/// arms share nothing that changes.
public final class Backtest {
    private final BacktestConfig config;
    private final History history;
    private final ExperimentCommunity community;
    private final List<ExperimentDay> trainingDays;
    private final List<ExperimentDay> testDays;
    private final List<Arm> trained = new ArrayList<>();
    private final List<Arm> tested = new ArrayList<>();

    /// Prepares an experiment.
    ///
    /// @param history of at least [#days]
    /// @throws ConfigurationException if a period has no usable day
    public Backtest(BacktestConfig config, History history) {
        this.config = config;
        this.history = history;
        community = history.community();
        trainingDays = usable(config.training().days(), "training");
        testDays = usable(config.test().days(), "test");
        for (Method method : Method.values()) {
            boolean wanted = method == Method.BASELINE || method == Method.PERFECT_FORESIGHT
                    || config.methods().contains(method.label());
            if (wanted) {
                add(method);
            }
        }
    }

    /// {@return all days that an experiment asks for}
    public static Set<LocalDate> days(BacktestConfig config) {
        Set<LocalDate> days = new HashSet<>(config.training().days());
        days.addAll(config.test().days());
        return days;
    }

    private List<ExperimentDay> usable(List<LocalDate> dates, String period) {
        List<ExperimentDay> days = dates.stream().map(history::day).flatMap(Optional::stream).toList();
        if (days.isEmpty()) {
            throw new ConfigurationException(
                    "the %s has no day on which every member was measured, forecast and priced, of %d asked for"
                            .formatted(period, dates.size()));
        }
        return days;
    }

    private void add(Method method) {
        List<Double> epsilons = method.hasEpsilon()
                ? config.epsilons()
                : List.of(config.epsilons().getFirst());
        for (double epsilon : epsilons) {
            for (double radius : method.hasRadius() ? config.radii() : List.of(0.0)) {
                Arm arm = new Arm(method, radius, epsilon);
                tested.add(arm);
                if (method.hasRadius()) {
                    trained.add(arm);
                }
            }
        }
    }

    /// {@return how many days all arms together have}
    public int steps() {
        return trained.size() * trainingDays.size() + tested.size() * testDays.size();
    }

    /// Runs it.
    ///
    /// @param threads at least 1
    /// @param listener told after every day, by any thread
    public BacktestResult run(int threads, Experiment.Listener listener) throws InterruptedException {
        List<ArmRun> training = new ArrayList<>();
        List<ArmRun> test = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<ArmRun>> trainingRuns = trained.stream()
                    .map(arm -> workers.submit(() -> run(arm, trainingDays, listener)))
                    .toList();
            List<Future<ArmRun>> testRuns = tested.stream()
                    .map(arm -> workers.submit(() -> run(arm, testDays, listener)))
                    .toList();
            try {
                for (Future<ArmRun> run : trainingRuns) {
                    training.add(run.get());
                }
                for (Future<ArmRun> run : testRuns) {
                    test.add(run.get());
                }
            } catch (ExecutionException e) {
                workers.shutdownNow();
                throw new IllegalStateException("An arm failed: " + e.getCause(), e);
            }
        }
        int asked = config.training().days().size() + config.test().days().size();
        return new BacktestResult(config.name(), history.configured().getCurrency(), history.assets(),
                dates(trainingDays), dates(testDays), asked - trainingDays.size() - testDays.size(),
                training,
                test, config.seed());
    }

    private ArmRun run(Arm arm, List<ExperimentDay> days, Experiment.Listener listener) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        var planner = new DayPlanner(community, new ConicCommunityPlanner(new InteriorPointSolver()),
                PlannerSettings.defaults(), threads::getCurrentThreadCpuTime);
        List<DayScore> scores = Experiment.run(community, days, arm, planner, listener);
        return new ArmRun(
                ArmSummary.of(arm, scores,
                        RandomGeneratorFactory.of(BacktestResult.RANDOM).create(config.seed())),
                scores);
    }

    private static List<LocalDate> dates(List<ExperimentDay> days) {
        return days.stream().map(ExperimentDay::date).toList();
    }
}
