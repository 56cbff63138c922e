package org.tavan.solver.run;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
import org.tavan.plan.CommunityPlanner;
import org.tavan.schema.SolveRequest;
import org.tavan.serde.Decoded;
import org.tavan.serde.SafeDeserializer;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.CommunityPartitioner;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// Solves requests: a thread of its own reads and publishes, a pool of platform threads solves.
public final class SolverService implements AutoCloseable {
    /// Consumer group.
    public static final String GROUP = "tavan-solver";

    private static final Logger LOG = LoggerFactory.getLogger(SolverService.class);
    private static final int SESSION_TIMEOUT_MS = 6_000;
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaSettings kafka;
    private final TavanSerdes serdes;
    private final String instanceId;
    private final int threads;
    private final RequestSolver solver;
    private final LongSupplier nanoTime;
    private final SolverMetrics metrics;
    private final ExecutorService pool;
    private final Thread loop;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Session session;
    private volatile String failure = "";

    /// Wires the solver; nothing runs yet.
    ///
    /// @param kafka broker and registry
    /// @param serdes of all topics
    /// @param planners gives a planner for each thread that solves
    /// @param settings threads, deadline and name of the instance
    /// @param clock wall clock, for metrics
    /// @param nanoTime monotonic clock, for durations and the deadline
    /// @param registry where the metrics go
    public SolverService(KafkaSettings kafka, TavanSerdes serdes, Supplier<CommunityPlanner> planners,
            Settings settings, Clock clock,
            LongSupplier nanoTime, PrometheusRegistry registry) {
        this.kafka = kafka;
        this.serdes = serdes;
        this.instanceId = settings.instanceId();
        this.threads = settings.threads();
        this.solver = new RequestSolver(planners, settings.deadline(), nanoTime);
        this.nanoTime = nanoTime;
        this.metrics = new SolverMetrics(registry, clock);
        this.pool = Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().name("solve-", 0).daemon().factory());
        this.loop = Thread.ofPlatform().name("solver").daemon().unstarted(this::loop);
    }

    /// How to solve.
    ///
    /// @param threads solves at a time
    /// @param deadline longest time of one solve
    /// @param instanceId name of this instance, the same after a restart and unlike that of any other
    public record Settings(int threads, Duration deadline, String instanceId) {}

    /// Starts and returns at once.
    public void start() {
        loop.start();
    }

    /// Whether it has its partitions.
    public boolean ready() {
        Session current = session;
        return failure.isEmpty() && current != null && current.joined();
    }

    /// Why it has stopped for good, in words; empty while all is well.
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        closing.countDown();
        Session current = session;
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
            try (Consumer<String, Decoded<SolveRequest>> consumer = consumer();
                    Producer<String, SpecificRecord> producer = producer()) {
                var started = new Session(consumer, producer, solver, pool, threads, nanoTime, metrics);
                session = started;
                if (closing.getCount() > 0) {
                    started.run();
                }
            } catch (ProducerFencedException | AuthorizationException e) {
                failure = "the solver stops: " + e.getMessage();
                LOG.error("the solver stops; maybe another instance has the same instanceId ({})", instanceId,
                        e);
            } catch (KafkaException e) {
                LOG.warn("the solver begins again from the committed offsets", e);
                pause();
            } catch (RuntimeException e) {
                failure = "the solver stops: " + e;
                LOG.error("the solver stops", e);
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

    private Consumer<String, Decoded<SolveRequest>> consumer() {
        Properties properties = kafka.clientProperties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_TIMEOUT_MS / 3);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        kafka.properties().forEach(properties::put);
        return new KafkaConsumer<>(properties, serdes.key().deserializer(),
                new SafeDeserializer<>(serdes.value(Topics.SOLVE_REQUESTS).deserializer()));
    }

    private Producer<String, SpecificRecord> producer() {
        Properties properties = kafka.clientProperties();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP + '-' + instanceId);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, CommunityPartitioner.class.getName());
        kafka.properties().forEach(properties::put);
        return new KafkaProducer<>(properties, serdes.key().serializer(), serializer());
    }

    /// Writes each record by the schema of its topic.
    private Serializer<SpecificRecord> serializer() {
        Map<String, Serializer<SpecificRecord>> byTopic = new HashMap<>();
        for (Topic<?> topic : List.of(Topics.SCHEDULES, Topics.POLICIES, Topics.SOLVE_RECORDS,
                Topics.REJECTED)) {
            byTopic.put(topic.name(), serializer(topic));
        }
        return (topic, value) -> {
            Serializer<SpecificRecord> serializer = byTopic.get(topic);
            if (serializer == null) {
                throw new IllegalArgumentException("the solver does not write to " + topic);
            }
            return serializer.serialize(topic, value);
        };
    }

    private <V extends SpecificRecord> Serializer<SpecificRecord> serializer(Topic<V> topic) {
        Serializer<V> serializer = serdes.value(topic).serializer();
        return (name, value) -> serializer.serialize(name, topic.valueType().cast(value));
    }
}
