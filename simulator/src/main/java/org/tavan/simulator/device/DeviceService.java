package org.tavan.simulator.device;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.serde.TavanSerdes;

/// Simulated batteries and flexible loads as a Kafka Streams application with exactly-once processing.
public final class DeviceService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final KafkaStreams streams;

    /// Builds the application without starting it.
    ///
    /// @param config of the service
    public DeviceService(DeviceConfig config) {
        var topology = DeviceTopology.build(TavanSerdes.of(config.kafka()), config.faults());
        this.streams = new KafkaStreams(topology, properties(config));
        streams.setUncaughtExceptionHandler(exception -> {
            LOG.error("simulated devices failed", exception);
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

    static Properties properties(DeviceConfig config) {
        var properties = new Properties();
        properties.put("application.id", config.applicationId());
        properties.put("state.dir", config.stateFolder().toString());
        properties.put("processing.guarantee", "exactly_once_v2");
        properties.put("commit.interval.ms", Long.toString(config.commitInterval().toMillis()));
        // A commit that is due waits for the end of a poll.
        properties.put("poll.ms", "5");
        properties.put("producer.linger.ms", "1");
        properties.put("consumer.auto.offset.reset", "earliest");
        properties.put("session.timeout.ms", "10000");
        properties.put("num.stream.threads", "1");
        properties.put("ensure.explicit.internal.resource.naming", "true");
        properties.putAll(config.kafka().clientProperties());
        return properties;
    }
}
