package org.tavan.streams.codec;

import java.nio.charset.StandardCharsets;

/// Reads what [BinaryWriter] wrote.
public final class BinaryReader {
    private final byte[] bytes;
    private int position;

    /// Reads from the start.
    public BinaryReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /// One byte, 0 to 255.
    public int getByte() {
        return bytes[position++] & 0xFF;
    }

    /// A whole number.
    public long getLong() {
        long raw = 0;
        int shift = 0;
        int next;
        do {
            next = bytes[position++];
            raw |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (raw >>> 1) ^ -(raw & 1);
    }

    /// A whole number that fits an int.
    public int getInt() {
        return Math.toIntExact(getLong());
    }

    /// A double.
    public double getDouble() {
        return Double.longBitsToDouble(getFixed());
    }

    /// Eight bytes, big-endian.
    public long getFixed() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[position++] & 0xFF);
        }
        return value;
    }

    /// A text.
    public String getText() {
        int length = getInt();
        var text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    /// Fails unless the first byte is the version that this code writes.
    public BinaryReader expectVersion(int version) {
        int found = getByte();
        if (found != version) {
            throw new IllegalStateException(
                    "State has version %d, this code reads %d; reset the application.".formatted(found,
                            version));
        }
        return this;
    }
}
