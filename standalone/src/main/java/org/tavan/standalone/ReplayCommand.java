package org.tavan.standalone;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tavan.config.StrictYaml;
import org.tavan.simulator.replay.ReplayConfig;
import org.tavan.simulator.replay.ReplaySource;
import org.tavan.simulator.source.Source;
import org.tavan.solver.api.ConsoleConfig;
import org.tavan.solver.api.ConsoleServer;
import org.tavan.standalone.run.Cluster;
import org.tavan.standalone.run.DataFolder;
import org.tavan.standalone.run.Origin;
import org.tavan.standalone.run.Run;
import org.tavan.standalone.run.Run.Phase;
import org.tavan.standalone.run.Tuning;
import org.tavan.standalone.summary.RunLedger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tavan replay`: history through the whole pipeline, summed up at the end.
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Replays history through the whole pipeline and sums it up.")
final class ReplayCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final Duration TURN = Duration.ofMillis(100);

    @Mixin
    private RunOptions options = new RunOptions();

    @Parameters(paramLabel = "FILE.yaml", description = "whose history, from which files, see docs/operations.md#replay")
    private Path file = Path.of("");

    @Option(names = "--data", paramLabel = "DIR", description = "folder of the files (default: that of FILE.yaml)")
    private @Nullable Path data;

    @Option(names = "--speed", paramLabel = "HOURS", defaultValue = "max", description = "simulated hours per second, or max (default: ${DEFAULT-VALUE})")
    private String speed = "max";

    @Option(names = "--from", paramLabel = "DAY", description = "first local day (default: that of the file)")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "last local day (default: that of the file)")
    private @Nullable LocalDate to;

    @Option(names = "--fresh", description = "forget what an earlier run of the same name and days has done")
    private boolean fresh;

    @Option(names = "--port", description = "console on 127.0.0.1 while it runs (default: none)")
    private @Nullable Integer port;

    @Override
    public Integer call() throws Exception {
        var pace = UpCommand.pace(speed);
        var config = chosenDays(StrictYaml.read(file, ReplayConfig.class));
        var folder = DataFolder.open(options.dataDirectory(),
                "replay-%s-%s-%s".formatted(config.name(), config.firstDay(), config.lastDay()));
        if (fresh) {
            folder.remove();
            folder = DataFolder.open(options.dataDirectory(), String.valueOf(folder.path().getFileName()));
        }
        Origin.require(folder, config, "Give --fresh to begin anew, or another --data-dir.");
        LogFiles.to(folder.path());
        var source = ReplaySource.open(config, dataFolder());
        source.files().forEach(read -> Progress.say("Read " + read));
        return replay(source, new Phase(null, pace), folder);
    }

    private int replay(Source source, Phase phase, DataFolder folder) throws Exception {
        var stop = StopSignal.install();
        var metrics = new PrometheusRegistry();
        JvmMetrics.builder().register(metrics);
        Progress.say("Starting broker, registry and services in " + folder.path() + " …");
        try (var cluster = Cluster.start(folder, options.partitions());
                var run = Run.start(cluster.settings(), folder.state(), source, List.of(phase), Tuning.REPLAY,
                        metrics)) {
            boolean finished;
            if (port == null) {
                finished = follow(run, cluster, stop, source);
            } else {
                try (var console = new ConsoleServer(ConsoleConfig.defaults().withPort(port),
                        cluster.settings(), metrics,
                        Clock.systemUTC(), run::health)) {
                    console.start();
                    Progress.say("Console: " + console.uri());
                    finished = follow(run, cluster, stop, source);
                }
            }
            var summary = run.summary();
            Outcome.write(summary, folder.summary());
            Outcome.print(summary, options.json());
            Progress.say(
                    (finished ? "Summary: " : "Interrupted; run the same command again to go on. So far: ")
                            + folder.summary());
            return finished ? 0 : INTERRUPTED;
        }
    }

    /// @return whether it came to the end, rather than being stopped
    private static boolean follow(Run run, Cluster cluster, StopSignal stop, Source source)
            throws InterruptedException {
        try (var progress = Progress.over("Replay", source.start(), source.end().orElseThrow())) {
            while (!run.finished()) {
                run.requireHealthy();
                cluster.requireHealthy();
                progress.reached(run.ask(RunLedger::reached));
                if (stop.await(TURN)) {
                    return false;
                }
            }
            progress.reached(run.ask(RunLedger::reached));
        }
        return true;
    }

    private Path dataFolder() {
        if (data != null) {
            return data;
        }
        var parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of("") : parent;
    }

    private ReplayConfig chosenDays(ReplayConfig config) {
        return new ReplayConfig(config.name(), from == null ? config.firstDay() : from,
                to == null ? config.lastDay() : to, config.heartbeatMinutes(), config.community(),
                config.members(),
                config.peerLinks(), config.prices(), config.files());
    }
}
