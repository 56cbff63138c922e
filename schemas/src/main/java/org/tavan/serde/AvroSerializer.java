package org.tavan.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.tavan.registry.RegistryException;

/// Writes records in Confluent's wire format: `0 | schema id (4 bytes, big-endian) | Avro binary`.
///
/// May be shared by threads: what is reused lives in the thread, what is shared is immutable.
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;
    private static final int KEPT_BYTES = 1 << 20;
    private static final ThreadLocal<Buffer> BUFFER = ThreadLocal.withInitial(Buffer::new);

    private final Map<String, Map<Schema, RecordWriter>> writers = new ConcurrentHashMap<>();
    private @Nullable AvroSerdeConfig config;

    @Override
    public void configure(Map<String, ?> configuration, boolean key) {
        config = AvroSerdeConfig.of(configuration, key);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T data) {
        if (data == null) {
            return null;
        }
        try {
            RecordWriter writer = writer(topic, data.getSchema());
            Buffer buffer = BUFFER.get();
            try {
                buffer.begin(writer.id());
                writer.write(data, buffer.encoder);
                return buffer.end();
            } finally {
                if (buffer.bytes.size() > KEPT_BYTES) {
                    BUFFER.remove();
                }
            }
        } catch (RegistryException | AvroRuntimeException | ClassCastException | NullPointerException
                | IOException e) {
            throw new SerializationException("cannot write a %s for topic %s: %s"
                    .formatted(data.getSchema().getFullName(), topic, e.getMessage()), e);
        }
    }

    private RecordWriter writer(String topic, Schema schema) {
        Map<Schema, RecordWriter> ofTopic = writers.get(topic);
        if (ofTopic == null) {
            ofTopic = writers.computeIfAbsent(topic, _ -> new ConcurrentHashMap<>());
        }
        RecordWriter writer = ofTopic.get(schema);
        if (writer == null) {
            if (config == null) {
                throw new IllegalStateException("serializer is not configured, call configure first");
            }
            writer = RecordWriter.of(config, config.subject(topic), schema);
            ofTopic.put(schema, writer);
        }
        return writer;
    }

    /// What one thread reuses from record to record.
    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        private void begin(int id) {
            // A record that failed may have left bytes in the encoder; it hands them over here, before the reset.
            encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
            bytes.reset();
            bytes.write(MAGIC);
            bytes.write(id >>> 24);
            bytes.write(id >>> 16);
            bytes.write(id >>> 8);
            bytes.write(id);
        }

        private byte[] end() throws IOException {
            encoder.flush();
            return bytes.toByteArray();
        }
    }
}
