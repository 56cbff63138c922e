package org.tavan.streams;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.serde.TavanSerdes;
import org.tavan.streams.meter.Registry;
import org.tavan.streams.topology.StreamsTopology;
import org.tavan.topic.TopicBootstrap;
import org.tavan.topic.TopicMismatchException;
import org.tavan.topic.TopicSettings;

/// Runs the topology on Kafka Streams: exactly once, state in memory with changelogs.
public final class StreamsService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);
    private static final int BATCH_BYTES = 256 << 10;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final StreamsAppConfig config;
    private final Registry registry = new Registry();
    private final PrometheusRegistry prometheus;
    private final StreamsMetrics metrics;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private @Nullable KafkaStreams streams;
    private @Nullable MetricsServer server;

    /// A service with metrics of its own.
    public StreamsService(StreamsAppConfig config) {
        this(config, new PrometheusRegistry());
    }

    /// A service; starts nothing.
    ///
    /// @param prometheus where its metrics are registered
    public StreamsService(StreamsAppConfig config, PrometheusRegistry prometheus) {
        this.config = config;
        this.prometheus = prometheus;
        this.metrics = new StreamsMetrics(prometheus);
    }

    /// Verifies the topics and starts the stream threads; returns at once, see [#readiness()].
    ///
    /// @throws TopicMismatchException if a topic is missing or not as the catalogue says
    /// @throws IllegalStateException if the service was started before
    public synchronized void start() {
        if (streams != null) {
            throw new IllegalStateException("The service was started before; make a new one.");
        }
        TopicSettings topics;
        try (Admin admin = Admin.create(config.kafka().clientProperties())) {
            topics = TopicBootstrap.verify(admin);
        }
        var partitions = new PartitionCounts(topics.readingPartitions(), topics.communityPartitions());
        var topology = StreamsTopology.build(config, TavanSerdes.of(config.kafka()), partitions, registry,
                metrics);
        var started = new KafkaStreams(topology, streamsProperties(config));
        started.setUncaughtExceptionHandler(thrown -> {
            failure.compareAndSet(null, thrown);
            LOG.error("The streams application stops after a failure", thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        if (config.metrics() != null) {
            server = MetricsServer.start(config.metrics(), prometheus, this::readiness);
            LOG.info("Metrics on {}metrics", server.uri());
        }
        started.start();
        streams = started;
    }

    /// Address of `/metrics` and `/health`; empty where they are not served.
    public synchronized Optional<URI> metricsUri() {
        return Optional.ofNullable(server).map(MetricsServer::uri);
    }

    /// How far it is: assigned tasks and lag, not only the state of the client.
    public synchronized Readiness readiness() {
        Throwable thrown = failure.get();
        String why = thrown == null ? null : thrown.toString();
        if (streams == null || !streams.state().isRunningOrRebalancing()) {
            // A client that has stopped can no longer be asked for lags.
            return Readiness.of(streams == null ? "NOT_STARTED" : streams.state().toString(), 0, 0, 0, why);
        }
        Set<TaskMetadata> tasks = new HashSet<>();
        streams.metadataForLocalThreads().forEach(thread -> tasks.addAll(thread.activeTasks()));
        long restoreLag = streams.allLocalStorePartitionLags()
                .values()
                .stream()
                .flatMap(lags -> lags.values().stream())
                .mapToLong(lag -> Math.max(0, lag.offsetLag()))
                .sum();
        long inputLag = tasks.stream().mapToLong(StreamsService::lag).sum();
        return Readiness.of(streams.state().toString(), tasks.size(), restoreLag, inputLag, why);
    }

    /// What stopped the service; empty while it runs.
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /// The accepted configurations and what they say about meters.
    public Registry registry() {
        return registry;
    }

    /// The counters.
    public StreamsMetrics metrics() {
        return metrics;
    }

    /// Stops within ten seconds and leaves the group.
    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
        }
        if (streams != null && !streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP))) {
            LOG.warn("The streams application did not stop within {}", CLOSE_TIMEOUT);
        }
    }

    /// Properties of the stream client.
    static Properties streamsProperties(StreamsAppConfig config) {
        Properties all = config.kafka().clientProperties();
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        all.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, config.cacheBytes());
        all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        all.put("processing.exception.handler.global.enabled", true);
        all.put(StreamsConfig.producerPrefix("linger.ms"), "5");
        // A forecast of 48 hours is a few kB: the default batch would hold five of them.
        all.put(StreamsConfig.producerPrefix("batch.size"), Integer.toString(BATCH_BYTES));
        all.put(StreamsConfig.consumerPrefix("session.timeout.ms"), "6000");
        all.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), "2000");
        // Changelogs and repartition topics hold event times of years past and ahead.
        all.put(StreamsConfig.topicPrefix("message.timestamp.before.max.ms"), Long.toString(Long.MAX_VALUE));
        all.put(StreamsConfig.topicPrefix("message.timestamp.after.max.ms"), Long.toString(Long.MAX_VALUE));
        all.putAll(config.properties());
        return all;
    }

    private static long lag(TaskMetadata task) {
        return task.endOffsets()
                .entrySet()
                .stream()
                .mapToLong(end -> Math.max(0, end.getValue() - Math.max(0, task.committedOffsets()
                        .getOrDefault(end.getKey(), 0L))))
                .sum();
    }
}
