package org.tavan.feeds.gateway;

import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Reading;
import org.tavan.schema.Rejected;
import org.tavan.schema.Unit;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topics;

/// Writes readings, heartbeats and rejections; safe for several threads. Within a partition records keep their order, so a heartbeat stays behind the readings
/// written before it.
final class ReadingsWriter implements AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final Serializer<Reading> readings;
    private final Serializer<Rejected> rejected;

    ReadingsWriter(Producer<String, byte[]> producer, TavanSerdes serdes) {
        this.producer = producer;
        readings = serdes.value(Topics.READINGS).serializer();
        rejected = serdes.value(Topics.REJECTED).serializer();
    }

    static ReadingsWriter connect(KafkaSettings kafka) {
        Properties properties = kafka.clientProperties();
        properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "tavan-feeds");
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "5");
        // Not to be configured away: an acknowledgement to a meter stands on them.
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        return new ReadingsWriter(
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()),
                TavanSerdes.of(kafka));
    }

    void write(Reading reading, Callback callback) {
        send(new ProducerRecord<>(Topics.READINGS.name(), null,
                reading.getReadingTime().toEpochMilli(), reading.getMeterId(),
                readings.serialize(Topics.READINGS.name(), reading)), callback);
    }

    void write(Rejected refused, Callback callback) {
        send(new ProducerRecord<>(Topics.REJECTED.name(), null,
                refused.getKnowledgeTime().toEpochMilli(), refused.getKey(),
                rejected.serialize(Topics.REJECTED.name(), refused)), callback);
    }

    /// Number of records that one heartbeat becomes: one for every partition of the readings.
    int heartbeats() {
        return producer.partitionsFor(Topics.READINGS.name()).size();
    }

    /// Writes a heartbeat to every partition of the readings.
    ///
    /// @param until instant up to which the source has sent everything
    void heartbeat(String source, Instant until, Instant now, Callback callback) {
        var heartbeat = Reading.newBuilder()
                .setMeterId(Topics.HEARTBEAT_PREFIX + source)
                .setAccumulation(Accumulation.HEARTBEAT)
                .setUnit(Unit.UNKNOWN)
                .setMantissa(0)
                .setReadingTime(until)
                .setKnowledgeTime(now)
                .setSource(source)
                .build();
        byte[] bytes = readings.serialize(Topics.READINGS.name(), heartbeat);
        for (PartitionInfo partition : producer.partitionsFor(Topics.READINGS.name())) {
            send(new ProducerRecord<>(Topics.READINGS.name(), partition.partition(),
                    until.toEpochMilli(), heartbeat.getMeterId(), bytes), callback);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told what the future would tell
    private void send(ProducerRecord<String, byte[]> one, Callback callback) {
        producer.send(one, callback);
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
