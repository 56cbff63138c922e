package org.tavan.serde;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.tavan.registry.RegistryClient;
import org.tavan.schema.Reading;
import org.tavan.schema.Unit;
import org.tavan.topic.Topics;

/// Readings of an application that is older, and of one that is newer.
public final class EvolutionTest {
    private static final String TOPIC = Topics.READINGS.name();

    private final Map<String, Object> configuration = new HashMap<>(
            Map.of("schema.registry.url", "mock://evolution-" + System.identityHashCode(this)));
    private final RegistryClient registry = RegistryClient.of(configuration);

    /// The schema before `revision` and `source` came.
    public static Schema older() {
        return parse(Reading.getClassSchema()
                .toString()
                .replaceFirst(",\\{\"name\":\"revision\".*", "]}"));
    }

    /// A schema with one more field, and one more unit.
    public static Schema newer() {
        return parse(Reading.getClassSchema()
                .toString()
                .replace("\"fields\":[",
                        "\"fields\":[{\"name\":\"batch\",\"type\":[\"null\",\"string\"],\"default\":null},")
                .replace("\"symbols\":[\"UNKNOWN\",\"WH\",\"W\"]",
                        "\"symbols\":[\"UNKNOWN\",\"WH\",\"W\",\"VARH\"]"));
    }

    @Test
    void aReadingOfAnOlderApplicationIsReadWithDefaults() throws Exception {
        GenericRecord old = Samples.generic(older(), new Random(1));
        byte[] bytes = write(registry.register("any-value", older()), old);

        Reading read = this.<Reading>serde().deserializer().deserialize(TOPIC, bytes);

        assertEquals(old.get("meterId").toString(), read.getMeterId());
        assertEquals(old.get("mantissa"), read.getMantissa());
        assertEquals(0, read.getRevision());
        assertEquals("", read.getSource());
    }

    @Test
    void aReadingOfANewerApplicationIsReadWithoutWhatIsNew() throws Exception {
        GenericRecord sent = Samples.generic(newer(), new Random(2));
        sent.put("unit", new GenericData.EnumSymbol(newer().getField("unit").schema(),
                "VARH"));
        byte[] bytes = write(registry.register("any-value", newer()), sent);

        Reading read = this.<Reading>serde().deserializer().deserialize(TOPIC, bytes);

        assertEquals(Unit.UNKNOWN, read.getUnit());
        assertEquals(sent.get("source").toString(), read.getSource());
    }

    @Test
    void withUseLatestVersionARecordIsWrittenByTheVersionOfTheRegistry() throws Exception {
        registry.register(TOPIC + "-value", Reading.getClassSchema());
        int id = registry.register(TOPIC + "-value", newer());
        configuration.putAll(Map.of("auto.register.schemas", "false", "use.latest.version", "true"));

        byte[] bytes = this.<Reading>serde().serializer().serialize(TOPIC, Samples.reading(5));

        GenericRecord written = new GenericDatumReader<GenericRecord>(newer())
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        assertEquals(id, ByteBuffer.wrap(bytes).getInt(1));
        assertEquals(5L, written.get("mantissa"));
        assertEquals("gateway", written.get("source").toString());
        assertEquals(Samples.reading(5), serde().deserializer().deserialize(TOPIC, bytes));
    }

    private <T extends SpecificRecord> AvroSerde<T> serde() {
        var serde = new AvroSerde<T>();
        serde.configure(configuration, false);
        return serde;
    }

    private static byte[] write(int id, GenericRecord data) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(data.getSchema()).write(data, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }
}
