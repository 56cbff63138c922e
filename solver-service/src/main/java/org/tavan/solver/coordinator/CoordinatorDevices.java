package org.tavan.solver.coordinator;

import org.apache.kafka.streams.Topology;

/// Devices in the process of the coordinator: a node of its topology that answers each dispatch at once, so that their
/// report is in the same transaction. Without them the coordinator waits for what comes in the topic of device states.
public interface CoordinatorDevices {
    /// Adds the node, its stores and its sinks. It takes communities (null: removed) and dispatches, keyed as in their
    /// topics, and writes device states to their topic.
    ///
    /// @param parent node that forwards to it
    void addTo(Topology topology, String parent);

    /// Name of the node.
    String node();

    /// Name of its key-value store of the newest [org.tavan.schema.DeviceState] by `communityId/prosumerId`.
    String stateStore();
}
