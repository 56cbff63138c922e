package org.tavan.serde;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.tavan.config.KafkaSettings;
import org.tavan.registry.RegistryClient;
import org.tavan.schema.Price;
import org.tavan.schema.Reading;
import org.tavan.topic.NamedTypes;
import org.tavan.topic.Topics;

class TavanSerdesTest {
    private final String registry = "mock://serdes-" + System.identityHashCode(this);
    private final TavanSerdes serdes = TavanSerdes.of(KafkaSettings.of("unused:1", registry));

    /// A serde that somebody else wrote, named in the configuration.
    public static final class TextSerde extends Serdes.WrapperSerde<String> {
        public TextSerde() {
            super(Serdes.String().serializer(), Serdes.String().deserializer());
        }
    }

    @Test
    void repartitionTopicsAndChangelogsUseTheSubjectOfTheTopic() {
        Serde<Reading> serde = serdes.value(Topics.READINGS);

        byte[] bytes = serde.serializer()
                .serialize("app-by-meter-repartition", new RecordHeaders(), Samples.reading(1));
        Reading read = serde.deserializer().deserialize("app-store-changelog", new RecordHeaders(), bytes);

        assertEquals(Samples.reading(1), read);
        assertEquals(List.of("tavan.readings.v1-value"),
                RegistryClient.of(Map.of("schema.registry.url", registry)).subjects());
    }

    @Test
    void aFailureNamesTheTopicThatTheBytesCameFrom() {
        Serde<Reading> serde = serdes.value(Topics.READINGS);

        var refusal = assertThrows(SerializationException.class,
                () -> serde.deserializer().deserialize("app-by-meter-repartition", new byte[]{1, 2, 3}));

        assertEquals("app-by-meter-repartition: cannot read a record of topic tavan.readings.v1: "
                + "3 bytes that do not begin with 0 and a schema id", refusal.getMessage());
    }

    @Test
    void badBytesAreKeptWithTheReason() {
        Serde<Decoded<Reading>> serde = serdes.decoded(Topics.READINGS);
        byte[] bad = new byte[100_000];
        Arrays.fill(bad, (byte) 7);

        Decoded<Reading> decoded = serde.deserializer().deserialize("t", bad);

        var malformed = assertInstanceOf(Decoded.Malformed.class, decoded);
        assertArrayEquals(Arrays.copyOf(bad, SafeDeserializer.BYTES_MAX), malformed.bytes());
        assertTrue(malformed.reason().contains("100000 bytes that do not begin with 0"), malformed.reason());
        assertArrayEquals(malformed.bytes(), serde.serializer().serialize("t", decoded));
    }

    @Test
    void goodRecordsAndTombstonesPassTheSafeSerde() {
        Serde<Decoded<Reading>> serde = serdes.decoded(Topics.READINGS);
        Decoded<Reading> value = new Decoded.Value<>(Samples.reading(3));

        byte[] bytes = serde.serializer().serialize("t", value);

        assertEquals(value, serde.deserializer().deserialize("t", bytes));
        assertNull(serde.serializer().serialize("t", null));
        assertNull(serde.deserializer().deserialize("t", null));
    }

    @Test
    void anOutageOfTheRegistryIsNoFaultOfTheBytes() {
        Deserializer<Reading> confluentLike = (_, _) -> {
            throw new SerializationException("Error retrieving Avro schema", new ConnectException("refused"));
        };

        assertThrows(SerializationException.class,
                () -> new SafeDeserializer<>(confluentLike).deserialize("t", new byte[]{0}));
    }

    @Test
    void refusedCredentialsAreNoFaultOfTheBytes() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Serde<Decoded<Price>> serde = TavanSerdes.of(KafkaSettings.of("unused:1", url))
                    .decoded(Topics.PRICES);

            var refusal = assertThrows(KafkaException.class,
                    () -> serde.deserializer().deserialize("t", new byte[]{0, 0, 0, 0, 1, 2}));

            assertFalse(refusal instanceof SerializationException);
            assertTrue(String.valueOf(refusal.getMessage()).contains("answered 401"), refusal.getMessage());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theSerdeIsTheOneThatTheSettingsNameAndIsHeldToTheType() {
        Serde<Price> serde = TavanSerdes
                .of(new KafkaSettings("unused:1", registry, TextSerde.class.getName(), null))
                .value(Topics.PRICES);

        var refusal = assertThrows(SerializationException.class,
                () -> serde.deserializer().deserialize(Topics.PRICES.name(), new byte[]{65}));

        assertEquals("cannot read a record of topic tavan.prices.v1: it is a java.lang.String, expected a "
                + "org.tavan.schema.Price", refusal.getMessage());
    }

    @Test
    void aSerdeThatIsNotThereIsRefusedByName() {
        TavanSerdes absent = TavanSerdes
                .of(new KafkaSettings("unused:1", registry, "com.example.Absent", null));

        var refusal = assertThrows(ConfigException.class, () -> absent.value(Topics.PRICES));

        assertTrue(String.valueOf(refusal.getMessage()).contains("tavan.serde.value.class"),
                refusal.getMessage());
        assertTrue(String.valueOf(refusal.getMessage()).contains("com.example.Absent"), refusal.getMessage());
    }

    /// Avro refuses every class that is not declared; no system property helps here.
    @Test
    void exactlyTheGeneratedClassesAreTrusted() throws Exception {
        assertNull(System.getProperty("org.apache.avro.SERIALIZABLE_PACKAGES"));
        assertNull(System.getProperty("org.apache.avro.SERIALIZABLE_CLASSES"));

        for (String name : NamedTypes.all().keySet()) {
            ClassSecurityValidator.validate(Class.forName(name));
        }

        assertThrows(SecurityException.class, () -> ClassSecurityValidator.validate(TextSerde.class));
        assertThrows(SecurityException.class, () -> ClassSecurityValidator.validate(Reading.Builder.class));
    }

    @Test
    void recordsMayBeBuiltBeforeAnythingElseIsUsed() throws Exception {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), FirstUse.class.getName())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("FORWARD RAW"), output);
    }

    @Test
    void keysAreText() {
        assertArrayEquals(new byte[]{'a'}, serdes.key().serializer().serialize("t", "a"));
    }
}
