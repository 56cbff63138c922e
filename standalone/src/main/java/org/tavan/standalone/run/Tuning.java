package org.tavan.standalone.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.tavan.config.KafkaSettings;
import org.tavan.simulator.customer.CustomerConfig;
import org.tavan.simulator.publish.PublishConfig;
import org.tavan.solver.SolverServiceConfig;
import org.tavan.streams.StreamsAppConfig;

/// How the services of a run are set: for answers within a blink, or for years in minutes.
public enum Tuning {
    /// Short transactions: a dispatch soon after its reading.
    LIVE(Duration.ofMillis(10)),
    /// Longer transactions where nobody waits for them: most readings a second.
    REPLAY(Duration.ofMillis(200));

    /// A commit that is due waits for the end of a poll.
    private static final String POLL_MS = "10";

    private final Duration commitInterval;

    Tuning(Duration commitInterval) {
        this.commitInterval = commitInterval;
    }

    StreamsAppConfig streams(KafkaSettings kafka, Path state) {
        return new StreamsAppConfig(named(kafka), state.resolve("streams"), null, null, commitInterval, null,
                null,
                null, null, null,
                Map.of("poll.ms", POLL_MS));
    }

    SolverServiceConfig solver(KafkaSettings kafka, Path state) {
        return SolverServiceConfig.of(named(kafka), state.resolve("coordinator"))
                .withCoordinator(
                        SolverServiceConfig.Coordinator.defaults().withCommitInterval(commitInterval))
                .withMicrogrid(
                        new SolverServiceConfig.Microgrid(null, null, null, this == LIVE, commitInterval));
    }

    CustomerConfig customers(KafkaSettings kafka, Path state) {
        return new CustomerConfig(named(kafka), state.resolve("customers"), null, commitInterval, null);
    }

    /// One process has the broker for itself, so whoever joins a group under its name is the member that a killed process left behind: it
    /// need not be missed first.
    private static KafkaSettings named(KafkaSettings kafka) {
        var properties = new HashMap<>(kafka.properties());
        properties.put("group.instance.id", "standalone");
        return new KafkaSettings(kafka.bootstrapServers(), kafka.schemaRegistryUrl(), kafka.valueSerdeClass(),
                properties);
    }

    PublishConfig publish() {
        return switch (this) {
            case LIVE -> PublishConfig.live();
            case REPLAY -> PublishConfig.replay();
        };
    }
}
