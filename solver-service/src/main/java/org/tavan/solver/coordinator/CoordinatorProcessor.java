package org.tavan.solver.coordinator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Price;
import org.tavan.schema.Prosumer;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.serde.Decoded;
import org.tavan.solver.state.Origin;
import org.tavan.solver.state.Refusal;
import org.tavan.solver.state.StoreEntries;

/// Connects the communities of one task to the topics.
final class CoordinatorProcessor implements Processor<String, Decoded<?>, String, SpecificRecord> {
    private static final Duration LOOK_AT_CLOCK = Duration.ofMillis(100);

    private final StateCodecs codecs;
    private final Map<String, Serializer<SpecificRecord>> serializers;
    private final CoordinatorMetrics metrics;
    private final CoordinatorSettings settings;
    private final @Nullable CoordinatorDevices devices;
    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable Sinks sinks;
    private @Nullable Communities communities;

    /// @param serializers of the input topics, by name, for the bytes of refused records
    /// @param devices in this process, null if there are none
    CoordinatorProcessor(StateCodecs codecs, Map<String, Serializer<SpecificRecord>> serializers,
            CoordinatorMetrics metrics, CoordinatorSettings settings,
            @Nullable CoordinatorDevices devices) {
        this.codecs = codecs;
        this.serializers = serializers;
        this.metrics = metrics;
        this.settings = settings;
        this.devices = devices;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        KeyValueStore<String, byte[]> store = newContext.getStateStore(CoordinatorTopology.STORE);
        var newSinks = new Sinks(newContext, metrics, devices);
        sinks = newSinks;
        var taken = new Communities(new StoreEntries(store), codecs, newSinks, metrics,
                new Patience(settings.answerPatience(), settings.devicePatience(),
                        newContext::currentSystemTimeMs));
        communities = taken;
        newContext.schedule(LOOK_AT_CLOCK, PunctuationType.WALL_CLOCK_TIME, _ -> taken.wallClock());
    }

    @Override
    public void process(Record<String, Decoded<?>> record) {
        if (context == null || communities == null || sinks == null) {
            throw new IllegalStateException("a record came before init");
        }
        Decoded<?> decoded = record.value();
        if (decoded instanceof Decoded.Malformed<?>(byte[] bytes, String reason)) {
            sinks.refuse(held(context, record, bytes), new Refusal(RejectReason.MALFORMED, reason));
            return;
        }
        if (record.key() == null) {
            sinks.refuse(held(context, record, bytes(context, decoded)),
                    new Refusal(RejectReason.MALFORMED, "the key is missing, expected the community"));
            return;
        }
        if (decoded == null && !isConfiguration(context)) {
            return;
        }
        SpecificRecord value = value(decoded);
        ProcessorContext<?, ?> from = context;
        Refusal refusal = communities.accept(record.key(), value,
                () -> held(from, record, bytes(from, decoded)));
        if (refusal != null) {
            sinks.refuse(held(context, record, bytes(context, decoded)), refusal);
        } else if (devices != null && isConfiguration(context)) {
            configureDevices(context, communities, devices, record.withValue(value));
        }
    }

    /// Devices in this process report before anything is dispatched.
    private static void configureDevices(ProcessorContext<String, SpecificRecord> to, Communities communities,
            CoordinatorDevices devices, Record<String, @Nullable SpecificRecord> configuration) {
        to.forward(configuration, devices.node());
        if (configuration.value() instanceof Community community) {
            KeyValueStore<String, DeviceState> states = to.getStateStore(devices.stateStore());
            for (Prosumer prosumer : community.getProsumers()) {
                String key = community.getCommunityId() + '/' + prosumer.getProsumerId();
                DeviceState state = states.get(key);
                if (state != null) {
                    communities.accept(key, state, () -> {
                        throw new IllegalStateException("the community %s is configured".formatted(key));
                    });
                }
            }
        }
    }

    private static boolean isConfiguration(ProcessorContext<?, ?> context) {
        return topic(context).equals(CoordinatorTopology.TOMBSTONES);
    }

    private static String topic(ProcessorContext<?, ?> context) {
        return context.recordMetadata().map(RecordMetadata::topic).orElse("");
    }

    private static @Nullable SpecificRecord value(@Nullable Decoded<?> decoded) {
        return decoded instanceof Decoded.Value<?>(SpecificRecord value) ? value : null;
    }

    /// Time of a record; those that are read before all others have lost theirs to that order.
    private static Instant time(Record<String, Decoded<?>> record) {
        return switch (value(record.value())) {
            case Price price -> price.getKnowledgeTime();
            case Community community -> community.getKnowledgeTime();
            case null, default -> Instant.ofEpochMilli(record.timestamp());
        };
    }

    private byte[] bytes(ProcessorContext<?, ?> from, @Nullable Decoded<?> decoded) {
        SpecificRecord value = value(decoded);
        Serializer<SpecificRecord> serializer = serializers.get(topic(from));
        return value == null || serializer == null ? new byte[0] : serializer.serialize(topic(from), value);
    }

    private Held held(ProcessorContext<?, ?> from, Record<String, Decoded<?>> record, byte[] bytes) {
        Optional<RecordMetadata> metadata = from.recordMetadata();
        return new Held(topic(from), metadata.map(RecordMetadata::partition).orElse(-1),
                metadata.map(RecordMetadata::offset).orElse(-1L), record.key() == null ? "" : record.key(),
                time(record).toEpochMilli(), from.currentSystemTimeMs(), bytes);
    }

    /// Writes decisions to their topics, stamped with their event time.
    private record Sinks(ProcessorContext<String, SpecificRecord> context, CoordinatorMetrics metrics,
            @Nullable CoordinatorDevices devices)
            implements
                Decisions {
        @Override
        public void refuse(Held held, Refusal refusal) {
            var origin = new Origin(held.topic(), held.partition(), held.offset(), held.key(),
                    Instant.ofEpochMilli(held.timeMillis()));
            Rejected rejected = origin.rejected("coordinator", refusal, held.value());
            metrics.rejected(rejected);
            context.forward(new Record<>(rejected.getKey(), rejected, held.timeMillis()),
                    CoordinatorTopology.REJECTED_SINK);
        }

        @Override
        public void request(SolveRequest request) {
            context.forward(
                    new Record<>(request.getCommunityId(), request, request.getRequestedAt().toEpochMilli()),
                    CoordinatorTopology.REQUESTS_SINK);
            hurry();
        }

        @Override
        public void hurry() {
            context.commit();
        }

        @Override
        public @Nullable DeviceState dispatch(Dispatch dispatch) {
            Record<String, SpecificRecord> record = new Record<>(
                    dispatch.getCommunityId() + '/' + dispatch.getProsumerId(), dispatch,
                    dispatch.getKnowledgeTime().toEpochMilli());
            context.forward(record, CoordinatorTopology.DISPATCHES_SINK);
            if (devices == null) {
                return null;
            }
            context.forward(record, devices.node());
            KeyValueStore<String, DeviceState> states = context.getStateStore(devices.stateStore());
            return states.get(record.key());
        }

        @Override
        public void record(SolveRecord record) {
            context.forward(
                    new Record<>(record.getCommunityId(), record, record.getRequestedAt().toEpochMilli()),
                    CoordinatorTopology.RECORDS_SINK);
        }
    }
}
