package org.tavan.streams.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes primitives to a buffer that grows and is used again: variable-length whole numbers, doubles as they are.
public final class BinaryWriter {
    private byte[] buffer = new byte[1024];
    private int size;

    /// Starts anew.
    public BinaryWriter reset() {
        size = 0;
        return this;
    }

    /// A copy of what was written.
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    /// One byte.
    public BinaryWriter putByte(int value) {
        ensure(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /// A whole number of either sign, small ones in few bytes (zigzag, seven bits a byte).
    public BinaryWriter putLong(long value) {
        ensure(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    /// A double, exact.
    public BinaryWriter putDouble(double value) {
        return putFixed(Double.doubleToRawLongBits(value));
    }

    /// Eight bytes, big-endian.
    public BinaryWriter putFixed(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /// A text.
    public BinaryWriter putText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putLong(bytes.length);
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    private void ensure(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
        }
    }
}
