package org.tavan.solver.api.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.serde.Decoded;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Cleanup;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// Reads committed records of all partitions of the topics the view needs, without a consumer group: every process sees everything.
///
/// Configurations are read from first to last before anything else. Of the other topics that are not compacted, at most a tail of each partition is read:
/// of distributions, which come once a day, and of microgrid schedules, which are long, a 24th of it.
final class KafkaViewSource implements ViewSource {
    private static final List<Topic<? extends SpecificRecord>> CONFIGURATIONS = List.of(Topics.COMMUNITIES,
            Topics.MICROGRIDS);
    private static final Set<Topic<? extends SpecificRecord>> RARE = Set.of(Topics.DISTRIBUTIONS,
            Topics.MICROGRID_SCHEDULES);
    private static final List<Topic<? extends SpecificRecord>> FOLLOWED = List.of(Topics.INTERVALS,
            Topics.FORECASTS, Topics.DISTRIBUTIONS, Topics.SCHEDULES,
            Topics.POLICIES, Topics.DISPATCHES, Topics.DEVICE_STATES, Topics.PRICES, Topics.SOLVE_RECORDS,
            Topics.MICROGRID_SCHEDULES, Topics.DEMAND_SIGNALS, Topics.DEMAND_RESPONSES,
            Topics.QUARANTINE, Topics.REJECTED);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Consumer<String, byte[]> consumer;
    private final long tailRecords;
    private final Map<String, Deserializer<? extends Decoded<? extends SpecificRecord>>> deserializers = new HashMap<>();
    /// End of each partition at start, until it is reached.
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Set<TopicPartition> assigned = new HashSet<>();
    private Phase phase = Phase.NEW;

    private enum Phase {
        NEW, CONFIGURATIONS, ALL
    }

    KafkaViewSource(KafkaSettings kafka, long tailRecords) {
        this(new KafkaConsumer<>(properties(kafka), new StringDeserializer(), new ByteArrayDeserializer()),
                TavanSerdes.of(kafka), tailRecords);
    }

    KafkaViewSource(Consumer<String, byte[]> consumer, TavanSerdes serdes, long tailRecords) {
        this.consumer = consumer;
        this.tailRecords = tailRecords;
        Stream.concat(CONFIGURATIONS.stream(), FOLLOWED.stream())
                .forEach(topic -> deserializers.put(topic.name(), serdes.decoded(topic).deserializer()));
    }

    @Override
    public Batch poll(Duration atMost) {
        if (phase == Phase.NEW) {
            assign(CONFIGURATIONS);
            phase = Phase.CONFIGURATIONS;
        } else if (phase == Phase.CONFIGURATIONS && behind() == 0) {
            assign(FOLLOWED);
            phase = Phase.ALL;
        }
        try {
            var entries = entries(consumer.poll(atMost));
            return new Batch(entries, phase == Phase.ALL ? behind() : Math.max(1, behind()));
        } catch (WakeupException e) {
            return new Batch(List.of(), 0);
        }
    }

    @Override
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
        deserializers.values().forEach(Deserializer::close);
    }

    private static Properties properties(KafkaSettings kafka) {
        var properties = kafka.clientProperties();
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "tavan-console");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "200");
        return properties;
    }

    private void assign(List<? extends Topic<?>> topics) {
        var tails = new LinkedHashMap<TopicPartition, Long>();
        for (Topic<?> topic : topics) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic.name(), TIMEOUT);
            if (infos == null || infos.isEmpty()) {
                throw new KafkaException("The topic %s does not exist; it is created when Tavan starts."
                        .formatted(topic.name()));
            }
            infos.forEach(info -> tails.put(new TopicPartition(topic.name(), info.partition()), tail(topic)));
        }
        var begins = consumer.beginningOffsets(tails.keySet(), TIMEOUT);
        var newest = consumer.endOffsets(tails.keySet(), TIMEOUT);
        assigned.addAll(tails.keySet());
        consumer.assign(assigned);
        tails.forEach((partition, tail) -> {
            long begin = begins.getOrDefault(partition, 0L);
            long end = newest.getOrDefault(partition, begin);
            consumer.seek(partition, Math.max(begin, end - tail));
            ends.put(partition, end);
        });
    }

    private long tail(Topic<?> topic) {
        if (CONFIGURATIONS.contains(topic) || topic.cleanup() == Cleanup.COMPACT) {
            return Long.MAX_VALUE;
        }
        return RARE.contains(topic) ? Math.ceilDiv(tailRecords, 24) : tailRecords;
    }

    private long behind() {
        long behind = 0;
        for (var partitions = ends.entrySet().iterator(); partitions.hasNext();) {
            var entry = partitions.next();
            long left = entry.getValue() - consumer.position(entry.getKey(), TIMEOUT);
            if (left <= 0) {
                partitions.remove();
            } else {
                behind += left;
            }
        }
        return behind;
    }

    /// Decoded, configurations first; if the registry fails, the records will be read again.
    private List<Entry> entries(ConsumerRecords<String, byte[]> records) {
        var entries = new ArrayList<Entry>(records.count());
        try {
            for (Topic<?> topic : CONFIGURATIONS) {
                records.records(topic.name()).forEach(one -> entries.add(entry(one)));
            }
            for (ConsumerRecord<String, byte[]> one : records) {
                if (CONFIGURATIONS.stream().noneMatch(topic -> topic.name().equals(one.topic()))) {
                    entries.add(entry(one));
                }
            }
            return entries;
        } catch (KafkaException e) {
            for (TopicPartition partition : records.partitions()) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
            throw e;
        }
    }

    private Entry entry(ConsumerRecord<String, byte[]> one) {
        var decoded = decode(one);
        SpecificRecord value = decoded instanceof Decoded.Value<? extends SpecificRecord>(var it) ? it : null;
        return new Entry(one.topic(), one.key() == null ? "" : one.key(), value,
                decoded instanceof Decoded.Malformed<?>);
    }

    private @Nullable Decoded<? extends SpecificRecord> decode(ConsumerRecord<String, byte[]> one) {
        var deserializer = deserializers.get(one.topic());
        if (deserializer == null) {
            throw new IllegalStateException("No topic %s was asked for.".formatted(one.topic()));
        }
        return deserializer.deserialize(one.topic(), one.headers(), one.value());
    }
}
