package org.tavan.simulator.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Flow;
import org.tavan.schema.Reading;
import org.tavan.schema.ReadingQuality;
import org.tavan.schema.Unit;
import org.tavan.topic.Topics;

/// Heartbeats of one source on the topic of readings: how they look, and where the newest ones are.
final class Heartbeats {
    private static final int FIRST_WINDOW = 2_000;
    private static final int WINDOW_GROWTH = 8;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int IDLE_POLLS_MAX = 150;

    private final String source;

    Heartbeats(String source) {
        this.source = source;
    }

    String meterId() {
        return Topics.HEARTBEAT_PREFIX + source;
    }

    Reading at(Instant instant) {
        return new Reading(meterId(), "", Accumulation.HEARTBEAT, Flow.FORWARD, Unit.UNKNOWN, 0L, 0, null,
                instant,
                instant, ReadingQuality.RAW, 0, source);
    }

    /// How far the source was published: the least, over all partitions, of the newest heartbeat in each.
    ///
    /// @return empty if some partition has none
    Optional<Instant> published(Consumer<String, byte[]> consumer, Deserializer<Reading> deserializer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.READINGS.name())
                .stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        List<Instant> newest = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Optional<Instant> found = newest(consumer, partition, deserializer);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            newest.add(found.get());
        }
        return newest.stream().min(Instant::compareTo);
    }

    /// Reads ever larger pieces from the end of the partition.
    private Optional<Instant> newest(
            Consumer<String, byte[]> consumer,
            TopicPartition partition,
            Deserializer<Reading> deserializer) {
        List<TopicPartition> only = List.of(partition);
        consumer.assign(only);
        long begin = consumer.beginningOffsets(only).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
        long window = FIRST_WINDOW;
        for (long to = end; to > begin; window *= WINDOW_GROWTH) {
            long from = Math.max(begin, to - window);
            Optional<Instant> found = newest(consumer, partition, from, to, deserializer);
            if (found.isPresent()) {
                return found;
            }
            to = from;
        }
        return Optional.empty();
    }

    private Optional<Instant> newest(
            Consumer<String, byte[]> consumer,
            TopicPartition partition,
            long from,
            long to,
            Deserializer<Reading> deserializer) {
        consumer.seek(partition, from);
        Optional<Instant> found = Optional.empty();
        int idle = 0;
        while (consumer.position(partition) < to) {
            long before = consumer.position(partition);
            for (ConsumerRecord<String, byte[]> item : consumer.poll(POLL)) {
                if (item.offset() < to && meterId().equals(item.key()) && item.value() != null) {
                    found = Optional
                            .of(deserializer.deserialize(item.topic(), item.value()).getReadingTime());
                }
            }
            idle = consumer.position(partition) > before ? 0 : idle + 1;
            if (idle > IDLE_POLLS_MAX) {
                throw new KafkaException(
                        "cannot read %s from offset %d to %d: no answer".formatted(partition, from, to));
            }
        }
        return found;
    }
}
