package org.tavan.simulator.device;

import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.CommunityPartitioner;
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
    static final String REJECTED_SINK = "rejected-sink";

    private DeviceTopology() {}

    static Topology build(TavanSerdes serdes, List<DeviceFault> faults) {
        Serde<String> key = serdes.key();
        Serde<Community> community = serdes.value(Topics.COMMUNITIES);
        Serde<Dispatch> dispatch = serdes.value(Topics.DISPATCHES);
        Serde<DeviceState> state = serdes.value(Topics.DEVICE_STATES);
        StreamPartitioner<String, DeviceState> byCommunity = (_, prosumer, _,
                partitions) -> java.util.Optional
                        .of(java.util.Set.of(CommunityPartitioner.partition(prosumer, partitions)));
        return new Topology()
                .addSource(COMMUNITIES_SOURCE, key.deserializer(),
                        serdes.decoded(Topics.COMMUNITIES).deserializer(), Topics.COMMUNITIES.name())
                .addSource(DISPATCHES_SOURCE, key.deserializer(),
                        serdes.decoded(Topics.DISPATCHES).deserializer(),
                        Topics.DISPATCHES.name())
                .addProcessor(DEVICES, () -> new DeviceProcessor(faults), COMMUNITIES_SOURCE,
                        DISPATCHES_SOURCE)
                .addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(COMMUNITY_STORE), key,
                        community), DEVICES)
                .addStateStore(
                        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STATE_STORE), key, state),
                        DEVICES)
                .addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(DISPATCH_STORE), key,
                        dispatch), DEVICES)
                .addSink(STATES_SINK, Topics.DEVICE_STATES.name(), key.serializer(), state.serializer(),
                        byCommunity,
                        DEVICES)
                .addSink(REJECTED_SINK, Topics.REJECTED.name(), key.serializer(),
                        serdes.value(Topics.REJECTED).serializer(), DEVICES);
    }
}
