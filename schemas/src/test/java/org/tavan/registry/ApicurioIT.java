package org.tavan.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.apicurio.registry.serde.avro.AvroSerde;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Reading;
import org.tavan.schema.Unit;
import org.tavan.serde.EvolutionTest;
import org.tavan.serde.Samples;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// The contract against Apicurio Registry, and records exchanged with its serde, which shares no code with ours.
class ApicurioIT extends RegistryContract {
    @Nullable
    private static ApicurioProcess apicurio;

    @BeforeAll
    static void start() throws Exception {
        apicurio = ApicurioProcess.start(Path.of(System.getProperty("tavan.apicurio")));
    }

    @AfterAll
    static void stop() {
        if (apicurio != null) {
            apicurio.close();
        }
    }

    @Override
    protected URI url() {
        return Objects.requireNonNull(apicurio).url();
    }

    static List<Topic<?>> topics() {
        return Topics.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    <V extends SpecificRecord> void apicurioReadsWhatWeWrite(Topic<V> topic) {
        RegistryBootstrap.register(client());
        V record = Samples.random(topic, new Random(1));

        byte[] bytes = ours().value(topic).serializer().serialize(topic.name(), record);
        V read = theirs().value(topic).deserializer().deserialize(topic.name(), bytes);

        assertEquals(record, read);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    <V extends SpecificRecord> void weReadWhatApicurioWrites(Topic<V> topic) {
        RegistryBootstrap.register(client());
        V record = Samples.random(topic, new Random(2));

        byte[] bytes = theirs().value(topic).serializer().serialize(topic.name(), record);
        V read = ours().value(topic).deserializer().deserialize(topic.name(), bytes);

        assertEquals(record, read);
    }

    /// The older application writes with Apicurio's serde, ours reads.
    @Test
    void aReadingOfAnOlderApplicationIsRead() {
        GenericRecord sent = Samples.generic(EvolutionTest.older(), new Random(3));

        byte[] bytes = theirGenericSerde().serializer().serialize("evolution-older", sent);
        Reading read = ours().value(Topics.READINGS).deserializer().deserialize("any", bytes);

        assertEquals(sent.get("meterId").toString(), read.getMeterId());
        assertEquals("", read.getSource());
    }

    /// The newer application writes with Apicurio's serde a unit that we do not know, ours reads.
    @Test
    void aReadingOfANewerApplicationIsRead() {
        GenericRecord sent = Samples.generic(EvolutionTest.newer(), new Random(4));
        sent.put("unit", new GenericData.EnumSymbol(EvolutionTest.newer().getField("unit").schema(), "VARH"));

        byte[] bytes = theirGenericSerde().serializer().serialize("evolution-newer", sent);
        Reading read = ours().value(Topics.READINGS).deserializer().deserialize("any", bytes);

        assertEquals(sent.get("meterId").toString(), read.getMeterId());
        assertEquals(Unit.UNKNOWN, read.getUnit());
    }

    /// Versions of all three may live in one subject in any order.
    @Test
    void olderCurrentAndNewerMayFollowOneAnother() {
        String subject = "evolution-all-value";
        client().setCompatibility(subject, CompatibilityLevel.FULL_TRANSITIVE);

        client().register(subject, EvolutionTest.newer());
        client().register(subject, EvolutionTest.older());
        client().register(subject, Reading.getClassSchema());

        assertEquals(List.of(1, 2, 3), client().versions(subject));
    }

    private Serde<GenericRecord> theirGenericSerde() {
        var serde = new AvroSerde<GenericRecord>();
        serde.configure(Map.of("apicurio.registry.url", Objects.requireNonNull(apicurio).ownUrl().toString(),
                "apicurio.registry.auto-register", "true"), false);
        return serde;
    }

    private TavanSerdes ours() {
        return TavanSerdes.of(KafkaSettings.of("unused:1", url().toString()));
    }

    /// Apicurio's serde in the place of ours, by configuration alone.
    private TavanSerdes theirs() {
        String url = Objects.requireNonNull(apicurio).ownUrl().toString();
        return TavanSerdes.of(new KafkaSettings("unused:1", url().toString(), AvroSerde.class.getName(),
                Map.of("apicurio.registry.url", url, "apicurio.registry.use-specific-avro-reader", "true",
                        "apicurio.registry.auto-register", "true",
                        "apicurio.registry.if-exists", "FIND_OR_CREATE_VERSION")));
    }
}
