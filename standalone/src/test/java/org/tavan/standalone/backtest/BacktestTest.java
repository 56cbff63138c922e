package org.tavan.standalone.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.config.ConfigurationException;
import org.tavan.config.StrictYaml;
import org.tavan.experiment.ArmSummary;
import org.tavan.experiment.Method;
import org.tavan.simulator.replay.ReplayConfig;
import org.tavan.simulator.replay.ReplaySource;

class BacktestTest {
    @TempDir
    private Path folder = Path.of("");

    private Backtest backtest;

    @BeforeEach
    void read() throws IOException {
        backtest = new Backtest(SmallHistory.config(), new SmallHistory(folder).write(SmallHistory.never())
                .history());
    }

    @Test
    void theFilesAreTheSameOnOneThreadAndOnFour() throws Exception {
        BacktestOutput.write(backtest.run(1, () -> {}), folder.resolve("one"));
        BacktestOutput.write(backtest.run(4, () -> {}), folder.resolve("four"));

        for (String file : List.of("days.csv", "summary.csv", "training.csv", "selection.csv",
                "frontier.csv")) {
            assertEquals(-1,
                    Files.mismatch(folder.resolve("one").resolve(file), folder.resolve("four")
                            .resolve(
                                    file)),
                    file);
        }
    }

    @Test
    void everyArmHasEveryDay() throws Exception {
        var steps = new AtomicInteger();

        BacktestResult result = backtest.run(2, steps::incrementAndGet);

        // Baseline, robust and 2 radii on 3 training days; these, deterministic and foresight on 5 test days.
        assertEquals(4 * 3 + 6 * 5, backtest.steps());
        assertEquals(backtest.steps(), steps.get());
        assertEquals(6, result.test().size());
        assertTrue(result.test().stream().allMatch(run -> run.scores().size() == 5));
        assertEquals(2, result.selected().size());
        assertEquals(List.of(), result.leftOutDays());
    }

    @Test
    void theMarginIsChosenInTrainingAndTheTestHasItsNeighbours() throws Exception {
        var config = SmallHistory.config("supportMarginFractions: [0.05, 0.2, 0.4]",
                "frontierKw: [12.5, 30]");
        var several = new Backtest(config, new SmallHistory(folder).history(config));
        var steps = new AtomicInteger();

        BacktestResult result = several.run(2, steps::incrementAndGet);

        assertEquals(several.steps(), steps.get());
        // Robust has 3 margins; bonferroni 3 margins at the chosen radius and 2 radii at the chosen margin, one of them twice.
        assertEquals(3 + 3 + 4, result.test().size());
        assertEquals(1 + 3 + 6, result.training().size());
        assertTrue(result.chosen().stream().allMatch(arm -> result.trained(arm).isPresent()));
        assertTrue(result.chosen().stream().noneMatch(arm -> Double.isNaN(arm.supportMarginFraction())));
        assertEquals(2 * 2 * 3, result.frontier().size());
        for (var point : result.frontier()) {
            if (point.summary().arm().method() == Method.PERFECT_FORESIGHT) {
                assertTrue(point.summary().peakToAverage().peakKw() <= point.importMaxKw() + 1e-6, point
                        .toString());
            }
        }
    }

    @Test
    void aMonthsChargeIsSharedOutOverItsDays() throws Exception {
        var config = SmallHistory.config("demandChargeCentsPerKw: 1000");
        var charged = new Backtest(config, new SmallHistory(folder).history(config));

        for (var run : charged.run(2, () -> {}).test()) {
            double paid = run.scores().stream().mapToDouble(score -> score.cost().peak()).sum();
            double peaksKw = run.scores()
                    .stream()
                    .collect(Collectors.groupingBy(score -> YearMonth.from(score.date()), Collectors
                            .reducing(0.0, score -> score.peakToAverage().peakKw(), Math::max)))
                    .values()
                    .stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();

            // Every fifth day is lived.
            assertEquals(1000.0 / 5 * peaksKw, paid, 1e-6, run.arm().name());
        }
    }

    private static ArmSummary tested(BacktestResult result, Method method) {
        return result.test()
                .stream()
                .map(run -> run.summary())
                .filter(summary -> summary.arm().method() == method)
                .findFirst()
                .orElseThrow();
    }

