package org.tavan.benchmarks.pipeline;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.tavan.config.KafkaSettings;
import org.tavan.simulator.publish.AheadLimiter;
import org.tavan.simulator.publish.ContextBarrier;
import org.tavan.simulator.publish.Pace;
import org.tavan.simulator.publish.PublishConfig;
import org.tavan.simulator.publish.SourcePublisher;
import org.tavan.simulator.publish.Timer;
import org.tavan.simulator.source.Source;
import org.tavan.standalone.run.Observer;
import org.tavan.standalone.summary.RunLedger;
import org.tavan.streams.StreamsAppConfig;
import org.tavan.streams.StreamsService;

/// Readings through the streams application, exactly once, without solving.
///
/// @param readings in the topic before the application started, heartbeats not counted
/// @param publishedPerSecond readings that the publisher made, encoded and committed
/// @param processedPerSecond readings from the application's start to its last interval, read back in the same process
/// @param intervals closed
record StreamsThroughput(long readings, double publishedPerSecond, double processedPerSecond,
        long intervals) {
    private static final long TURN_MILLIS = 20;

    static StreamsThroughput measure(KafkaSettings kafka, Path state, Source source, Duration commitInterval,
            long intervals)
            throws InterruptedException {
        long publishing = System.nanoTime();
        var sent = new SourcePublisher(kafka, PublishConfig.replay(), Timer.system()).run(source,
                new Pace.Unlimited(),
                AheadLimiter.none(), ContextBarrier.none(), (_, _) -> {});
        double publishSeconds = BrokerRates.seconds(publishing);
        try (var observer = Observer.start(kafka, source.communities(), _ -> {});
                var streams = new StreamsService(
                        StreamsAppConfig.of(kafka, state).withCommitInterval(commitInterval),
                        new PrometheusRegistry())) {
            long start = System.nanoTime();
            streams.start();
            while (observer.ask(RunLedger::intervals) < intervals) {
                streams.failure()
                        .ifPresent(thrown -> {
                            throw new IllegalStateException(thrown);
                        });
                TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
            }
            return new StreamsThroughput(sent.readings(), sent.readings() / publishSeconds,
                    sent.readings() / BrokerRates.seconds(start), intervals);
        }
    }
}
