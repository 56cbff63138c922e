package org.tavan.benchmarks.pipeline;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// From the last reading of an interval to the dispatch that answers it, through the whole pipeline with plans in force.
///
/// The clock runs from when the heartbeat behind that reading is seen in its topic, not yet committed, to when the dispatch is seen,
/// committed, each by a consumer of its own.
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
        var micros = new Histogram(3);
        Map<Instant, Long> nanosByHeartbeat = new ConcurrentHashMap<>();
        long end = System.nanoTime() + duration.toNanos();
        var appended = CompletableFuture
                .runAsync(() -> read(kafka, Topics.READINGS, "read_uncommitted", end, (message, now) -> {
                    if (message.key().startsWith("heartbeat:")) {
                        nanosByHeartbeat.putIfAbsent(
                                readings.deserialize(message.topic(), message.value()).getReadingTime(), now);
                    }
                }));
        read(kafka, Topics.DISPATCHES, "read_committed", end, (message, now) -> {
            var sent = nanosByHeartbeat
                    .get(dispatches.deserialize(message.topic(), message.value()).getSetpointStart());
            if (sent != null) {
                micros.recordValue((now - sent) / 1_000);
            }
        });
        appended.join();
        if (micros.getTotalCount() == 0) {
            throw new IllegalStateException("nothing was dispatched within " + duration);
        }
        return micros;
    }

    /// Reads what is new in a topic, with the moment at which it came.
    private static void read(KafkaSettings kafka, Topic<?> topic, String isolation, long endNanos,
            ObjLongConsumer<ConsumerRecord<String, byte[]>> action) {
        var properties = kafka.clientProperties();
        properties.put("isolation.level", isolation);
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.name())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (System.nanoTime() < endNanos) {
                var batch = consumer.poll(Duration.ofMillis(50));
                long now = System.nanoTime();
                batch.forEach(message -> action.accept(message, now));
            }
        }
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
