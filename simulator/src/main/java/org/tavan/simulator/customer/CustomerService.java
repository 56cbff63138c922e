package org.tavan.simulator.customer;

import java.util.Properties;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.service.AbstractStreamsService;

/// Simulated customers of microgrids as a Kafka Streams application with exactly-once processing.
public final class CustomerService extends AbstractStreamsService {

    /// Builds the application without starting it.
    ///
    /// @param config of the service
    public CustomerService(CustomerConfig config) {
        super("simulated customers",
                CustomerTopology.build(TavanSerdes.of(config.kafka()), config.behaviour()),
                properties(config));
    }

    static Properties properties(CustomerConfig config) {
        return properties(config.kafka(), config.applicationId(), config.stateFolder(),
                config.commitInterval());
    }
}
