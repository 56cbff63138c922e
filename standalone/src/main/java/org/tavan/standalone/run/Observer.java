package org.tavan.standalone.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Community;
import org.tavan.serde.Decoded;
import org.tavan.serde.TavanSerdes;
import org.tavan.standalone.summary.RunLedger;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// Follows the committed records of a run from the very first on, whoever wrote them, and keeps the ledger.
///
/// It begins anew at every start of the process, so a run that was killed and taken up again is still counted whole. Configurations come first,
/// so that every record finds its community. Its thread only reads, and no record ends it.
public final class Observer implements AutoCloseable {
    private static final List<Topic<? extends SpecificRecord>> FOLLOWED = List.of(Topics.COMMUNITIES,
            Topics.PRICES, Topics.INTERVALS, Topics.SCHEDULES,
            Topics.SOLVE_RECORDS, Topics.DISPATCHES, Topics.MICROGRID_REQUESTS, Topics.MICROGRID_SCHEDULES,
            Topics.DEMAND_RESPONSES,
            Topics.LATE_READINGS, Topics.REJECTED, Topics.READINGS);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Deserializer<? extends Decoded<? extends SpecificRecord>>> deserializerByTopic;
    private final RunLedger ledger;
    private final Consumer<Instant> onReached;
    private final Thread thread;
    private volatile boolean closing;
    private final AtomicLong records = new AtomicLong();
    private volatile @Nullable RuntimeException failure;

    private Observer(KafkaSettings settings, Collection<Community> communities, Consumer<Instant> onReached) {
        this.onReached = onReached;
        var properties = settings.clientProperties();
        properties.put("isolation.level", "read_committed");
        properties.put("fetch.max.wait.ms", "100");
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        var serdes = TavanSerdes.of(settings);
        deserializerByTopic = new HashMap<>();
        FOLLOWED.forEach(
                topic -> deserializerByTopic.put(topic.name(), serdes.decoded(topic).deserializer()));
        ledger = new RunLedger(communities, Topics.READINGS.name());
        thread = Thread.ofPlatform().name("observer").unstarted(this::follow);
    }

    /// Begins to follow the topics of a cluster.
    ///
    /// @param onReached told, by the observer's thread, the virtual time that the run has reached
    public static Observer start(KafkaSettings settings, Collection<Community> communities,
            Consumer<Instant> onReached) {
        var observer = new Observer(settings, communities, onReached);
        observer.thread.start();
        return observer;
    }

    /// Records seen so far, of all topics; it stands still when the run does.
    long records() {
        return records.get();
    }

    /// Asks the ledger.
    ///
    /// @throws IllegalStateException if the topics cannot be read, with the cause
    public <T> T ask(Function<RunLedger, T> question) {
        var failed = failure;
        if (failed != null) {
            throw new IllegalStateException("The results cannot be followed: " + failed.getMessage(), failed);
        }
        synchronized (ledger) {
            return question.apply(ledger);
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (consumer) {
            assignAlso(List.of(Topics.COMMUNITIES));
            var ends = consumer.endOffsets(consumer.assignment());
            while (!closing
                    && ends.entrySet()
                            .stream()
                            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                take(consumer.poll(Duration.ofMillis(200)));
            }
            assignAlso(FOLLOWED);
            while (!closing) {
                take(consumer.poll(Duration.ofMillis(200)));
                onReached.accept(ask(RunLedger::reached));
            }
        } catch (WakeupException _) {
            // closed
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /// Follows all partitions of the topics; those followed already go on where they are.
    private void assignAlso(List<Topic<? extends SpecificRecord>> topics) {
        var before = Set.copyOf(consumer.assignment());
        var partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(
                partitions.stream().filter(partition -> !before.contains(partition)).toList());
    }

    private void take(ConsumerRecords<String, byte[]> batch) {
        synchronized (ledger) {
            batch.records(Topics.COMMUNITIES.name()).forEach(this::add);
            batch.forEach(message -> {
                if (!message.topic().equals(Topics.COMMUNITIES.name())) {
                    add(message);
                }
            });
        }
    }

    /// Tombstones say nothing that is summed up: a community that was removed keeps its sums.
    private void add(ConsumerRecord<String, byte[]> message) {
        records.incrementAndGet();
        @Nullable
        String key = message.key();
        if (message.topic().equals(Topics.READINGS.name())) {
            if (key == null || !key.startsWith(Topics.HEARTBEAT_PREFIX)) {
                ledger.readingSent();
            }
            return;
        }
        var deserializer = deserializerByTopic.get(message.topic());
        if (deserializer == null) {
            return;
        }
        switch (deserializer.deserialize(message.topic(), message.value())) {
            case null -> {
                // a tombstone
            }
            case Decoded.Malformed<? extends SpecificRecord> _ -> Topics.find(message.topic())
                    .ifPresent(topic -> ledger.unreadable(topic.valueType()));
            case Decoded.Value<? extends SpecificRecord> read -> {
                if (read.value() instanceof Community community) {
                    ledger.configure(key, community);
                } else {
                    ledger.add(read.value());
                }
            }
        }
    }
}
