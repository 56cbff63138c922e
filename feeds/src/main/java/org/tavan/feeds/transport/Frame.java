package org.tavan.feeds.transport;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One frame as it arrived.
///
/// @param bytes its bytes; of a frame that is too large, the first [#BYTES_MAX]; never changed
/// @param length length that it had
/// @param origin where it came from, for people: a file, an address
/// @param position number of the line in a file or body, from 1; −1: none
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content
public record Frame(byte[] bytes, long length, String origin, long position) {
    /// Largest frame (bytes).
    public static final int BYTES_MAX = 64 * 1024;

    /// Whether it was too large to be decoded.
    public boolean tooLarge() {
        return length > BYTES_MAX;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Frame that && Arrays.equals(bytes, that.bytes) && length == that.length
                && origin.equals(that.origin)
                && position == that.position;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + Long.hashCode(position);
    }

    @Override
    public String toString() {
        return "Frame[%d bytes, %s, %d]".formatted(length, origin, position);
    }
}
