package org.tavan.simulator.device;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;

/// The service of simulated devices.
///
/// @param kafka how to reach the cluster
/// @param stateFolder where Kafka Streams keeps its files
/// @param applicationId consumer group and prefix of the internal topics, default tavan-devices
/// @param commitInterval time between transactions, default 20 ms
/// @param faults of devices, default none
public record DeviceConfig(KafkaSettings kafka, Path stateFolder, String applicationId,
        Duration commitInterval,
        List<DeviceFault> faults) {

    /// Fills in what was left out.
    public DeviceConfig(
            KafkaSettings kafka,
            Path stateFolder,
            @Nullable String applicationId,
            @Nullable Duration commitInterval,
            @Nullable List<DeviceFault> faults) {
        this.kafka = kafka;
        this.stateFolder = stateFolder;
        this.applicationId = applicationId == null ? "tavan-devices" : applicationId;
        this.commitInterval = commitInterval == null ? Duration.ofMillis(20) : commitInterval;
        this.faults = faults == null ? List.of() : List.copyOf(faults);
    }
}
