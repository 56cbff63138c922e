package org.tavan.benchmarks.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tavan.benchmarks.machine.Machine;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;
import org.tavan.standalone.run.Cluster;
import org.tavan.standalone.run.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Measures the pipeline in one process; `./tavan bench pipeline [FILE.json]` runs it and keeps the result in the file.
@Command(name = "pipeline", mixinStandardHelpOptions = true, description = "Measures broker, streams and dispatch latency on this machine.")
public final class PipelineBenchmark implements Callable<Integer> {
    private static final LocalDate FIRST_DAY = LocalDate.parse("2025-03-21");
    private static final int THROUGHPUT_DAYS = 365;
    private static final int WARM_UP_DAYS = 90;
    private static final double HOURS_PER_SECOND = 18;

    @Parameters(arity = "0..1", paramLabel = "FILE.json", description = "where the result is kept (default: printed)")
    private @Nullable Path file;

    private PipelineBenchmark() {}

    /// Everything measured in one run.
    ///
    /// @param processedToProduced readings a second through the streams application, as a share of what the bare producer does
    /// @param processedToConsumed the same as a share of what a bare consumer does
    record Result(String commit, Machine machine, BrokerStart brokerStart, PipelineStart pipelineStart,
            BrokerRates broker,
            StreamsThroughput streams,
            double processedToProduced, double processedToConsumed, DispatchLatency latency) {}

    @Override
    public Integer call() throws Exception {
        var directory = Files.createTempDirectory(Files.createDirectories(Path.of(".tavan").toAbsolutePath()),
                "bench-");
        Result result;
        try {
            result = measure(directory);
        } finally {
            DataFolder.removeAll(directory);
            Files.deleteIfExists(directory);
        }
        var json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(result);
        if (file == null) {
            System.out.println(json);
        } else {
            Files.writeString(file, json + System.lineSeparator());
        }
        return 0;
    }

    private static Result measure(Path directory) throws Exception {
        var start = BrokerStart.measure(DataFolder.open(directory, "start").broker());
        say(start);
        var up = DataFolder.open(directory, "up");
        var pipelineStart = PipelineStart.measure(up.path());
        say(pipelineStart);
        up.remove();
        var throughput = DataFolder.open(directory, "throughput");
        BrokerRates broker;
        StreamsThroughput streams;
        try (var cluster = Cluster.start(throughput, 1)) {
            var source = new SyntheticSource(SyntheticConfig.of(1, FIRST_DAY).withDays(THROUGHPUT_DAYS));
            broker = BrokerRates.measure(cluster.settings(), source);
            say(broker);
            streams = StreamsThroughput.measure(cluster.settings(), throughput.state(), source,
                    Duration.ofMillis(200),
                    10L * 24 * THROUGHPUT_DAYS);
            say(streams);
        }
        throughput.remove();
        var live = DataFolder.open(directory, "latency");
        DispatchLatency latency;
        try (var cluster = Cluster.start(live, 1)) {
            var source = new SyntheticSource(SyntheticConfig.of(1, FIRST_DAY));
            var zone = ZoneId.of(source.communities().getFirst().getZone());
            latency = DispatchLatency.measure(cluster.settings(), live.state(), source,
                    FIRST_DAY.plusDays(WARM_UP_DAYS).atStartOfDay(zone).toInstant(), HOURS_PER_SECOND,
                    Duration.ofSeconds(30));
            say(latency);
        }
        return new Result(Machine.commit(), Machine.here(), start, pipelineStart, broker, streams,
                streams.processedPerSecond() / broker.producedPerSecond(),
                streams.processedPerSecond() / broker.consumedPerSecond(), latency);
    }

    private static void say(Record measured) {
        System.err.println(measured);
    }
}
