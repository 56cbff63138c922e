package org.tavan.standalone.backtest;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGeneratorFactory;
import org.tavan.config.ConfigurationException;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.RecourseRule;
import org.tavan.experiment.Arm;
import org.tavan.experiment.ArmSelection;
import org.tavan.experiment.ArmSummary;
import org.tavan.experiment.DayPlanner;
import org.tavan.experiment.DayScore;
import org.tavan.experiment.Experiment;
import org.tavan.experiment.ExperimentCommunity;
import org.tavan.experiment.ExperimentDay;
import org.tavan.experiment.Method;
import org.tavan.standalone.backtest.BacktestResult.ArmRun;
import org.tavan.standalone.backtest.BacktestResult.FrontierPoint;
import org.tavan.standalone.backtest.BacktestResult.LeftOutDay;

/// Runs all arms of an experiment, each a chain of days, on as many threads as there are: first those among which the training
/// chooses, then the chosen ones and their neighbours on the test days. What comes out does not depend on the threads: arms share nothing
/// that changes.
public final class Backtest {
    private final BacktestConfig config;
    private final History history;
    private final List<LeftOutDay> leftOut = new ArrayList<>();
    private final Period training;
    private final Period test;
    private final List<List<Arm>> families = new ArrayList<>();
    private final List<Arm> single = new ArrayList<>();

    /// Days with the community as it lives them.
    private record Period(String name, ExperimentCommunity community, List<ExperimentDay> days) {}

    /// An arm on a period, within a limit of the day-ahead import (kW).
    private record Task(Arm arm, Period period, double importMaxKw) {
        Task(Arm arm, Period period) {
            this(arm, period, period.community().connection().importMaxKw());
        }
    }

