package org.tavan.solver.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.config.KafkaSettings;

/// A topology that runs.
public final class StreamsRunner implements AutoCloseable {
    /// Input lag up to which it has caught up (records): a second or so of work, and well above the markers of the
    /// transactions under way.
    private static final long INPUT_LAG_MAX = 10_000;
    private static final int POLL_MS = 5;
    private static final int LINGER_MS = 10;
    private static final int BATCH_BYTES = 128 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final int SESSION_TIMEOUT_MS = 6_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private volatile String failure = "";

    /// Wires the topology to a broker; nothing runs yet.
    ///
    /// @param applicationId its name, and with it that of its consumer group and changelog
    /// @param commitInterval longest time a decision waits for its transaction
    /// @param threads stream threads
    public StreamsRunner(Topology topology, String applicationId, KafkaSettings kafka, Path stateDir,
            Duration commitInterval, int threads) {
        streams = new KafkaStreams(topology,
                properties(applicationId, kafka, stateDir, commitInterval, threads));
        streams.setUncaughtExceptionHandler(exception -> {
            failure = String.valueOf(exception.getMessage());
            LOG.error("{} stops", applicationId, exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    /// Starts and returns at once.
    public void start() {
        streams.start();
    }

    /// Whether it runs with its partitions assigned and its state restored, and has caught up with its inputs.
    public boolean ready() {
        if (!failure.isEmpty() || streams.state() != KafkaStreams.State.RUNNING) {
            return false;
        }
        Set<TaskMetadata> tasks = new HashSet<>();
        streams.metadataForLocalThreads().forEach(thread -> tasks.addAll(thread.activeTasks()));
        long restoreLag = streams.allLocalStorePartitionLags()
                .values()
                .stream()
                .flatMap(lags -> lags.values().stream())
                .mapToLong(lag -> Math.max(0, lag.offsetLag()))
                .sum();
        return caughtUp(tasks, restoreLag);
    }

    /// A stream client may call itself RUNNING before it has a task.
    static boolean caughtUp(Collection<TaskMetadata> tasks, long restoreLag) {
        return !tasks.isEmpty() && restoreLag == 0
                && tasks.stream().mapToLong(StreamsRunner::inputLag).sum() <= INPUT_LAG_MAX;
    }

    /// Records of a task's inputs that were seen but not yet committed.
    private static long inputLag(TaskMetadata task) {
        return task.endOffsets()
                .entrySet()
                .stream()
                .mapToLong(end -> Math.max(0, end.getValue() - Math.max(0, task.committedOffsets()
                        .getOrDefault(end.getKey(), 0L))))
                .sum();
    }

    /// Why it has stopped for good, in words; empty while all is well.
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    /// Its properties; those of the settings win.
    public static Properties properties(String applicationId, KafkaSettings kafka, Path stateDir,
            Duration commitInterval, int threads) {
        Properties properties = kafka.clientProperties();
        properties.putIfAbsent(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        // A commit that is due waits for the end of a poll.
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // What waits for a decision waits for its commit, which sends at once what lingers.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                SESSION_TIMEOUT_MS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                SESSION_TIMEOUT_MS / 3);
        kafka.properties().forEach(properties::put);
        return properties;
    }
}
