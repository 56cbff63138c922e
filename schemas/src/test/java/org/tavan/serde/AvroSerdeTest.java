package org.tavan.serde;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.registry.RegistryBootstrap;
import org.tavan.registry.RegistryClient;
import org.tavan.schema.Community;
import org.tavan.schema.Reading;
import org.tavan.schema.Weather;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

class AvroSerdeTest {
    private final Map<String, Object> configuration = new HashMap<>(
            Map.of("schema.registry.url", "mock://" + System.identityHashCode(this)));

    static List<Topic<?>> topics() {
        return Topics.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    void recordsComeBackAsTheyWere(Topic<?> topic) {
        Serde<SpecificRecord> serde = serde();
        var random = new Random(7);

        for (int i = 0; i < 50; i++) {
            SpecificRecord record = Samples.random(topic, random);
            byte[] bytes = serde.serializer().serialize(topic.name(), record);
            assertEquals(record, serde.deserializer().deserialize(topic.name(), bytes));
        }
    }

    @Test
    void bytesBeginWithZeroAndTheIdInBigEndianOrder() {
        byte[] bytes = serde().serializer().serialize(Topics.READINGS.name(), Samples.reading(1));

        int id = RegistryClient.of(configuration).latest("tavan.readings.v1-value").id();
        assertEquals(0, bytes[0]);
        assertEquals(id, ByteBuffer.wrap(bytes).getInt(1));
    }

    @Test
    void nullPassesThroughBothWays() {
        Serde<SpecificRecord> serde = serde();

        assertNull(serde.serializer().serialize(Topics.COMMUNITIES.name(), null));
        assertNull(serde.deserializer().deserialize(Topics.COMMUNITIES.name(), null));
    }

    /// Four threads, one serde, all record types, and small and large records mixed.
    @Test
    void threadsMayShareASerde() throws Exception {
        Serde<SpecificRecord> serde = serde();
        var barrier = new CyclicBarrier(4);
        Callable<Integer> work = () -> {
            var random = new Random(Thread.currentThread().threadId());
            barrier.await();
            for (int i = 0; i < 2_000; i++) {
                Topic<?> topic = Topics.all().get(random.nextInt(Topics.all().size()));
                SpecificRecord record = Samples.random(topic, random);
                byte[] bytes = serde.serializer().serialize(topic.name(), record);
                assertEquals(record, serde.deserializer().deserialize(topic.name(), bytes));
            }
            return 2_000;
        };

        List<Future<Integer>> results;
        try (var threads = Executors.newFixedThreadPool(4)) {
            results = threads.invokeAll(List.of(work, work, work, work));
        }

        for (Future<Integer> result : results) {
            assertEquals(2_000, result.get());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void damagedBytesAreRefusedWithTopicAndCauseOrReadAsSomething(int seed) {
        Serde<SpecificRecord> serde = serde();
        var random = new Random(seed);
        int refused = 0;

        for (int i = 0; i < 3_000; i++) {
            Topic<?> topic = Topics.all().get(random.nextInt(Topics.all().size()));
            byte[] bytes = damage(serde.serializer().serialize(topic.name(), Samples.random(topic, random)),
                    random);
            try {
                serde.deserializer().deserialize(topic.name(), bytes);
            } catch (SerializationException e) {
                refused++;
                assertTrue(String.valueOf(e.getMessage())
                        .startsWith("cannot read a record of topic " + topic.name() + ": "), e.getMessage());
            }
        }

        assertTrue(refused > 1_000, "refused " + refused);
    }

    /// Length prefixes of 2 GB: of a string, of bytes, of arrays of numbers, records, unions and arrays.
    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    void aHugeLengthAllocatesLittle(Topic<?> topic) {
        Serde<SpecificRecord> serde = serde();
        byte[] good = serde.serializer().serialize(topic.name(), Samples.random(topic, new Random(3)));
        byte[] huge = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
        deserialize(serde, topic, good);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        for (int at = 5; at < good.length; at++) {
            byte[] bytes = Arrays.copyOf(good, Math.max(good.length, at + huge.length));
            System.arraycopy(huge, 0, bytes, at, huge.length);
            long before = threads.getCurrentThreadAllocatedBytes();
            deserialize(serde, topic, bytes);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 1_000_000,
                    "%d bytes allocated for a length at %d".formatted(allocated, at));
        }
    }

    @Test
    void bytesAfterTheRecordAreRefused() {
        Serde<SpecificRecord> serde = serde();
        byte[] good = serde.serializer().serialize(Topics.READINGS.name(), Samples.reading(1));

        var refusal = assertThrows(SerializationException.class,
                () -> serde.deserializer()
                        .deserialize(Topics.READINGS.name(), Arrays.copyOf(good, good.length + 1)));

        assertTrue(String.valueOf(refusal.getMessage()).contains("bytes are left after the record"));
    }

    @Test
    void anUnknownIdAndAnotherTypeAreRefused() {
        Serde<SpecificRecord> serde = serde();
        byte[] reading = serde.serializer().serialize(Topics.READINGS.name(), Samples.reading(1));
        byte[] unknown = reading.clone();
        unknown[1] = 0x7f;

        var noSchema = assertThrows(SerializationException.class,
                () -> serde.deserializer().deserialize(Topics.READINGS.name(), unknown));
        var otherType = assertThrows(SerializationException.class,
                () -> serde.deserializer().deserialize(Topics.PRICES.name(), reading));

        assertTrue(String.valueOf(noSchema.getMessage()).contains("Schema 2130706433 not found"),
                noSchema.getMessage());
        assertTrue(String.valueOf(otherType.getMessage())
                .contains("it is a org.tavan.schema.Reading, expected a org.tavan.schema.Price"),
                otherType.getMessage());
    }

    @Test
    void withoutAutoRegisterTheSchemaMustBeThere() {
        configuration.put("auto.register.schemas", "false");
        Serde<SpecificRecord> serde = serde();

        var refusal = assertThrows(SerializationException.class,
                () -> serde.serializer().serialize(Topics.READINGS.name(), Samples.reading(1)));
        RegistryBootstrap.register(RegistryClient.of(configuration));
        byte[] bytes = serde.serializer().serialize(Topics.READINGS.name(), Samples.reading(1));

        assertTrue(String.valueOf(refusal.getMessage()).contains(Topics.READINGS.name()),
                refusal.getMessage());
        assertEquals(Samples.reading(1), serde.deserializer().deserialize(Topics.READINGS.name(), bytes));
    }

    @Test
    void aRequiredStringThatIsAbsentIsRefusedByName() {
        var reading = new Reading();

        var refusal = assertThrows(SerializationException.class,
                () -> serde().serializer().serialize(Topics.READINGS.name(), reading));

        assertTrue(String.valueOf(refusal.getMessage()).contains("meterId"), refusal.getMessage());
    }

    @Test
    void aRecordThatFailedLeavesNothingBehind() {
        Serde<SpecificRecord> serde = serde();
        byte[] expected = serde.serializer().serialize(Topics.READINGS.name(), Samples.reading(1));
        var halfFilled = new Reading();
        halfFilled.put("meterId", "dsmr:E1");

        assertThrows(SerializationException.class,
                () -> serde.serializer().serialize(Topics.READINGS.name(), halfFilled));

        assertArrayEquals(expected, serde.serializer().serialize(Topics.READINGS.name(), Samples.reading(1)));
    }

    @Test
    void whatIsReadHasPlainListsAndCompactNumbers() {
        Serde<SpecificRecord> serde = serde();
        var random = new Random(1);
        var lists = new ArrayList<String>();

        for (Topic<?> topic : List.<Topic<?>>of(Topics.COMMUNITIES, Topics.WEATHER)) {
            byte[] bytes = serde.serializer().serialize(topic.name(), Samples.random(topic, random));
            switch (serde.deserializer().deserialize(topic.name(), bytes)) {
                case Community community -> {
                    lists.add(community.getProsumers().getClass().getSimpleName());
                    lists.add(community.getOffDaysOfWeek().getClass().getSimpleName());
                }
                case Weather weather -> lists.add(weather.getCloudFraction().getClass().getSimpleName());
                default -> throw new AssertionError();
            }
        }

        assertEquals(List.of("ArrayList", "IntArray", "ArrayList"), lists);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"auto.register.schemas", "use.latest.version", "specific.avro.value.type"})
    void aSettingThatIsWrongIsRefusedByItsKey(String key) {
        configuration.put(key, "perhaps");

        var refusal = assertThrows(ConfigException.class, this::serde);

        assertTrue(String.valueOf(refusal.getMessage()).contains(key), refusal.getMessage());
    }

    @Test
    void serialisingTwiceGivesTheSameBytes() {
        Serde<SpecificRecord> serde = serde();
        SpecificRecord record = Samples.random(Topics.SOLVE_REQUESTS, new Random(5));

        byte[] first = serde.serializer().serialize(Topics.SOLVE_REQUESTS.name(), record);
        serde.serializer().serialize(Topics.READINGS.name(), Samples.reading(9));
        byte[] second = serde.serializer().serialize(Topics.SOLVE_REQUESTS.name(), record);

        assertArrayEquals(first, second);
    }

    private Serde<SpecificRecord> serde() {
        var serde = new AvroSerde<>();
        serde.configure(configuration, false);
        return serde;
    }

    private static void deserialize(Serde<SpecificRecord> serde, Topic<?> topic, byte[] bytes) {
        try {
            serde.deserializer().deserialize(topic.name(), bytes);
        } catch (SerializationException _) {
            // What becomes of it does not matter here.
        }
    }

    private static byte[] damage(byte[] bytes, Random random) {
        byte[] damaged = switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> new byte[random.nextInt(64)];
            default -> bytes.clone();
        };
        if (damaged.length > 0) {
            IntStream.range(0, random.nextInt(4))
                    .forEach(
                            _ -> damaged[random.nextInt(damaged.length)] = (byte) random.nextInt());
        }
        return damaged;
    }
}
