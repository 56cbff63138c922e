package org.tavan.solver.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.config.KafkaSettings;
import org.tavan.serde.Decoded;
import org.tavan.serde.SafeDeserializer;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.CommunityPartitioner;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// Answers requests of one kind: a thread of its own reads and publishes, a pool of platform threads solves.
///
/// @param <Q> request
/// @param <A> answer
public final class RequestLoop<Q extends SpecificRecord, A> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLoop.class);
    private static final int SESSION_TIMEOUT_MS = 6_000;
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaSettings kafka;
    private final TavanSerdes serdes;
    private final Group group;
    private final Work<Q, A> work;
    private final LongSupplier nanoTime;
    private final ExecutorService pool;
    private final Thread loop;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Session<Q, A> session;
    private volatile String failure = "";

    /// Wires the loop; nothing runs yet.
    ///
    /// @param kafka broker and registry
    /// @param serdes of all topics
    /// @param work what to do with a request
    /// @param nanoTime monotonic clock, for durations
    public RequestLoop(KafkaSettings kafka, TavanSerdes serdes, Group group, Work<Q, A> work,
            LongSupplier nanoTime) {
        this.kafka = kafka;
        this.serdes = serdes;
        this.group = group;
        this.work = work;
        this.nanoTime = nanoTime;
        this.pool = Executors.newFixedThreadPool(group.threads(),
                Thread.ofPlatform().name(group.threadName(), 0).daemon().factory());
        this.loop = Thread.ofPlatform().name(work.name()).daemon().unstarted(this::loop);
    }

    /// Who answers.
    ///
    /// @param name consumer group
    /// @param instanceId name of this instance, the same after a restart and unlike that of any other
    /// @param threads solves at a time
    /// @param threadName beginning of the names of the threads that solve
    public record Group(String name, String instanceId, int threads, String threadName) {}

    /// Starts and returns at once.
    public void start() {
        loop.start();
    }

    /// Whether it has its partitions.
    public boolean ready() {
        Session<Q, A> current = session;
        return failure.isEmpty() && current != null && current.joined();
    }

    /// Why it has stopped for good, in words; empty while all is well.
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        closing.countDown();
        Session<Q, A> current = session;
        if (current != null) {
            current.close();
        }
        try {
            loop.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pool.shutdownNow();
    }

    private void loop() {
        while (closing.getCount() > 0 && failure.isEmpty()) {
            try (Consumer<String, Decoded<Q>> consumer = consumer();
                    Producer<String, SpecificRecord> producer = producer()) {
                var started = new Session<>(consumer, producer, work, pool, group.threads(), nanoTime);
                session = started;
                if (closing.getCount() > 0) {
                    started.run();
                }
            } catch (ProducerFencedException | AuthorizationException e) {
                failure = "the %s stops: %s".formatted(work.name(), e.getMessage());
                LOG.error("the {} stops; maybe another instance has the same instanceId ({})", work.name(),
                        group.instanceId(), e);
            } catch (KafkaException e) {
                LOG.warn("the {} begins again from the committed offsets", work.name(), e);
                pause();
            } catch (RuntimeException e) {
                failure = "the %s stops: %s".formatted(work.name(), e);
                LOG.error("the {} stops", work.name(), e);
            }
            session = null;
        }
    }

    private void pause() {
        try {
            if (closing.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("closed while waiting for the broker");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Consumer<String, Decoded<Q>> consumer() {
        Properties properties = kafka.clientProperties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group.name());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_TIMEOUT_MS / 3);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        kafka.properties().forEach(properties::put);
        return new KafkaConsumer<>(properties, serdes.key().deserializer(),
                new SafeDeserializer<>(serdes.value(work.requests()).deserializer()));
    }

    private Producer<String, SpecificRecord> producer() {
        Properties properties = kafka.clientProperties();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group.name() + '-' + group.instanceId());
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, CommunityPartitioner.class.getName());
        kafka.properties().forEach(properties::put);
        return new KafkaProducer<>(properties, serdes.key().serializer(), serializer());
    }

    /// Writes each record by the schema of its topic.
    private Serializer<SpecificRecord> serializer() {
        Map<String, Serializer<SpecificRecord>> byTopic = new HashMap<>();
        work.answers().forEach(topic -> byTopic.put(topic.name(), serializer(topic)));
        byTopic.put(Topics.REJECTED.name(), serializer(Topics.REJECTED));
        return (topic, value) -> {
            Serializer<SpecificRecord> serializer = byTopic.get(topic);
            if (serializer == null) {
                throw new IllegalArgumentException(
                        "the %s does not write to %s".formatted(work.name(), topic));
            }
            return serializer.serialize(topic, value);
        };
    }

    private <V extends SpecificRecord> Serializer<SpecificRecord> serializer(Topic<V> topic) {
        Serializer<V> serializer = serdes.value(topic).serializer();
        return (name, value) -> serializer.serialize(name, topic.valueType().cast(value));
    }
}
