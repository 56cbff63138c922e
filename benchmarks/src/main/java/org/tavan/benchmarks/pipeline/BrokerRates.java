package org.tavan.benchmarks.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.tavan.config.KafkaSettings;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.source.Source;
import org.tavan.topic.Topics;

/// What the broker's own producer and consumer do with readings that are encoded already: the measure of everything else.
///
/// @param producedPerSecond records, acknowledged by all replicas, linger 5 ms, lz4
/// @param consumedPerSecond records
record BrokerRates(double producedPerSecond, double consumedPerSecond) {
    private static final String TOPIC = "broker-rates";
    private static final int PASSES = 2;

    /// Measures with the readings of a source; the second of two passes counts, when the JVM is warm.
    static BrokerRates measure(KafkaSettings kafka, Source source)
            throws ExecutionException, InterruptedException {
        var encoded = encoded(kafka, source);
        var rates = new BrokerRates(0, 0);
        for (int pass = 0; pass < PASSES; pass++) {
            try (var admin = Admin.create(kafka.clientProperties())) {
                admin.createTopics(List
                        .of(new NewTopic(TOPIC + pass, 1, (short) 1).configs(Map.of("retention.ms", "-1"))))
                        .all()
                        .get();
            }
            rates = new BrokerRates(produce(kafka, TOPIC + pass, encoded),
                    consume(kafka, TOPIC + pass, encoded.size()));
        }
        return rates;
    }

    private static List<byte[]> encoded(KafkaSettings kafka, Source source) {
        var serializer = TavanSerdes.of(kafka).value(Topics.READINGS).serializer();
        var bytes = new ArrayList<byte[]>();
        source.batchesAfter(Instant.MIN)
                .forEachRemaining(batch -> batch.readings()
                        .forEach(
                                reading -> bytes.add(serializer.serialize(Topics.READINGS.name(), reading))));
        return bytes;
    }

    private static double produce(KafkaSettings kafka, String topic, List<byte[]> values) {
        var properties = kafka.clientProperties();
        properties.putAll(
                Map.of("acks", "all", "linger.ms", "5", "batch.size", "131072", "compression.type", "lz4"));
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long start = System.nanoTime();
            for (var value : values) {
                var _ = producer.send(new ProducerRecord<>(topic, value));
            }
            producer.flush();
            return values.size() / seconds(start);
        }
    }

    private static double consume(KafkaSettings kafka, String topic, int count) {
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(kafka.clientProperties(), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long start = System.nanoTime();
            int seen = 0;
            while (seen < count) {
                seen += consumer.poll(Duration.ofSeconds(1)).count();
            }
            return count / seconds(start);
        }
    }

    static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
