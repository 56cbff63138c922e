package org.tavan.simulator.device;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.tavan.schema.DeviceState;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.service.Parts;
import org.tavan.topic.Topics;

/// communities, dispatches -> device states, with the state of each member's devices in a store.
///
/// Both inputs are partitioned by the community, so a task has the configuration of every member whose dispatches it
/// gets.
final class DeviceTopology {
    static final String COMMUNITIES_SOURCE = "communities-source";
    static final String DISPATCHES_SOURCE = "dispatches-source";
    static final String DEVICES = "devices";
    static final String COMMUNITY_STORE = "community-store";
    static final String STATE_STORE = "device-state-store";
    static final String DISPATCH_STORE = "dispatch-store";
    static final String STATES_SINK = "device-states-sink";
    static final String REJECTED_SINK = "devices-rejected-sink";

    private DeviceTopology() {}

    static Topology build(TavanSerdes serdes, List<DeviceFault> faults) {
        Serde<String> key = serdes.key();
        var topology = new Topology()
                .addSource(COMMUNITIES_SOURCE, key.deserializer(),
                        serdes.decoded(Topics.COMMUNITIES).deserializer(), Topics.COMMUNITIES.name())
                .addSource(DISPATCHES_SOURCE, key.deserializer(),
                        serdes.decoded(Topics.DISPATCHES).deserializer(),
                        Topics.DISPATCHES.name());
        return addDevices(topology, serdes, () -> new DeviceProcessor(faults), COMMUNITIES_SOURCE,
                DISPATCHES_SOURCE);
    }

    /// Adds the devices, their stores and sinks below nodes that give communities and dispatches.
    static <V> Topology addDevices(Topology topology, TavanSerdes serdes,
            ProcessorSupplier<String, V, String, SpecificRecord> devices, String... parents) {
        Serde<String> key = serdes.key();
        Serde<DeviceState> state = serdes.value(Topics.DEVICE_STATES);
        return topology.addProcessor(DEVICES, devices, parents)
                .addStateStore(Parts.store(COMMUNITY_STORE, key, serdes.value(Topics.COMMUNITIES)), DEVICES)
                .addStateStore(Parts.store(STATE_STORE, key, state), DEVICES)
                .addStateStore(Parts.store(DISPATCH_STORE, key, serdes.value(Topics.DISPATCHES)), DEVICES)
                .addSink(STATES_SINK, Topics.DEVICE_STATES.name(), key.serializer(), state.serializer(),
                        Parts.byCommunity(), DEVICES)
                .addSink(REJECTED_SINK, Topics.REJECTED.name(), key.serializer(),
                        serdes.value(Topics.REJECTED).serializer(), DEVICES);
    }
}
