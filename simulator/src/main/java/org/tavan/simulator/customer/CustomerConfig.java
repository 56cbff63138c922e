package org.tavan.simulator.customer;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;

/// The service of simulated customers.
///
/// @param kafka how to reach the cluster
/// @param stateFolder where Kafka Streams keeps its files
/// @param applicationId consumer group and prefix of the internal topics, default tavan-customers
/// @param commitInterval time between transactions, default 100 ms
/// @param behaviour how customers are, default as described there
public record CustomerConfig(KafkaSettings kafka, Path stateFolder, String applicationId,
        Duration commitInterval, CustomerBehaviour behaviour) {

    /// Fills in what was left out.
    public CustomerConfig(
            KafkaSettings kafka,
            Path stateFolder,
            @Nullable String applicationId,
            @Nullable Duration commitInterval,
            @Nullable CustomerBehaviour behaviour) {
        this.kafka = kafka;
        this.stateFolder = stateFolder;
        this.applicationId = applicationId == null ? "tavan-customers" : applicationId;
        this.commitInterval = commitInterval == null ? Duration.ofMillis(100) : commitInterval;
        this.behaviour = behaviour == null ? CustomerBehaviour.DEFAULT : behaviour;
    }
}