    /// Prepares an experiment.
    ///
    /// @param history of at least [#days]
    /// @throws ConfigurationException if a period has no usable day
    public Backtest(BacktestConfig config, History history) {
        this.config = config;
        this.history = history;
        training = usable("training", config.training());
        test = usable("test", config.test());
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

    private Period usable(String name, BacktestConfig.PeriodPart part) {
        List<ExperimentDay> days = new ArrayList<>();
        boolean inCommon = config.demandChargeTail() > 0;
        for (LocalDate date : part.days()) {
            Optional<ExperimentDay> day = inCommon ? history.dayInCommon(date) : history.day(date);
            List<String> missing = inCommon ? history.missingInCommon(date) : history.missing(date);
            day.ifPresentOrElse(days::add, () -> leftOut.add(new LeftOutDay(date, String.join("; ",
                    missing))));
        }
        if (days.isEmpty()) {
            throw new ConfigurationException(
                    "the %s has no day on which every member was measured, forecast and priced, of %d asked for; %s: %s"
                            .formatted(name, part.days().size(), leftOut.getLast().date(), leftOut
                                    .getLast()
                                    .reason()));
        }
        ExperimentCommunity community = history.community()
                .livedEvery(part.every())
                .withDemandChargeTail(config.demandChargeTail())
                .withPeakGuard(config.peakGuard());
        return new Period(name, community.withRule(rule(community.rule())), days);
    }

    private RecourseRule rule(RecourseRule own) {
        Integer memory = config.recourseMemory();
        return new RecourseRule(memory == null ? own.memory() : memory, own.storage() || config
                .storageRecourse());
    }

    private void add(Method method) {
        if (method == Method.STORAGE_RECOURSE) {
            return;
        }
        List<Double> epsilons = method.hasEpsilon()
                ? config.epsilons()
                : List.of(config.epsilons().getFirst());
        List<Double> radii = method.hasRadius() ? config.radii() : List.of(0.0);
        List<Double> margins = method.hasSupport() && !config.supportMarginFractions().isEmpty()
                ? config.supportMarginFractions()
                : List.of(Double.NaN);
        for (double epsilon : epsilons) {
            List<Arm> family = radii.stream()
                    .flatMap(radius -> margins.stream()
                            .map(margin -> new Arm(method, radius, epsilon,
                                    margin)))
                    .toList();
            if (method.hasSupport()) {
                families.add(family);
            } else {
                single.addAll(family);
            }
        }
    }

    /// {@return how many days all arms together have}
    public int steps() {
        int trained = 1;
        int tested = single.size();
        for (List<Arm> family : families) {
            trained += family.size();
            tested += neighbours(family, family.getFirst()).size();
        }
        tested += families.isEmpty() ? 0 : followers();
        int frontier = config.frontierKw().size() * frontierMethods();
        return (trained + frontier) * training.days().size() + (tested + frontier) * test.days().size();
    }

    /// Batteries that follow take radius and margin from another method: a plan of theirs takes too long to be tried over and over.
    private int followers() {
        return config.methods().contains(Method.STORAGE_RECOURSE.label()) ? 1 : 0;
    }

    /// Perfect foresight, the forecast taken for certain, and the chosen arm that the report shows.
    private int frontierMethods() {
        return families.isEmpty() ? 2 : 3;
    }

    /// Those that differ from an arm in its radius or in its margin alone.
    private static List<Arm> neighbours(List<Arm> family, Arm chosen) {
        return family.stream()
                .filter(arm -> arm.radius() == chosen.radius() || Double.compare(arm.supportMarginFraction(),
                        chosen.supportMarginFraction()) == 0)
                .toList();
    }

    /// Runs it.
    ///
    /// @param threads at least 1
    /// @param listener told after every day, by any thread
    /// @throws InterruptedException if the thread is interrupted; arms under way end with their day
    public BacktestResult run(int threads, Experiment.Listener listener) throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            try {
                return run(workers, listener);
            } finally {
                workers.shutdownNow();
            }
        }
    }

    private BacktestResult run(ExecutorService workers, Experiment.Listener listener)
            throws InterruptedException {
        List<Task> tasks = new ArrayList<>(List.of(new Task(single.getFirst(), training)));
        families.forEach(family -> family.forEach(arm -> tasks.add(new Task(arm, training))));
        List<ArmRun> trained = all(workers, tasks, listener);
        List<Arm> tested = new ArrayList<>(single);
        List<Arm> chosen = new ArrayList<>();
        for (List<Arm> family : families) {
            chosen.add(ArmSelection.of(trained.stream()
                    .map(ArmRun::summary)
                    .filter(run -> family
                            .contains(run.arm()))
                    .toList()).arm());
            tested.addAll(neighbours(family, chosen.getLast()));
        }
        List<FrontierPoint> frontier = frontier(workers, chosen, listener);
        for (int i = 0; i < followers(); i++) {
            shown(chosen).ifPresent(arm -> chosen.add(new Arm(Method.STORAGE_RECOURSE, arm.radius(), arm
                    .epsilon(), arm.supportMarginFraction())));
            tested.add(chosen.getLast());
        }
        tested.sort(Comparator.comparing(Arm::method));
        List<ArmRun> run = all(workers, tested.stream().map(arm -> new Task(arm, test)).toList(), listener);
        return new BacktestResult(config.name(), history.configured().getCurrency(), history.assets(),
                dates(training.days()), dates(test.days()), leftOut, trained, run, chosen, frontier,
                config.seed());
    }

    /// The one of the last method with a radius at the first `ε`.
    private Optional<Arm> shown(List<Arm> chosen) {
        return chosen.stream()
                .filter(arm -> arm.method().hasRadius() && arm.epsilon() == config.epsilons().getFirst())
                .max(Comparator.comparing(Arm::method));
    }

    private List<FrontierPoint> frontier(ExecutorService workers, List<Arm> chosen,
            Experiment.Listener listener) throws InterruptedException {
        double epsilon = config.epsilons().getFirst();
        List<Arm> arms = new ArrayList<>(List.of(new Arm(Method.DETERMINISTIC, 0, epsilon), new Arm(
                Method.PERFECT_FORESIGHT, 0, epsilon)));
        shown(chosen).ifPresent(arms::add);
        List<Task> tasks = new ArrayList<>();
        for (Period period : List.of(training, test)) {
            for (double limitKw : config.frontierKw()) {
                arms.forEach(arm -> tasks.add(new Task(arm, period, limitKw)));
            }
        }
        List<ArmRun> runs = all(workers, tasks, listener);
        List<FrontierPoint> points = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            points.add(new FrontierPoint(tasks.get(i).period().name(), tasks.get(i).importMaxKw(), runs.get(i)
                    .summary()));
        }
        return points;
    }

    private List<ArmRun> all(ExecutorService workers, List<Task> tasks, Experiment.Listener listener)
            throws InterruptedException {
        List<Callable<ArmRun>> calls = tasks.stream()
                .<Callable<ArmRun>>map(task -> () -> run(task, listener))
                .toList();
        List<Future<ArmRun>> futures = calls.stream().map(workers::submit).toList();
        List<ArmRun> runs = new ArrayList<>();
        try {
            for (Future<ArmRun> future : futures) {
                runs.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("An arm failed: " + e.getCause(), e);
        }
        return runs;
    }

    private ArmRun run(Task task, Experiment.Listener listener) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        ExperimentCommunity community = task.period().community().withImportLimit(task.importMaxKw());
        var planner = new DayPlanner(community, new ConicCommunityPlanner(new InteriorPointSolver()),
                PlannerSettings.defaults(), threads::getCurrentThreadCpuTime);
        List<DayScore> scores = Experiment.run(community, task.period().days(), task.arm(), planner, () -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted");
            }
            listener.dayDone();
        });
        return new ArmRun(ArmSummary.of(task.arm(), scores, RandomGeneratorFactory.of(BacktestResult.RANDOM)
                .create(config.seed())), scores);
    }

    private static List<LocalDate> dates(List<ExperimentDay> days) {
        return days.stream().map(ExperimentDay::date).toList();
    }
}
