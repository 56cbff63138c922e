package org.tavan.simulator.device;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Prosumer;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.serde.Decoded;
import org.tavan.topic.ProsumerKey;

/// The devices of whole communities. A dispatch ends the interval before it and begins the next; its state as of that
/// moment goes out at once.
///
/// A dispatch seen before, or one that begins no later than the state reached, changes nothing.
final class DeviceProcessor
        implements
            Processor<String, Decoded<? extends SpecificRecord>, String, SpecificRecord> {
    private final List<DeviceFault> faults;
    private ProcessorContext<String, SpecificRecord> context;
    /// What was read from the store of communities, which every dispatch asks for.
    private final Map<String, Community> communityById = new HashMap<>();
    private KeyValueStore<String, Community> communities;
    private KeyValueStore<String, DeviceState> states;
    private KeyValueStore<String, Dispatch> dispatches;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    DeviceProcessor(List<DeviceFault> faults) {
        this.faults = List.copyOf(faults);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        communities = newContext.getStateStore(DeviceTopology.COMMUNITY_STORE);
        states = newContext.getStateStore(DeviceTopology.STATE_STORE);
        dispatches = newContext.getStateStore(DeviceTopology.DISPATCH_STORE);
    }

    @Override
    public void process(Record<String, Decoded<? extends SpecificRecord>> message) {
        switch (message.value()) {
            case null -> {
                communities.delete(message.key());
                communityById.remove(message.key());
            }
            case Decoded.Malformed<?> malformed ->
                reject(message, RejectReason.MALFORMED, malformed.reason(),
                        ByteBuffer.wrap(malformed.bytes()));
            case Decoded.Value<?>(Community community) -> configure(message.key(), community);
            case Decoded.Value<?>(Dispatch dispatch) -> obey(message, dispatch);
            case Decoded.Value<?>(var other) ->
                throw new IllegalStateException("unexpected record of type " + other.getClass());
        }
    }

    private void configure(String key, Community community) {
        communities.put(key, community);
        communityById.remove(key);
        for (Prosumer prosumer : community.getProsumers()) {
            String device = new ProsumerKey(community.getCommunityId(), prosumer.getProsumerId()).toString();
            if (DeviceModel.controllable(prosumer) && states.get(device) == null) {
                publish(device, new DeviceModel(community, prosumer, faults).initial());
            }
        }
    }

    private void obey(Record<String, Decoded<? extends SpecificRecord>> message, Dispatch dispatch) {
        Community community = communityById.computeIfAbsent(dispatch.getCommunityId(), communities::get);
        if (community == null) {
            reject(message, RejectReason.UNKNOWN_COMMUNITY,
                    "dispatch %s is for community %s, expected one that is configured".formatted(
                            dispatch.getDispatchId(), dispatch.getCommunityId()),
                    ByteBuffer.wrap(dispatch.toString().getBytes(StandardCharsets.UTF_8)));
            return;
        }
        Optional<Prosumer> prosumer = DeviceModel.controllable(community, dispatch.getProsumerId());
        if (prosumer.isEmpty()) {
            return;
        }
        var model = new DeviceModel(community, prosumer.get(), faults);
        String device = message.key();
        DeviceState before = states.get(device);
        if (before == null) {
            before = model.initial();
        }
        @Nullable
        Dispatch inForce = dispatches.get(device);
        Instant begin = dispatch.getSetpointStart();
        boolean seen = inForce != null && !inForce.getSetpointStart().isBefore(begin);
        if (seen || begin.isBefore(before.getTime())) {
            return;
        }
        dispatches.put(device, dispatch);
        if (begin.isAfter(before.getTime())) {
            publish(device, model.after(before, inForce, begin));
        }
    }

    private void publish(String device, DeviceState state) {
        states.put(device, state);
        context.forward(new Record<>(device, state, state.getKnowledgeTime().toEpochMilli()),
                DeviceTopology.STATES_SINK);
    }

    private void reject(
            Record<String, Decoded<? extends SpecificRecord>> message,
            RejectReason reason,
            String text,
            ByteBuffer bytes) {
        Optional<RecordMetadata> metadata = context.recordMetadata();
        var rejected = new Rejected("tavan-devices", reason, text,
                metadata.map(RecordMetadata::topic).orElse(""),
                metadata.map(RecordMetadata::partition).orElse(-1),
                metadata.map(RecordMetadata::offset).orElse(-1L),
                message.key(), bytes, Instant.ofEpochMilli(message.timestamp()));
        context.forward(new Record<>(message.key(), rejected, message.timestamp()),
                DeviceTopology.REJECTED_SINK);
    }
}
