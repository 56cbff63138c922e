package org.tavan.standalone.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.tavan.config.KafkaSettings;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topic;

/// Reads committed records of a topic from its beginning to its end at the moment.
final class TopicReader {
    private static final int WIRE_HEADER_BYTES = 5;

    private final KafkaSettings settings;

    TopicReader(KafkaSettings settings) {
        this.settings = settings;
    }

    <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        var deserializer = TavanSerdes.of(settings).value(topic).deserializer();
        return raw(topic).stream()
                .map(message -> deserializer.deserialize(topic.name(), message.value()))
                .toList();
    }

    /// The Avro bytes of all values of each key, in order, in hexadecimal: equal exactly when the topics say the same.
    Map<String, List<String>> bytesByKey(Topic<?> topic) {
        var bytes = new TreeMap<String, List<String>>();
        for (var message : raw(topic)) {
            var avro = Arrays.copyOfRange(message.value(), WIRE_HEADER_BYTES, message.value().length);
            bytes.computeIfAbsent(message.key(), _ -> new ArrayList<>()).add(HexFormat.of().formatHex(avro));
        }
        return bytes;
    }

    private List<ConsumerRecord<String, byte[]>> raw(Topic<?> topic) {
        var properties = settings.clientProperties();
        properties.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.name())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet()
                    .stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found;
        }
    }
}
