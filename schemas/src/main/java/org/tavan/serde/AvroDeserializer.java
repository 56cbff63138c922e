package org.tavan.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.tavan.registry.RegistryException;

/// Reads records in Confluent's wire format, resolving the schema they were written by to that of the generated class.
///
/// May be shared by threads: readers and decoders live in the thread. Whatever the bytes are, only
/// [SerializationException] is thrown, with the topic and the cause. A registry that cannot be reached is
/// [org.tavan.registry.RegistryUnavailableException] and one that refuses the credentials a plain [KafkaException],
/// because the bytes may be good.
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private final ThreadLocal<Context> contexts = ThreadLocal.withInitial(Context::new);
    private @Nullable AvroSerdeConfig config;

    @Override
    public void configure(Map<String, ?> configuration, boolean key) {
        config = AvroSerdeConfig.of(configuration, key);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (config == null) {
            throw new IllegalStateException("deserializer is not configured, call configure first");
        }
        Class<? extends SpecificRecord> type = config.readerType(topic)
                .orElseThrow(
                        () -> failure(topic, "no type to read into, expected a topic of the catalogue or "
                                + AvroSerdeConfig.VALUE_TYPE, null));
        if (data.length < AvroSerializer.HEADER_BYTES || data[0] != AvroSerializer.MAGIC) {
            throw failure(topic, "%d bytes that do not begin with 0 and a schema id".formatted(data.length),
                    null);
        }
        int id = ByteBuffer.wrap(data, 1, Integer.BYTES).getInt();
        try {
            return read(contexts.get(), type, id, data);
        } catch (SerializationException e) {
            throw failure(topic, "schema id %d: %s".formatted(id, e.getMessage()), e);
        } catch (RegistryException e) {
            if (e.status() == 401 || e.status() == 403) {
                throw new KafkaException("schema id %d of topic %s cannot be looked up: %s".formatted(id,
                        topic, e.getMessage()), e);
            }
            throw failure(topic, "schema id %d: %s".formatted(id, e.getMessage()), e);
        } catch (KafkaException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failure(topic, "schema id %d: %s".formatted(id, e), e);
        }
    }

    private T read(Context context, Class<? extends SpecificRecord> type, int id, byte[] data)
            throws IOException {
        DatumReader<T> reader = context.reader(type, id);
        int length = data.length - AvroSerializer.HEADER_BYTES;
        context.decoder = DecoderFactory.get()
                .binaryDecoder(data, AvroSerializer.HEADER_BYTES, length, context.decoder);
        T record = reader.read(null, context.decoder);
        if (!context.decoder.isEnd()) {
            throw new SerializationException("bytes are left after the record");
        }
        return record;
    }

    private DatumReader<T> newReader(Class<? extends SpecificRecord> type, int id) {
        if (config == null) {
            throw new IllegalStateException("deserializer is not configured, call configure first");
        }
        Schema own = SpecificData.get().getSchema(type);
        Schema writer = config.registry().schema(id);
        if (!own.getFullName().equals(writer.getFullName())) {
            throw new SerializationException(
                    "it is a %s, expected a %s".formatted(writer.getFullName(), own.getFullName()));
        }
        return new SpecificDatumReader<>(writer, own, new RecordModel(own));
    }

    private static SerializationException failure(String topic, String what, @Nullable Throwable cause) {
        return new SerializationException("cannot read a record of topic %s: %s".formatted(topic, what),
                cause);
    }

    /// What one thread reuses from record to record.
    private final class Context {
        private final Map<ReaderKey, DatumReader<T>> readers = new HashMap<>();
        private @Nullable BinaryDecoder decoder;

        private DatumReader<T> reader(Class<? extends SpecificRecord> type, int id) {
            var key = new ReaderKey(type, id);
            DatumReader<T> reader = readers.get(key);
            if (reader == null) {
                reader = newReader(type, id);
                readers.put(key, reader);
            }
            return reader;
        }
    }

    private record ReaderKey(Class<? extends SpecificRecord> type, int id) {}
}
