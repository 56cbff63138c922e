package org.tavan.standalone.run;

import java.util.List;
import org.apache.kafka.streams.Topology;
import org.tavan.config.KafkaSettings;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.device.DeviceNode;
import org.tavan.solver.coordinator.CoordinatorDevices;

/// The simulated devices of a run, in the coordinator's topology: a dispatch and their report are one transaction.
record LocalDevices(KafkaSettings kafka) implements CoordinatorDevices {
    @Override
    public void addTo(Topology topology, String parent) {
        DeviceNode.addTo(topology, TavanSerdes.of(kafka), parent, List.of());
    }

    @Override
    public String node() {
        return DeviceNode.NAME;
    }

    @Override
    public String stateStore() {
        return DeviceNode.STATE_STORE;
    }
}
