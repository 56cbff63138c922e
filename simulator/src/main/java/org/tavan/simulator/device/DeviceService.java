package org.tavan.simulator.device;

import java.util.Properties;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.service.AbstractStreamsService;

/// Simulated batteries and flexible loads as a Kafka Streams application with exactly-once processing.
public final class DeviceService extends AbstractStreamsService {

    /// Builds the application without starting it.
    ///
    /// @param config of the service
    public DeviceService(DeviceConfig config) {
        super("simulated devices", DeviceTopology.build(TavanSerdes.of(config.kafka()), config.faults()),
                properties(config));
    }

    static Properties properties(DeviceConfig config) {
        return properties(config.kafka(), config.applicationId(), config.stateFolder(),
                config.commitInterval());
    }
}
