package org.tavan.solver.coordinator;

import org.jspecify.annotations.Nullable;
import org.tavan.solver.state.Codec;
import org.tavan.solver.state.Refusal;

/// An input with its place in the log, kept until the configuration of its community comes.
///
/// @param topic topic of its record
/// @param partition partition of its record
/// @param offset offset of its record
/// @param key key of its record, with the community
/// @param timeMillis when it came to be known
/// @param sinceWallMillis when it was first held, by the wall clock
/// @param value its bytes as they came
@SuppressWarnings("ArrayRecordComponent") // held inputs are never compared
record Held(String topic, int partition, long offset, String key, long timeMillis, long sinceWallMillis,
        byte[] value) {
    static final Codec<Held> CODEC = Codec.of((out, held) -> {
        out.writeUTF(held.topic());
        out.writeInt(held.partition());
        out.writeLong(held.offset());
        out.writeUTF(held.key());
        out.writeLong(held.timeMillis());
        out.writeLong(held.sinceWallMillis());
        out.writeInt(held.value().length);
        out.write(held.value());
    }, in -> new Held(in.readUTF(), in.readInt(), in.readLong(), in.readUTF(), in.readLong(), in.readLong(),
            in.readNBytes(in.readInt())));

    /// Takes a held input up again.
    interface Retry {
        /// {@return why it cannot be used, null if it can}
        @Nullable
        Refusal accept(Held held);
    }
}