    private BacktestResult charged(String... more) throws InterruptedException {
        List<String> lines = new ArrayList<>(List.of("demandChargeCentsPerKw: 3000"));
        lines.addAll(List.of(more));
        var config = SmallHistory.config(lines.toArray(String[]::new));
        return new Backtest(config, new SmallHistory(folder).history(config)).run(2, () -> {});
    }

    @Test
    void aChargeOnTheTailIsPlannedForWhereErrorsCanBeAndBilledAlike() throws Exception {
        BacktestResult planned = charged();
        BacktestResult metered = charged("demandChargeTail: 0.1");

        assertEquals(tested(planned, Method.BASELINE).cost(), tested(metered, Method.BASELINE).cost());
        assertEquals(tested(planned, Method.PERFECT_FORESIGHT).cost().total(), tested(metered,
                Method.PERFECT_FORESIGHT).cost().total(), 1e-3);
        ArmSummary without = tested(planned, Method.BONFERRONI);
        ArmSummary with = tested(metered, Method.BONFERRONI);
        assertTrue(Findings.of(metered)
                .getFirst()
                .sentences()
                .toString()
                .contains(String.format(Locale.ROOT,
                        "a demand charge of %.0f ¢ a day", with.cost().peak() / with.days())));
        assertTrue(with.cost().peak() < without.cost().peak(), with.cost() + " against " + without.cost());
    }

    @Test
    void batteriesFollowInEveryRuleWhereAsked() throws Exception {
        BacktestResult grid = charged("demandChargeTail: 0.1");
        BacktestResult storage = charged("demandChargeTail: 0.1", "recourseMemory: 1",
                "storageRecourse: true");
        assertTrue(tested(storage, Method.BONFERRONI).cost().wear() > tested(grid, Method.BONFERRONI).cost()
                .wear());
        assertTrue(tested(storage, Method.BONFERRONI).cost().total() < tested(grid, Method.BONFERRONI).cost()
                .total());
        assertEquals(tested(grid, Method.DETERMINISTIC).cost().total(), tested(storage, Method.DETERMINISTIC)
                .cost()
                .total(), 1e-3);
    }

    private BacktestResult limited(boolean guard) throws InterruptedException {
        var config = SmallHistory.config("gridImportMaxKw: 12", "peakGuard: " + guard);
        return new Backtest(config, new SmallHistory(folder).history(config)).run(2, () -> {});
    }

    @Test
    void batteriesGiveWayWhereAsked() throws Exception {
        BacktestResult alone = limited(false);
        BacktestResult guarded = limited(true);

        assertEquals(beyondKw(alone, Method.BASELINE), beyondKw(guarded, Method.BASELINE));
        assertTrue(beyondKw(alone, Method.BASELINE) > 0);
        assertTrue(beyondKw(guarded, Method.DETERMINISTIC) < 0.9 * beyondKw(alone, Method.DETERMINISTIC));
    }

    /// What the meter saw beyond 12 kW, summed over the hours.
    private static double beyondKw(BacktestResult result, Method method) {
        return result.test()
                .stream()
                .filter(run -> run.arm().method() == method)
                .flatMap(run -> run.scores().stream())
                .map(score -> score.trace().exchangeKw())
                .flatMapToDouble(exchangeKw -> Arrays.stream(exchangeKw.toArray()))
                .map(kw -> Math.max(0, kw - 12))
                .sum();
    }

    @Test
    void anInterruptEndsTheArmsUnderWay() {
        Thread caller = Thread.currentThread();
        var steps = new AtomicInteger();

        assertThrows(InterruptedException.class, () -> backtest.run(2, () -> {
            if (steps.incrementAndGet() == 1) {
                caller.interrupt();
            }
        }));

        assertTrue(steps.get() < 12, steps + " days were lived");
    }

    @Test
    void theReportNeedsNothingFromOutside() throws Exception {
        BacktestOutput.write(backtest.run(2, () -> {}), folder);

        String html = Files.readString(folder.resolve("report.html"));

        assertTrue(html.contains("<svg") && html.contains("What was found"));
        assertFalse(html.contains("http") || html.contains("<script") || html.contains("url("), "link");
        assertFalse(html.contains("NaN"), "a number that does not exist");
        assertEquals(html.split("<svg", -1).length, html.split("</svg>", -1).length);
    }

