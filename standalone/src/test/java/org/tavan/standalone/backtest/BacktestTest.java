package org.tavan.standalone.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.config.ConfigurationException;
import org.tavan.config.StrictYaml;
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

        for (String file : List.of("days.csv", "summary.csv", "training.csv")) {
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

        // 2 radii on 3 training days; baseline, deterministic, robust, foresight and 2 radii on 5 test days.
        assertEquals(2 * 3 + 6 * 5, backtest.steps());
        assertEquals(backtest.steps(), steps.get());
        assertEquals(6, result.test().size());
        assertTrue(result.test().stream().allMatch(run -> run.scores().size() == 5));
        assertEquals(1, result.selected().size());
        assertEquals(0, result.leftOutDays());
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
    @ValueSource(strings = {"backtest-cambridge-agile", "backtest-cambridge-nl", "backtest-nl-imbalance",
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
                null, null, asked.assets(), null, null, null, null, null, List.of("bonferroni"), List.of(
                        0.001),
                null, null);
        var replay = few.applyTo(StrictYaml.read(file.resolveSibling(few.replay()), ReplayConfig.class));

        var result = new Backtest(few, new History(ReplaySource.open(replay, data), Backtest.days(few))).run(
                2,
                () -> {});

        assertTrue(result.selected().getFirst().summary().savedAgainst(result.baseline().summary()) > 0);
    }
}
