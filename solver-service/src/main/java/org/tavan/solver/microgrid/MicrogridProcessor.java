package org.tavan.solver.microgrid;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.serde.Decoded;
import org.tavan.solver.state.Origin;
import org.tavan.solver.state.Refusal;
import org.tavan.solver.state.StoreEntries;
import org.tavan.topic.Topics;

/// Connects the microgrids of one task to the topics.
final class MicrogridProcessor implements Processor<String, byte[], String, SpecificRecord> {
    private static final Duration LOOK_AT_CLOCK = Duration.ofMillis(100);
    /// Topics whose unreadable records nobody else refuses.
    private static final Set<String> OWN = Set.of(Topics.MICROGRIDS.name(), Topics.MICROGRID_SCHEDULES.name(),
            Topics.DEMAND_SIGNALS.name(), Topics.DEMAND_RESPONSES.name());

    private final MicrogridState.Codecs codecs;
    private final Map<String, Deserializer<? extends Decoded<? extends SpecificRecord>>> decoders;
    private final MicrogridMetrics metrics;
    private final RequestSettings settings;
    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable Microgrids microgrids;

    /// @param decoders of the input topics, by name
    MicrogridProcessor(MicrogridState.Codecs codecs,
            Map<String, Deserializer<? extends Decoded<? extends SpecificRecord>>> decoders,
            MicrogridMetrics metrics, RequestSettings settings) {
        this.codecs = codecs;
        this.decoders = decoders;
        this.metrics = metrics;
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        KeyValueStore<String, byte[]> store = newContext.getStateStore(MicrogridTopology.STORE);
        var taken = new Microgrids(new StoreEntries(store), codecs, settings,
                request -> send(newContext, request), metrics, newContext::currentSystemTimeMs);
        microgrids = taken;
        newContext.schedule(LOOK_AT_CLOCK, PunctuationType.WALL_CLOCK_TIME, _ -> taken.wallClock());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        ProcessorContext<String, SpecificRecord> to = Objects.requireNonNull(context,
                "a record came before init");
        Microgrids taken = Objects.requireNonNull(microgrids, "a record came before init");
        Optional<RecordMetadata> metadata = to.recordMetadata();
        String topic = metadata.map(RecordMetadata::topic).orElse("");
        String key = record.key();
        if (key == null) {
            refuse(to, record, topic, record.timestamp(),
                    new Refusal(RejectReason.MALFORMED, "the key is missing, expected the community"));
            return;
        }
        if (topic.equals(Topics.SOLVE_REQUESTS.name()) && !taken.has(key)) {
            taken.passed(key, record.timestamp());
            return;
        }
        if (record.value() == null) {
            removed(taken, topic, key);
            return;
        }
        switch (Objects.requireNonNull(decoders.get(topic)).deserialize(topic, record.value())) {
            case Decoded.Malformed<?>(_, String reason) -> refuse(to, record, topic, record.timestamp(),
                    new Refusal(RejectReason.MALFORMED, reason));
            case Decoded.Value<? extends SpecificRecord>(SpecificRecord value) -> {
                Refusal refusal = taken.accept(key, value);
                if (refusal != null) {
                    refuse(to, record, topic, value instanceof Microgrid microgrid
                            ? microgrid.getKnowledgeTime().toEpochMilli()
                            : record.timestamp(), refusal);
                }
            }
        }
    }

    /// Null records mean something on the topics of configurations alone.
    private static void removed(Microgrids taken, String topic, String key) {
        if (topic.equals(Topics.COMMUNITIES.name())) {
            taken.communityRemoved(key);
        } else if (topic.equals(Topics.MICROGRIDS.name())) {
            taken.microgridRemoved(key);
        }
    }

    private static void send(ProcessorContext<String, SpecificRecord> to, MicrogridRequest request) {
        to.forward(new Record<>(request.getCommunityId(), request, request.getRequestedAt().toEpochMilli()),
                MicrogridTopology.REQUESTS_SINK);
        to.commit();
    }

    private void refuse(ProcessorContext<String, SpecificRecord> to, Record<String, byte[]> record,
            String topic, long millis, Refusal refusal) {
        if (!OWN.contains(topic)) {
            return;
        }
        Optional<RecordMetadata> metadata = to.recordMetadata();
        var origin = new Origin(topic, metadata.map(RecordMetadata::partition).orElse(-1),
                metadata.map(RecordMetadata::offset).orElse(-1L), record.key() == null ? "" : record.key(),
                Instant.ofEpochMilli(millis));
        Rejected rejected = origin.rejected("microgrid", refusal,
                record.value() == null ? new byte[0] : record.value());
        metrics.rejected(rejected);
        to.forward(new Record<>(rejected.getKey(), rejected, millis), MicrogridTopology.REJECTED_SINK);
    }
}
