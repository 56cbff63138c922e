package org.tavan.serde;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Makes a stream survive bad bytes: what the deserializer behind it refuses becomes a [Decoded.Malformed].
///
/// A registry that cannot be reached says nothing about the bytes, so that failure is passed on.
public final class SafeDeserializer<V> implements Deserializer<Decoded<V>> {
    /// Most bytes kept of a malformed record.
    public static final int BYTES_MAX = 64 * 1024;

    private final Deserializer<V> inner;

    /// Wraps a deserializer that is configured.
    public SafeDeserializer(Deserializer<V> inner) {
        this.inner = inner;
    }

    @Override
    public void configure(Map<String, ?> configuration, boolean key) {
        inner.configure(configuration, key);
    }

    @Override
    public @Nullable Decoded<V> deserialize(String topic, byte @Nullable [] data) {
        return decode(() -> inner.deserialize(topic, data), data);
    }

    @Override
    public @Nullable Decoded<V> deserialize(String topic, Headers headers, byte @Nullable [] data) {
        return decode(() -> inner.deserialize(topic, headers, data), data);
    }

    @Override
    public void close() {
        inner.close();
    }

    private @Nullable Decoded<V> decode(Decoding<V> decoding, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        try {
            V value = decoding.run();
            return value == null
                    ? malformed(data, "it was read as nothing, expected a record")
                    : new Decoded.Value<>(value);
        } catch (SerializationException e) {
            if (isOutage(e)) {
                throw e;
            }
            return malformed(data, String.valueOf(e.getMessage()));
        }
    }

    private static <V> Decoded<V> malformed(byte[] data, String reason) {
        return new Decoded.Malformed<>(Arrays.copyOf(data, Math.min(data.length, BYTES_MAX)), reason);
    }

    /// Confluent's deserializer wraps failures of the network in a [SerializationException].
    private static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException || cause instanceof UnknownHostException
                    || cause instanceof HttpTimeoutException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }

    @FunctionalInterface
    private interface Decoding<V> {
        @Nullable
        V run();
    }
}
