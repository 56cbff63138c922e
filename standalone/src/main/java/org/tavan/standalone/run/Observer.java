package org.tavan.standalone.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Community;
import org.tavan.serde.TavanSerdes;
import org.tavan.standalone.summary.RunLedger;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// Follows the committed records of a run from the very first on, whoever wrote them, and keeps the ledger.
///
/// It begins anew at every start of the process, so a run that was killed and taken up again is still counted whole. Its thread only reads.
public final class Observer implements AutoCloseable {
    private static final List<Topic<?>> FOLLOWED = List.of(Topics.PRICES, Topics.INTERVALS, Topics.SCHEDULES,
            Topics.SOLVE_RECORDS, Topics.DISPATCHES, Topics.LATE_READINGS, Topics.REJECTED, Topics.READINGS);
    private static final String HEARTBEAT_KEY = "heartbeat:";

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Deserializer<? extends SpecificRecord>> deserializerByTopic;
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
        FOLLOWED.forEach(topic -> deserializerByTopic.put(topic.name(), serdes.value(topic).deserializer()));
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
    /// @throws IllegalStateException if a record could not be read, with the cause
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
            var partitions = FOLLOWED.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closing) {
                var batch = consumer.poll(Duration.ofMillis(200));
                synchronized (ledger) {
                    batch.forEach(this::add);
                }
                onReached.accept(ask(RunLedger::reached));
            }
        } catch (WakeupException _) {
            // closed
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void add(ConsumerRecord<String, byte[]> message) {
        records.incrementAndGet();
        if (message.topic().equals(Topics.READINGS.name())) {
            if (!message.key().startsWith(HEARTBEAT_KEY)) {
                ledger.readingSent();
            }
            return;
        }
        var deserializer = deserializerByTopic.get(message.topic());
        if (deserializer != null) {
            ledger.add(deserializer.deserialize(message.topic(), message.value()));
        }
    }
}
