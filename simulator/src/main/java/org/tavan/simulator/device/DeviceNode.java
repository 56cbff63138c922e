package org.tavan.simulator.device;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.tavan.schema.Community;
import org.tavan.schema.Dispatch;
import org.tavan.serde.Decoded;
import org.tavan.serde.TavanSerdes;

/// Simulated devices as part of somebody else's topology, so that a dispatch and what the devices make of it are in one
/// transaction: no way to the broker and back lies between them.
public final class DeviceNode {
    /// The node that takes communities (null: removed) and dispatches, keyed as in their topics.
    public static final String NAME = DeviceTopology.DEVICES;
    /// State of each member's devices after what the node took last; key `communityId/prosumerId`, value [org.tavan.schema.DeviceState].
    public static final String STATE_STORE = DeviceTopology.STATE_STORE;

    private DeviceNode() {}

    /// Adds the node with its stores and sinks.
    ///
    /// @param parent node that forwards to it
    /// @param faults of devices
    public static void addTo(Topology topology, TavanSerdes serdes, String parent, List<DeviceFault> faults) {
        DeviceTopology.addDevices(topology, serdes, () -> new Inner(new DeviceProcessor(faults)), parent);
    }

    /// Takes records that were never bytes.
    private record Inner(DeviceProcessor devices)
            implements
                Processor<String, SpecificRecord, String, SpecificRecord> {
        @Override
        public void init(ProcessorContext<String, SpecificRecord> context) {
            devices.init(context);
        }

        @Override
        public void process(Record<String, SpecificRecord> message) {
            devices.process(message.withValue(switch (message.value()) {
                case null -> null;
                case Community community -> new Decoded.Value<>(community);
                case Dispatch dispatch -> new Decoded.Value<>(dispatch);
                case SpecificRecord other ->
                    throw new IllegalStateException("unexpected record of type " + other.getClass());
            }));
        }
    }
}
