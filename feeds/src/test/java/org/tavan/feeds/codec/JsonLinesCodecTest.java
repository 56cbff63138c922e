package org.tavan.feeds.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Flow;
import org.tavan.schema.Reading;
import org.tavan.schema.ReadingQuality;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Unit;
import org.tavan.serde.TavanSerdes;

class JsonLinesCodecTest {
    private static final Instant RECEIVED = Instant.parse("2025-06-01T12:15:04Z");
    private static final CodecContext CONTEXT = new CodecContext("roof", RECEIVED);
    private static final String DELTA = """
            {"meterId":"dsmr:E1","register":"1-0:1.8.0","accumulation":"DELTA_DATA","value":0.1250,"unit":"kWh",\
            "intervalStart":"2025-06-01T12:00:00Z","readingTime":"2025-06-01T14:15:00+02:00"}""";

    private final JsonLinesCodec codec = new JsonLinesCodec();

    @BeforeAll
    static void trust() {
        TavanSerdes.of(KafkaSettings.of("127.0.0.1:9092", "mock://codec"));
    }

    @Test
    void aReadingIsExactAndInBaseUnits() {
        Reading reading = decode(DELTA).readings().getFirst();

        assertEquals("dsmr:E1", reading.getMeterId());
        assertEquals("1-0:1.8.0", reading.getRegister());
        assertEquals(Accumulation.DELTA_DATA, reading.getAccumulation());
        assertEquals(Flow.FORWARD, reading.getFlow());
        assertEquals(Unit.WH, reading.getUnit());
        assertEquals(0, new BigDecimal("125").compareTo(value(reading)));
        assertEquals(Instant.parse("2025-06-01T12:00:00Z"), reading.getIntervalStart());
        assertEquals(Instant.parse("2025-06-01T12:15:00Z"), reading.getReadingTime());
        assertEquals(RECEIVED, reading.getKnowledgeTime());
        assertEquals(ReadingQuality.RAW, reading.getQuality());
        assertEquals("roof", reading.getSource());
    }

    @ParameterizedTest
    @CsvSource({"12.345, kWh, 12345", "\"0.000001\", MWh, 1", "1e3, Wh, 1000", "0, kWh, 0",
            "\"123456789.123456\", kWh, 123456789123.456", "0.1, Wh, 0.1"})
    void noDigitIsLost(String value, String unit, String expectedWh) {
        Telegram telegram = decode(DELTA.replace("0.1250", value).replace("kWh", unit));

        assertEquals(0, new BigDecimal(expectedWh).compareTo(value(telegram.readings().getFirst())),
                telegram.toString());
    }

    @Test
    void aHeartbeatSaysUpToWhenEverythingWasSent() {
        Telegram telegram = decode("{\"heartbeat\": \"2025-06-01T12:00:00Z\"}");

        assertEquals(Instant.parse("2025-06-01T12:00:00Z"), telegram.heartbeat());
        assertTrue(telegram.readings().isEmpty() && telegram.rejections().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kWh                           | kw                      | WRONG_UNIT   | Wh, kWh or MWh
            kWh                           | kW                      | WRONG_UNIT   | Wh, kWh or MWh
            0.1250                        | -0.1                    | NEGATIVE     | a register of its own
            "kWh"                         | "kWh","flow":"NET"      | MALFORMED    | FORWARD or REVERSE
            0.1250                        | "many"                  | NOT_A_NUMBER | 12.345
            0.1250                        | "NaN"                   | NOT_A_NUMBER | 12.345
            0.1250                        | 1e99                    | NOT_A_NUMBER | 18 digits
            0.1250                        | 1e999999999             | NOT_A_NUMBER | 18 digits
            0.1250                        | 1.2345678901234567891   | NOT_A_NUMBER | 18 digits
            0.1250                        | true                    | NOT_A_NUMBER | 12.345
            2025-06-01T12:00:00Z          | 2025-06-01T12:15:00Z    | BAD_INTERVAL | before readingTime
            "intervalStart"               | "intervalstart"         | MALFORMED    | intervalStart
            2025-06-01T14:15:00+02:00     | 2025-06-01T14:15:00     | MALFORMED    | with zone
            DELTA_DATA                    | BULK_QUANTITY           | BAD_INTERVAL | not expected
            DELTA_DATA                    | HEARTBEAT               | MALFORMED    | INSTANTANEOUS
            dsmr:E1                       | ' '                     | MALFORMED    | meterId
            "kWh"                         | 7                       | MALFORMED    | unit
            {                             | [                       | MALFORMED    | JSON
            "unit":                       | "value":1,"unit":       | MALFORMED    | uplicate
            }                             | } {}                    | MALFORMED    | JSON
            "dsmr:E1"                     | [[[[[[1]]]]]]           | MALFORMED    | JSON
            """)
    void aWrongLineIsRefusedWithTheExpectedValue(String right, String wrong, RejectReason reason,
            String expected) {
        Telegram telegram = decode(DELTA.replace(right, wrong));

        assertTrue(telegram.readings().isEmpty(), telegram.toString());
        assertEquals(reason, telegram.rejections().getFirst().reason(), telegram.toString());
        assertTrue(telegram.rejections().getFirst().message().contains(expected),
                telegram.rejections().getFirst().message());
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = DELTA.getBytes(StandardCharsets.UTF_8);
        bytes[13] = (byte) 0xff;

        assertEquals("the line is not UTF-8", codec.decode(bytes, CONTEXT).rejections().getFirst().message());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyBytesGiveAReadingOrARejectionInBoundedTime(int seed) {
        var random = new Random(seed);
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 500; i++) {
                byte[] frame = random.nextInt(4) == 0 ? noise(random) : mutated(random);

                Telegram telegram = codec.decode(frame, CONTEXT);

                assertEquals(1, telegram.readings().size() + telegram.rejections().size()
                        + (telegram.heartbeat() == null ? 0 : 1));
                telegram.rejections()
                        .forEach(one -> assertTrue(
                                one.message().length() < 1_000 && one.meterId().length() <= 200));
            }
        });
    }

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    private static byte[] noise(Random random) {
        byte[] frame = new byte[random.nextInt(2_000)];
        random.nextBytes(frame);
        return frame;
    }

    private static byte[] mutated(Random random) {
        byte[] frame = DELTA.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(frame.length);
            switch (random.nextInt(3)) {
                case 0 -> frame[at] = (byte) random.nextInt(256);
                case 1 -> frame[at] = (byte) "{}[]\",:0123456789eE+-.".charAt(random.nextInt(22));
                default -> frame = java.util.Arrays.copyOf(frame, Math.max(1, at));
            }
        }
        return frame;
    }

    private Telegram decode(String line) {
        return codec.decode(line.getBytes(StandardCharsets.UTF_8), CONTEXT);
    }

    private static BigDecimal value(Reading reading) {
        return BigDecimal.valueOf(reading.getMantissa()).scaleByPowerOfTen(reading.getScaler());
    }
}
