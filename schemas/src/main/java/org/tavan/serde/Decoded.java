package org.tavan.serde;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A record as it came from a topic: readable or not. A tombstone is null.
public sealed interface Decoded<V> {
    /// A record that could be read.
    record Value<V>(V value) implements Decoded<V> {}

    /// Bytes that could not be read.
    ///
    /// @param bytes the first [SafeDeserializer#BYTES_MAX] of them; never changed
    /// @param reason what is wrong with them, and where
    @SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content
    record Malformed<V>(byte[] bytes, String reason) implements Decoded<V> {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Malformed<?> that && Arrays.equals(bytes, that.bytes)
                    && reason.equals(that.reason);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(bytes) + reason.hashCode();
        }

        @Override
        public String toString() {
            return "Malformed[%d bytes, %s]".formatted(bytes.length, reason);
        }
    }
}
