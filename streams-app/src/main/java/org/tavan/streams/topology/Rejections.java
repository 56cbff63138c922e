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
        send(source == null ? "" : source.topic(), source == null ? -1 : source.partition(),
                source == null ? -1 : source.offset(), input.key(), bytes, reason, message,
                input.timestamp());
    }

    void send(
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            byte @Nullable [] bytes,
            RejectReason reason,
            String message,
            long timeMillis) {
        byte[] kept = bytes == null
                ? new byte[0]
                : Arrays.copyOf(bytes, Math.min(bytes.length, SafeDeserializer.BYTES_MAX));
        Rejected rejected = Rejected.newBuilder()
                .setService(SERVICE)
                .setReason(reason)
                .setMessage(message)
                .setTopic(topic)
                .setPartition(partition)
                .setOffset(offset)
                .setKey(key == null ? "" : key)
                .setValue(ByteBuffer.wrap(kept))
                .setKnowledgeTime(Instant.ofEpochMilli(timeMillis))
                .build();
        metrics.rejected(reason.name());
        context.forward(new Record<>(rejected.getKey(), rejected, Math.max(0, timeMillis)), sink);
    }
}
