package org.tavan.simulator.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.config.KafkaSettings;

/// A Kafka Streams application with exactly-once processing.
public abstract class AbstractStreamsService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AbstractStreamsService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final KafkaStreams streams;

    /// Builds the application without starting it.
    ///
    /// @param name in messages, e.g. simulated devices
    /// @param topology what it does
    /// @param properties of Kafka Streams
    protected AbstractStreamsService(String name, Topology topology, Properties properties) {
        this.streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(exception -> {
            LOG.error("{} failed", name, exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    /// Starts and returns at once.
    public void start() {
        streams.start();
    }

    /// Whether it is running and has been given the work it can get.
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING && streams.metadataForLocalThreads()
                .stream()
                .anyMatch(thread -> !thread.activeTasks().isEmpty());
    }

    /// State of Kafka Streams.
    public KafkaStreams.State state() {
        return streams.state();
    }

    /// The application, for its metrics.
    ///
    /// @return not to be started or closed by the caller
    public KafkaStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    /// Properties of one thread that commits often.
    ///
    /// @param kafka how to reach the cluster
    /// @param applicationId consumer group and prefix of the internal topics
    /// @param stateFolder where Kafka Streams keeps its files
    /// @param commitInterval time between transactions
    public static Properties properties(KafkaSettings kafka, String applicationId, Path stateFolder,
            Duration commitInterval) {
        var properties = new Properties();
        properties.put("application.id", applicationId);
        properties.put("state.dir", stateFolder.toString());
        properties.put("processing.guarantee", "exactly_once_v2");
        properties.put("commit.interval.ms", Long.toString(commitInterval.toMillis()));
        // A commit that is due waits for the end of a poll.
        properties.put("poll.ms", "5");
        properties.put("producer.linger.ms", "1");
        properties.put("consumer.auto.offset.reset", "earliest");
        properties.put("session.timeout.ms", "10000");
        properties.put("num.stream.threads", "1");
        properties.put("ensure.explicit.internal.resource.naming", "true");
        properties.putAll(kafka.clientProperties());
        return properties;
    }
}