    @Test
    void theTableNamesTheChosenRadius() throws Exception {
        String table = BacktestOutput.text(backtest.run(2, () -> {}));

        assertEquals(1,
                table.lines().filter(line -> line.startsWith("bonferroni") && line.contains("*")).count());
        assertTrue(table.lines().anyMatch(line -> line.startsWith("perfect-foresight")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "methods: [bonferroni, magic] | magic",
            "methods: [] @ depth: 3 | small.yaml:7:1: depth",
            "radii: [0.1, 0] | ascend",
            "epsilons: [1] | ascend",
            "epsilons: [] | one or more",
            "supportMarginFractions: [0.2, 0.1] | ascend",
            "frontierKw: [0] | ascend",
            "demandChargeTail: 1.5 | demandChargeTail (1.5) must lie in [0, 1]",
            "recourseMemory: -1 | recourseMemory (-1)",
            "methods: [deterministic, storage-recourse] | methods lack bonferroni or joint-cvar",
            "demandChargeTail: -0.1 | demandChargeTail (-0.1) must lie in [0, 1]",
            "test: {from: 2021-01-01, to: 2021-01-20} | must end before",
            "assets: {battery: 0} | battery"})
    void aFaultIsNamedWithItsLine(String fault, String expected) {
        String key = fault.substring(0, fault.indexOf(':'));
        String text = SmallHistory.experiment()
                .lines()
                .filter(line -> !line.startsWith(key))
                .reduce("", (a,
                        b) -> a + b + "\n")
                + fault.replace(" @ ", "\n") + "\n";

        var wrong = assertThrows(ConfigurationException.class, () -> StrictYaml.read("small.yaml", text,
                BacktestConfig.class));

        assertTrue(String.valueOf(wrong.getMessage()).startsWith("small.yaml:"), wrong.getMessage());
        assertTrue(String.valueOf(wrong.getMessage()).contains(expected), wrong.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"backtest-cambridge-agile", "backtest-cambridge-peaks", "backtest-cambridge-nl",
            "backtest-nl-imbalance",
            "backtest-california"})
    void theExamplesCanBeRead(String name) {
        Path file = Path.of("..", "examples", name + ".yaml");
        var config = StrictYaml.read(file, BacktestConfig.class);

        var replay = config
                .applyTo(StrictYaml.read(file.resolveSibling(config.replay()), ReplayConfig.class));

        assertFalse(replay.firstDay().isAfter(config.training().from()));
        assertFalse(replay.lastDay().isBefore(config.test().to()));
        assertTrue(config.test().days().size() >= 100, "test days");
    }

    @Test
    void realHomesSaveByBatteries() throws Exception {
        String shared = System.getProperty("tavan.shared", "");
        Path data = Path.of(shared, "data");
        Assumptions.assumeTrue(!shared.isEmpty() && Files.isDirectory(data), "the shared data are not here");
        Path file = Path.of("..", "examples", "backtest-california.yaml");
        var asked = StrictYaml.read(file, BacktestConfig.class);
        var few = new BacktestConfig("few", asked.replay(),
                new BacktestConfig.PeriodPart(asked.training()
                        .to()
                        .minusDays(8), asked.training().to(), 4),
                new BacktestConfig.PeriodPart(asked.test().from(), asked
                        .test()
                        .from()
                        .plusDays(20), 4),
                null, null, asked.assets(), null, null, null, null, null, null, null, null, null,
                List.of("bonferroni"), List.of(
                        0.001),
                null, null, null);
        var replay = few.applyTo(StrictYaml.read(file.resolveSibling(few.replay()), ReplayConfig.class));

        var result = new Backtest(few, new History(ReplaySource.open(replay, data), Backtest.days(few))).run(
                2,
                () -> {});

        assertEquals(1, result.selected().size());
        assertTrue(result.selected().getFirst().summary().savedAgainst(result.baseline().summary()) > 0);
    }
}
