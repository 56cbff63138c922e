package org.tavan.simulator.device;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tavan.community.Configurations;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Prosumer;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.serde.Decoded;
import org.tavan.simulator.service.CommunityBook;
import org.tavan.simulator.service.Parts;
import org.tavan.topic.ProsumerKey;
import org.tavan.topic.Topics;

/// The devices of whole communities. A dispatch ends the interval before it and begins the next; its state as of that
/// moment goes out at once.
///
/// A dispatch seen before, or one that begins no later than the state reached, changes nothing.
final class DeviceProcessor
        implements
            Processor<String, Decoded<? extends SpecificRecord>, String, SpecificRecord> {
    private final List<DeviceFault> faults;
    private ProcessorContext<String, SpecificRecord> context;
    private CommunityBook communities;
    private KeyValueStore<String, DeviceState> states;
    private KeyValueStore<String, Dispatch> dispatches;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    DeviceProcessor(List<DeviceFault> faults) {
        this.faults = List.copyOf(faults);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        communities = new CommunityBook(newContext.getStateStore(DeviceTopology.COMMUNITY_STORE));
        states = newContext.getStateStore(DeviceTopology.STATE_STORE);
        dispatches = newContext.getStateStore(DeviceTopology.DISPATCH_STORE);
    }

    @Override
    public void process(Record<String, Decoded<? extends SpecificRecord>> received) {
        Record<String, Decoded<? extends SpecificRecord>> message = Parts.keyed(received);
        boolean configuration = context.recordMetadata()
                .map(metadata -> metadata.topic().equals(Topics.COMMUNITIES.name()))
                .orElse(false);
        switch (message.value()) {
            case null -> {
                if (configuration) {
                    communities.forget(message.key());
                }
            }
            case Decoded.Malformed<?> _ when configuration -> {
                // The coordinator publishes it as rejected.
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
        if (!communities.accept(key, community)) {
            return;
        }
        for (Prosumer prosumer : community.getProsumers()) {
            String device = new ProsumerKey(community.getCommunityId(), prosumer.getProsumerId()).toString();
            if (DeviceModel.controllable(prosumer) && states.get(device) == null) {
                publish(device, new DeviceModel(community, prosumer, faults).initial());
            }
        }
    }

    /// Devices are as configured when the dispatch was decided.
    private void obey(Record<String, Decoded<? extends SpecificRecord>> message, Dispatch dispatch) {
        Optional<Configurations> known = communities.find(dispatch.getCommunityId());
        if (known.isEmpty()) {
            reject(message, RejectReason.UNKNOWN_COMMUNITY,
                    "dispatch %s is for community %s, expected one that is configured".formatted(
                            dispatch.getDispatchId(), dispatch.getCommunityId()),
                    ByteBuffer.wrap(dispatch.toString().getBytes(StandardCharsets.UTF_8)));
            return;
        }
        Community community = known.get()
                .withMember(dispatch.getProsumerId(), dispatch.getKnowledgeTime())
                .orElseGet(known.get()::newest);
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
        Rejected rejected = Parts.rejected("tavan-devices", context, message, reason, text, bytes);
        context.forward(new Record<>(message.key(), rejected, message.timestamp()),
                DeviceTopology.REJECTED_SINK);
    }
}
