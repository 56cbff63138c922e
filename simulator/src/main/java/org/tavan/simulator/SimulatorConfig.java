package org.tavan.simulator;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.simulator.customer.CustomerBehaviour;
import org.tavan.simulator.device.DeviceFault;
import org.tavan.simulator.publish.PublishConfig;
import org.tavan.simulator.synthetic.SyntheticConfig;

/// What one simulator process does: a source, devices, customers, or any of them together.
///
/// @param kafka how to reach the cluster
/// @param synthetic a synthetic community; null: none
/// @param replay file of a replay's configuration; null: none
/// @param hoursPerSecond virtual hours per second; null: as fast as it goes
/// @param publish how the source is published; null: the defaults for its kind
/// @param devices simulated devices; null: none
/// @param customers simulated customers of microgrids; null: none
public record SimulatorConfig(KafkaSettings kafka, @Nullable SyntheticConfig synthetic, @Nullable Path replay,
        @Nullable Double hoursPerSecond, @Nullable PublishConfig publish, @Nullable Devices devices,
        @Nullable Customers customers) {

    /// Simulated devices.
    ///
    /// @param stateFolder where their state is kept
    /// @param faults of devices; null: none
    public record Devices(Path stateFolder, @Nullable List<DeviceFault> faults) {}

    /// Simulated customers.
    ///
    /// @param stateFolder where their state is kept
    /// @param behaviour how they are; null: the default
    public record Customers(Path stateFolder, @Nullable CustomerBehaviour behaviour) {}

    /// Checks that there is something to do.
    ///
    /// @throws IllegalArgumentException if there is not, or both kinds of source
    public SimulatorConfig {
        if (synthetic != null && replay != null) {
            throw new IllegalArgumentException(
                    "There are synthetic and replay, expected at most one of them.");
        }
        if (synthetic == null && replay == null && devices == null && customers == null) {
            throw new IllegalArgumentException(
                    "There is nothing to do, expected synthetic, replay, devices or customers.");
        }
    }
}
