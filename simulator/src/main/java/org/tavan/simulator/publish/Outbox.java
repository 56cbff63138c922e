package org.tavan.simulator.publish;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.Microgrid;
import org.tavan.schema.Price;
import org.tavan.schema.Reading;
import org.tavan.schema.Rejected;
import org.tavan.schema.Weather;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Context;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// The records of one transaction or flush, sent to a producer and counted.
final class Outbox {
    private final Producer<String, byte[]> producer;
    private final boolean transactional;
    private final int readingPartitions;
    private final Heartbeats heartbeats;
    private final Map<String, Serializer<? extends SpecificRecord>> serializers = new HashMap<>();
    private final Map<TopicPartition, Long> lastOffsets = new ConcurrentHashMap<>();
    private final TavanSerdes serdes;
    private PublishCounts pending = PublishCounts.NONE;
    private boolean open;
    private volatile @Nullable Exception failure;

    Outbox(Producer<String, byte[]> producer, boolean transactional, Heartbeats heartbeats,
            TavanSerdes serdes) {
        this.producer = producer;
        this.transactional = transactional;
        this.heartbeats = heartbeats;
        this.serdes = serdes;
        if (transactional) {
            producer.initTransactions();
        }
        this.readingPartitions = producer.partitionsFor(Topics.READINGS.name()).size();
    }

    void communities(List<Community> communities) {
        communities.forEach(community -> send(Topics.COMMUNITIES, community.getCommunityId(), null, community,
                community.getKnowledgeTime()));
    }

    void microgrids(List<Microgrid> microgrids) {
        microgrids.forEach(microgrid -> send(Topics.MICROGRIDS, microgrid.getCommunityId(), null, microgrid,
                microgrid.getKnowledgeTime()));
        pending = pending.plus(new PublishCounts(0, 0, 0, 0, 0, 0, microgrids.size()));
    }

    void rejected(List<Rejected> inputs) {
        inputs.forEach(input -> send(Topics.REJECTED, input.getKey(), null, input, input.getKnowledgeTime()));
        pending = pending.plus(new PublishCounts(0, 0, 0, 0, 0, inputs.size(), 0));
    }

    void context(Context context) {
        for (Price price : context.prices()) {
            send(Topics.PRICES, price.getCommunityId(), null, price, price.getKnowledgeTime());
        }
        for (Weather weather : context.weather()) {
            send(Topics.WEATHER, weather.getCommunityId(), null, weather, weather.getKnowledgeTime());
        }
        pending = pending
                .plus(new PublishCounts(0, 0, 0, context.prices().size(), context.weather().size(), 0, 0));
    }

    /// Readings, then the heartbeat behind them in every partition.
    void batch(Batch batch) {
        for (Reading reading : batch.readings()) {
            send(Topics.READINGS, reading.getMeterId(), null, reading, reading.getKnowledgeTime());
        }
        Reading heartbeat = heartbeats.at(batch.end());
        for (int partition = 0; partition < readingPartitions; partition++) {
            send(Topics.READINGS, heartbeat.getMeterId(), partition, heartbeat, batch.end());
        }
        pending = pending.plus(
                new PublishCounts(batch.readings().size(), batch.repeated(), readingPartitions, 0, 0, 0, 0));
    }

    /// Records sent since the last commit, communities not counted.
    long size() {
        return pending.readings() + pending.heartbeats() + pending.prices() + pending.weather()
                + pending.rejected() + pending.microgrids();
    }

    /// Returns when everything sent is acknowledged and, with transactions, committed.
    ///
    /// @return what was sent since the last commit
    PublishCounts commit() {
        if (open && transactional) {
            producer.commitTransaction();
        } else {
            producer.flush();
        }
        open = false;
        Exception failed = failure;
        if (failed != null) {
            throw failed instanceof KafkaException known ? known : new KafkaException(failed);
        }
        PublishCounts committed = pending;
        pending = PublishCounts.NONE;
        return committed;
    }

    /// Offset of the last record acknowledged in each partition.
    Map<TopicPartition, Long> lastOffsets() {
        return Map.copyOf(lastOffsets);
    }

    private <V extends SpecificRecord> void send(
            Topic<V> topic,
            String key,
            @Nullable Integer partition,
            V value,
            Instant time) {
        if (transactional && !open) {
            producer.beginTransaction();
        }
        open = true;
        byte[] bytes = serializer(topic).serialize(topic.name(), value);
        Future<RecordMetadata> _ = producer.send(
                new ProducerRecord<>(topic.name(), partition, time.toEpochMilli(), key, bytes),
                this::acknowledged);
    }

    private void acknowledged(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            failure = exception;
        } else if (metadata != null && metadata.hasOffset()) {
            lastOffsets.merge(new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset(),
                    Math::max);
        }
    }

    @SuppressWarnings("unchecked") // the map holds each topic's own serializer
    private <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
        return (Serializer<V>) serializers.computeIfAbsent(topic.name(),
                _ -> serdes.value(topic).serializer());
    }
}
