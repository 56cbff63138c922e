package org.tavan.standalone;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tavan.config.ConfigurationException;
import org.tavan.config.StrictYaml;
import org.tavan.simulator.replay.ReplayConfig;
import org.tavan.simulator.replay.ReplaySource;
import org.tavan.standalone.backtest.Backtest;
import org.tavan.standalone.backtest.BacktestConfig;
import org.tavan.standalone.backtest.BacktestOutput;
import org.tavan.standalone.backtest.BacktestResult;
import org.tavan.standalone.backtest.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tavan backtest`: methods beside one another on history, out of sample, without Kafka.
@Command(name = "backtest", mixinStandardHelpOptions = true, description = "Compares methods of planning on history, out of sample, and writes a report.")
final class BacktestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.yaml", description = "the experiment, see docs/operations.md#backtest")
    private Path file = Path.of("");

    @Option(names = "--data", paramLabel = "DIR", description = "folder of the data set's files (default: that of the data set)")
    private @Nullable Path data;

    @Option(names = "--out", paramLabel = "DIR", description = "folder of CSV files and report (default: backtest-NAME)")
    private @Nullable Path out;

    @Option(names = "--threads", paramLabel = "N", description = "how many arms run at the same time (default: all cores); changes no result")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "print the summary as JSON")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (workers < 1) {
            throw new ConfigurationException("--threads is %d, expected 1 or more".formatted(workers));
        }
        var config = StrictYaml.read(file, BacktestConfig.class);
        Path replayFile = file.toAbsolutePath().resolveSibling(config.replay());
        var replay = StrictYaml.read(replayFile, ReplayConfig.class);
        Path folder = data == null ? replayFile.resolveSibling("") : data;
        var source = ReplaySource.open(config.applyTo(replay), folder);
        source.files().forEach(read -> Progress.say("Read " + read));
        Progress.say("Forecasting every day as the pipeline would …");
        var backtest = new Backtest(config, new History(source, Backtest.days(config)));
        BacktestResult result;
        try (var progress = Progress.steps("Backtest", backtest.steps(), " days")) {
            result = backtest.run(workers, progress::step);
        }
        Path folderOut = out == null ? Path.of("backtest-" + config.name()) : out;
        BacktestOutput.write(result, folderOut);
        System.out.println(json ? BacktestOutput.json(result) : BacktestOutput.text(result));
        Progress.say("Report: " + folderOut.resolve("report.html"));
        return 0;
    }
}
