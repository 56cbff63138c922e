package org.tavan.benchmarks;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.tavan.config.KafkaSettings;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.publish.Pace;
import org.tavan.simulator.source.Source;
import org.tavan.standalone.run.Run;
import org.tavan.standalone.run.Run.Phase;
import org.tavan.standalone.run.Tuning;
import org.tavan.standalone.summary.RunLedger;
import org.tavan.topic.Topics;

/// From the last reading of an interval to the dispatch that answers it, through the whole pipeline with plans in force.
///
/// Both ends are seen by the same reader of committed records: the first heartbeat at or after the interval's end, then the dispatch.
///
/// @param readingsPerSecond sent while it was measured
/// @param dispatches measured
record DispatchLatency(double readingsPerSecond, long dispatches, double p50Millis, double p95Millis,
        double p99Millis,
        double maxMillis) {
    private static final long TURN_MILLIS = 100;

    /// @param warmUpEnd virtual time up to which the source goes as fast as it can
    static DispatchLatency measure(KafkaSettings kafka, Path state, Source source, Instant warmUpEnd,
            double hoursPerSecond, Duration duration) throws InterruptedException {
        try (var run = Run.start(kafka, state, source,
                List.of(new Phase(warmUpEnd, new Pace.Unlimited()),
                        new Phase(null, new Pace.Speed(hoursPerSecond))),
                Tuning.LIVE, new PrometheusRegistry())) {
            while (run.ask(RunLedger::dispatched).isBefore(warmUpEnd)) {
                run.requireHealthy();
                TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
            }
            long before = run.ask(RunLedger::sentReadings);
            long start = System.nanoTime();
            var histogram = follow(kafka, duration);
            double perSecond = (run.ask(RunLedger::sentReadings) - before) / BrokerRates.seconds(start);
            return new DispatchLatency(perSecond, histogram.getTotalCount(), millis(histogram, 50),
                    millis(histogram, 95),
                    millis(histogram, 99), histogram.getMaxValue() / 1e3);
        }
    }

    private static Histogram follow(KafkaSettings kafka, Duration duration) {
        var serdes = TavanSerdes.of(kafka);
        var readings = serdes.value(Topics.READINGS).deserializer();
        var dispatches = serdes.value(Topics.DISPATCHES).deserializer();
        var properties = kafka.clientProperties();
        properties.put("isolation.level", "read_committed");
        var micros = new Histogram(3);
        Map<Instant, Long> nanosByHeartbeat = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = List.of(Topics.READINGS.name(), Topics.DISPATCHES.name())
                    .stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            long end = System.nanoTime() + duration.toNanos();
            while (System.nanoTime() < end) {
                var batch = consumer.poll(Duration.ofMillis(50));
                long now = System.nanoTime();
                batch.records(Topics.READINGS.name()).forEach(message -> {
                    if (message.key().startsWith("heartbeat:")) {
                        nanosByHeartbeat.putIfAbsent(
                                readings.deserialize(message.topic(), message.value()).getReadingTime(), now);
                    }
                });
                batch.records(Topics.DISPATCHES.name()).forEach(message -> {
                    var sent = nanosByHeartbeat
                            .get(dispatches.deserialize(message.topic(), message.value()).getSetpointStart());
                    if (sent != null) {
                        micros.recordValue((now - sent) / 1_000);
                    }
                });
            }
        }
        return micros;
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
