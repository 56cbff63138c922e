package org.tavan.standalone;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tavan.config.ConfigurationException;
import org.tavan.simulator.publish.Pace;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;
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

/// `tavan up`: everything in this process with a synthetic community, until Ctrl-C.
@Command(name = "up", mixinStandardHelpOptions = true, description = "Runs everything in one process with a synthetic community, until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    private static final Duration TURN = Duration.ofMillis(200);
    /// Its plans cost seconds, those of the community milliseconds, so it comes when there is someone to look at it.
    private static final int MICROGRID_WARM_UP_DAYS = 3;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter
            .ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
            .withZone(SyntheticSource.ZONE);

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--port", defaultValue = "8080", description = "console, JSON API and /metrics on 127.0.0.1; 0: any free one (default: ${DEFAULT-VALUE})")
    private int port = 8080;

    @Option(names = "--seed", defaultValue = "1", description = "of everything random in the community (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--members", defaultValue = "10", description = "members of the community (default: ${DEFAULT-VALUE})")
    private int members = 10;

    @Option(names = "--first-day", defaultValue = "2025-03-21", description = "first simulated day (default: ${DEFAULT-VALUE})")
    private LocalDate firstDay = LocalDate.EPOCH;

    @Option(names = "--warm-up", paramLabel = "DAYS", defaultValue = "90", description = "simulated days lived through at full speed first (default: ${DEFAULT-VALUE})")
    private int warmUpDays = 90;

    @Option(names = "--speed", paramLabel = "HOURS", defaultValue = "0.3333333333", description = "simulated hours per second afterwards, or max (default: one hour per three seconds)")
    private String speed = "max";

    @Option(names = "--days", description = "end of the simulated days (default: none)")
    private @Nullable Integer days;

    @Option(names = "--duration", paramLabel = "PT5M", description = "stop after this long (default: at Ctrl-C)")
    private @Nullable Duration duration;

    @Option(names = "--fault", paramLabel = FaultNotation.FORM, description = "fault of a meter, repeatable; START in local time, LENGTH in ISO 8601; kinds: silent, spike, register-reset, clock-skew, duplicates, out-of-order (e.g. home-3/load:silent:2025-06-25T18:00/PT3H)")
    private List<String> faults = new ArrayList<>();

    @Option(names = "--no-microgrid", description = "the community has no microgrid")
    private boolean noMicrogrid;

    /// What makes the synthetic community; its end is not part of it, so that a run may be made longer.
    ///
    /// @param faults as [FaultNotation] writes them, in any order
    /// @param microgridFrom first day that the microgrid is planned for; null: there is none
    record World(long seed, int members, LocalDate firstDay, List<String> faults,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate microgridFrom) {
        World {
            faults = faults.stream().sorted().distinct().toList();
        }
    }

    @Override
    public Integer call() throws Exception {
        var pace = pace(speed);
        var community = community();
        var notation = new FaultNotation(community);
        var injected = faults.stream().map(notation::parse).toList();
        var source = new SyntheticSource(community.withFaults(injected));
        var folder = DataFolder.open(options.dataDirectory(), "up");
        Origin.require(folder, new World(seed, members, firstDay,
                injected.stream().map(notation::format).toList(), community.microgridFrom()),
                "Give the same options, another --data-dir, or begin anew after ./tavan reset.");
        LogFiles.to(folder.path());
        var stop = StopSignal.install();
        var metrics = new PrometheusRegistry();
        JvmMetrics.builder().register(metrics);
        boolean resumed = Files.exists(folder.broker());
        Progress.say("Starting broker and schema registry in %s%s …".formatted(folder.path(),
                resumed ? ", going on with its run" : ""));
        try (var cluster = Cluster.start(folder, options.partitions())) {
            Progress.say("Starting services …");
            var warmUpEnd = firstDay.plusDays(warmUpDays).atStartOfDay(SyntheticSource.ZONE).toInstant();
            try (var run = Run.start(cluster.settings(), folder.state(), source,
                    List.of(new Phase(warmUpEnd, new Pace.Unlimited()), new Phase(null, pace)), Tuning.LIVE,
                    metrics);
                    var console = new ConsoleServer(ConsoleConfig.defaults().withPort(port),
                            cluster.settings(), metrics,
                            Clock.systemUTC(), run::health)) {
                console.start();
                Progress.say("Console: " + console.uri());
                follow(run, cluster, stop, source.start(), warmUpEnd, pace, resumed);
                Outcome.print(run.summary(), options.json());
            }
        }
        return 0;
    }

    /// @throws ConfigurationException if an option has a value that no community can have
    private SyntheticConfig community() {
        try {
            var lone = SyntheticConfig.of(seed, firstDay).withProsumers(members);
            var endless = noMicrogrid
                    ? lone
                    : lone.withMicrogridFrom(firstDay.plusDays(Math.max(0, warmUpDays
                            - MICROGRID_WARM_UP_DAYS)));
            return days == null ? endless : endless.withDays(days);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(String.valueOf(wrong.getMessage()));
        }
    }

    private void follow(Run run, Cluster cluster, StopSignal stop, Instant from, Instant warmUpEnd, Pace pace,
            boolean resumed) throws InterruptedException {
        var deadline = duration == null ? Instant.MAX : Clock.systemUTC().instant().plus(duration);
        boolean told = resumed;
        boolean warm = false;
        try (var progress = Progress.over("Warm-up", from, warmUpEnd)) {
            while (!warm && !run.finished() && proceed(run, cluster, stop, deadline)) {
                var reached = run.ask(RunLedger::reached);
                progress.reached(reached);
                told = told || tellFirstDispatch(run);
                warm = !reached.isBefore(warmUpEnd);
            }
        }
        if (warm) {
            Progress.say("The %d days of warm-up are done; %s. Ctrl-C stops.".formatted(warmUpDays,
                    tempo(pace)));
        }
        while (!run.finished() && proceed(run, cluster, stop, deadline)) {
            told = told || tellFirstDispatch(run);
        }
    }

    /// @return whether there has been one
    private static boolean tellFirstDispatch(Run run) {
        var intervalEnd = run.ask(RunLedger::firstDispatched);
        if (intervalEnd.equals(Instant.EPOCH)) {
            return false;
        }
        Progress.say(firstDispatch(intervalEnd));
        return true;
    }

    /// Waits a turn.
    ///
    /// @return whether to go on
    private static boolean proceed(Run run, Cluster cluster, StopSignal stop, Instant deadline)
            throws InterruptedException {
        run.requireHealthy();
        cluster.requireHealthy();
        return !stop.await(TURN) && Clock.systemUTC().instant().isBefore(deadline);
    }

    static String firstDispatch(Instant intervalEnd) {
        return "First dispatch, for the interval that ended at %s (%s).".formatted(
                LOCAL.format(intervalEnd), SyntheticSource.ZONE);
    }

    /// How fast simulated time goes, in words.
    static String tempo(Pace pace) {
        return switch (pace) {
            case Pace.Unlimited() -> "simulated time goes as fast as it can now";
            case Pace.Speed(double hoursPerSecond) when hoursPerSecond > 1 ->
                "%s simulated hours take 1 s now".formatted(rounded(hoursPerSecond));
            case Pace.Speed(double hoursPerSecond) when hoursPerSecond * 120 > 1 ->
                "one simulated hour takes %s s now".formatted(rounded(1 / hoursPerSecond));
            case Pace.Speed(double hoursPerSecond) ->
                "one simulated hour takes %s min now".formatted(rounded(1 / (60 * hoursPerSecond)));
        };
    }

    private static String rounded(double value) {
        return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    static Pace pace(String speed) {
        if (speed.equals("max")) {
            return new Pace.Unlimited();
        }
        try {
            return new Pace.Speed(Double.parseDouble(speed));
        } catch (IllegalArgumentException _) {
            throw new ConfigurationException(
                    "--speed %s: expected simulated hours per second, e.g. 0.5, or max".formatted(speed));
        }
    }
}
