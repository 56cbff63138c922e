package org.tavan.solver.state;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.tavan.schema.Rejected;

/// Where a record came from that cannot be used.
///
/// @param topic its topic
/// @param partition its partition
/// @param offset its offset
/// @param key its key, empty if it has none
/// @param time when it came to be known
public record Origin(String topic, int partition, long offset, String key, Instant time) {
    private static final int BYTES_MAX = 64 * 1024;

    /// The refused record.
    ///
    /// @param service who refuses it
    /// @param refusal why
    /// @param value its bytes as they came
    public Rejected rejected(String service, Refusal refusal, byte[] value) {
        return Rejected.newBuilder()
                .setService(service)
                .setReason(refusal.reason())
                .setMessage(refusal.message())
                .setTopic(topic)
                .setPartition(partition)
                .setOffset(offset)
                .setKey(key)
                .setValue(ByteBuffer.wrap(value, 0, Math.min(value.length, BYTES_MAX)))
                .setKnowledgeTime(time)
                .build();
    }
}
