package org.tavan.streams.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.serde.SafeDeserializer;
import org.tavan.streams.StreamsMetrics;

/// Sends inputs that cannot be used to the topic of rejected ones, with their bytes and the reason.
final class Rejections {
    private static final String SERVICE = "streams-app";

    private final ProcessorContext<String, Object> context;
    private final String sink;
    private final StreamsMetrics metrics;

    Rejections(ProcessorContext<String, Object> context, String sink, StreamsMetrics metrics) {
        this.context = context;
        this.sink = sink;
        this.metrics = metrics;
    }

    /// Rejects the record being processed.
    void reject(Record<String, ?> input, byte @Nullable [] bytes, RejectReason reason, String message) {
        RecordMetadata source = context.recordMetadata().orElse(null);
        byte[] kept = bytes == null
                ? new byte[0]
                : Arrays.copyOf(bytes, Math.min(bytes.length, SafeDeserializer.BYTES_MAX));
        Rejected rejected = Rejected.newBuilder()
                .setService(SERVICE)
                .setReason(reason)
                .setMessage(message)
                .setTopic(source == null ? "" : source.topic())
                .setPartition(source == null ? -1 : source.partition())
                .setOffset(source == null ? -1 : source.offset())
                .setKey(input.key() == null ? "" : input.key())
                .setValue(ByteBuffer.wrap(kept))
                .setKnowledgeTime(Instant.ofEpochMilli(input.timestamp()))
                .build();
        metrics.rejected(reason.name());
        context.forward(new Record<>(rejected.getKey(), rejected, Math.max(0, input.timestamp())), sink);
    }
}
