package org.tavan.standalone.run;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Flow;
import org.tavan.schema.Forecast;
import org.tavan.schema.ForecastOrigin;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Meter;
import org.tavan.schema.Price;
import org.tavan.schema.PriceKind;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.schema.Unit;
import org.tavan.schema.Weather;
import org.tavan.schema.WeatherKind;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.publish.Pace;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;
import org.tavan.standalone.summary.CommunitySummary;
import org.tavan.standalone.summary.Intervals;
import org.tavan.standalone.summary.RunLedger;
import org.tavan.standalone.summary.RunSummary;
import org.tavan.topic.CommunityPartitioner;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// Whatever comes in by the topics, nothing falls over, and each thing refused is one record that says why.
class BadInputIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final SyntheticSource SOURCE = new SyntheticSource(
            SyntheticConfig.of(3, LocalDate.parse("2025-03-21")).withProsumers(4).withDays(3));

    @TempDir
    Path directory;

    @Test
    void eachBadInputIsRefusedOnceForItsReasonAndTheCountsAddUp() throws Exception {
        var folder = DataFolder.open(directory, "bad");
        try (var cluster = Cluster.start(folder, 2);
                var run = Run.start(cluster.settings(), folder.state(), SOURCE,
                        List.of(new Run.Phase(null, new Pace.Unlimited())), Tuning.REPLAY,
                        new PrometheusRegistry())) {
            await(run, Run::finished);

            var bad = sendBadInputs(cluster.settings());

            var reader = new TopicReader(cluster.settings());
            await(run, _ -> reader.values(Topics.REJECTED)
                    .size() >= bad.values().stream().mapToLong(Long::longValue).sum());
            assertEquals(bad, reasons(reader.values(Topics.REJECTED)));
            reader.values(Topics.REJECTED).forEach(rejected -> assertFalse(rejected.getMessage().isBlank()));
            var readings = run.summary().readings();
            long rejectedReadings = readings.rejected().values().stream().mapToLong(Long::longValue).sum();
            assertEquals(readings.sent(),
                    readings.accepted() + run.sent().repeated() + readings.late() + rejectedReadings);
            assertEquals(run.sent().repeated(), readings.remainder());
            run.requireHealthy();
        }
    }

    @Test
    void whatTheLedgerCannotPlaceEndsNeitherTheRunNorTheNextOne() throws Exception {
        var folder = DataFolder.open(directory, "unplaceable");
        try (var cluster = Cluster.start(folder, 2);
                var run = Run.start(cluster.settings(), folder.state(), SOURCE,
                        List.of(new Run.Phase(null, new Pace.Speed(12))), Tuning.REPLAY,
                        new PrometheusRegistry())) {
            await(run, _ -> run.ask(RunLedger::intervals) > 0);
            var before = run.sent();

            var expected = sendUnplaceable(cluster.settings());

            await(run, Run::finished);
            var reader = new TopicReader(cluster.settings());
            assertEquals(expected, reasons(reader.values(Topics.REJECTED)));
            var summary = run.summary();
            assertTrue(run.sent().readings() > before.readings(), "the source went on");
            assertPlaced(summary, run.sent().readings());
            try (var next = Observer.start(cluster.settings(), SOURCE.communities(), _ -> {})) {
                awaitSummary(next, summary);
            }
        }
    }

    private static void assertPlaced(RunSummary summary, long published) {
        var readings = summary.readings();
        assertAll(summary.text(),
                () -> assertEquals(published + 2, readings.sent()),
                () -> assertEquals(Map.of("MALFORMED", 2L), readings.rejected()),
                () -> assertEquals(0, readings.late()),
                () -> assertEquals(new Intervals((4 + 2) * 3 * 24, 2 * 3 * 24, 0, 0),
                        summary.intervals(), "the meters of the second community are silent"),
                () -> assertEquals(Map.of("Price UNREADABLE", 1L, "Price UNKNOWN_COMMUNITY", 1L,
                        "Reading UNREADABLE", 1L, "Interval UNKNOWN_MEMBER", 1L), summary.ignored()),
                () -> assertEquals(List.of("second", "tehran"),
                        summary.communities().stream().map(CommunitySummary::communityId).toList()));
    }

    private static void awaitSummary(Observer observer, RunSummary expected) throws InterruptedException {
        Supplier<RunSummary> counted = () -> observer
                .ask(ledger -> ledger.summary(expected.performance()));
        for (long turns = PATIENCE.toMillis() / 200; !counted.get().equals(expected) && turns > 0; turns--) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertEquals(expected, counted.get());
    }

    /// @return how many records are to be refused, by topic and reason
    private static Map<String, Long> sendUnplaceable(KafkaSettings kafka) {
        var noAvro = "not Avro".getBytes(StandardCharsets.UTF_8);
        var reading = requireNonNull(samples().get(Accumulation.BULK_QUANTITY));
        try (var sender = new Sender(kafka)) {
            sender.domain(Topics.READINGS, null, RejectReason.MALFORMED, reading);
            sender.raw(Topics.READINGS, reading.getMeterId(), null);
            sender.heartbeat(Instant.parse("2001-01-01T00:00:00Z"));
            sender.raw(Topics.PRICES, "tehran", noAvro);
            sender.unread(Topics.PRICES, "tehran", null);
            sender.unread(Topics.LATE_READINGS, reading.getMeterId(), noAvro);
            sender.unread(Topics.LATE_READINGS, reading.getMeterId(), null);
            sender.unread(Topics.PRICES, "nowhere", sender.bytes(Topics.PRICES,
                    Price.newBuilder(price()).setCommunityId("nowhere").build()));
            sender.unread(Topics.COMMUNITIES, "second", sender.bytes(Topics.COMMUNITIES, second()));
            sender.domain(Topics.INTERVALS, "tehran/nobody", RejectReason.UNKNOWN_PROSUMER,
                    intervalOfNobody());
            return sender.expected();
        }
    }

    private static Community second() {
        var first = SOURCE.communities().getFirst();
        var second = Community.newBuilder(first)
                .setCommunityId("second")
                .setProsumers(first.getProsumers().subList(0, 2))
                .setPeerLinks(List.of())
                .build();
        var copy = Community.newBuilder(second).build();
        copy.getProsumers()
                .forEach(member -> member.getMeters()
                        .replaceAll(meter -> Meter.newBuilder(meter)
                                .setMeterId("second " + meter.getMeterId())
                                .build()));
        return copy;
    }

    private static Interval intervalOfNobody() {
        return Interval.newBuilder()
                .setCommunityId("tehran")
                .setProsumerId("nobody")
                .setIntervalStart(SOURCE.start())
                .setIntervalMinutes(60)
                .setLoadKwh(1)
                .setPvKwh(0)
                .setQuality(IntervalQuality.MEASURED)
                .setReadings(0)
                .setRevision(0)
                .setKnowledgeTime(SOURCE.start().plus(Duration.ofHours(1)))
                .build();
    }

    private static void await(Run run, Predicate<Run> condition) throws InterruptedException {
        for (long turns = PATIENCE.toMillis() / 200; !condition.test(run); turns--) {
            run.requireHealthy();
            assertFalse(turns == 0, () -> "waited in vain: " + run.summary().text());
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static Map<String, Long> reasons(List<Rejected> rejected) {
        var counts = new TreeMap<String, Long>();
        rejected.forEach(input -> counts
                .merge(input.getService() + " " + input.getTopic() + " " + input.getReason(), 1L, Long::sum));
        return counts;
    }

    /// @return how many records are to be refused, by topic and reason
    private static Map<String, Long> sendBadInputs(KafkaSettings kafka) {
        var samples = samples();
        var register = requireNonNull(samples.get(Accumulation.BULK_QUANTITY));
        var power = requireNonNull(samples.get(Accumulation.DELTA_DATA));
        try (var sender = new Sender(kafka)) {
            sender.raw(Topics.READINGS, register.getMeterId(), "not Avro".getBytes(StandardCharsets.UTF_8));
            sender.raw(Topics.READINGS, register.getMeterId(), new byte[]{0, 127, 0, 0, 1, 2, 3});
            sender.reading(RejectReason.UNKNOWN_METER, register, reading -> with(reading, "dsmr:nobody"));
            sender.reading(RejectReason.NEGATIVE, power, reading -> value(reading, -5, 0));
            sender.reading(RejectReason.NEGATIVE, power,
                    reading -> Reading.newBuilder(reading).setFlow(Flow.NET).build());
            sender.reading(RejectReason.NOT_A_NUMBER, power, reading -> value(reading, 5, 300));
            sender.reading(RejectReason.SPIKE, power, reading -> value(reading, 900_000_000, 0));
            sender.reading(RejectReason.CONFLICT, register,
                    reading -> value(reading, reading.getMantissa() + 1,
                            reading.getScaler()));
            sender.reading(RejectReason.WRONG_UNIT, register,
                    reading -> Reading.newBuilder(reading).setUnit(Unit.W).build());
            sender.reading(RejectReason.CLOCK_UNSET, register, reading -> at(reading, Instant.EPOCH));
            sender.reading(RejectReason.CLOCK_FUTURE, register,
                    reading -> at(reading, reading.getKnowledgeTime().plus(Duration.ofDays(400))));
            sender.reading(RejectReason.BEFORE_VALIDITY, register,
                    reading -> at(reading, SOURCE.start().minus(Duration.ofDays(2))));
            sender.domain(Topics.WEATHER, "tehran", RejectReason.INVALID_WEATHER, weather());
            sender.domain(Topics.EXTERNAL_FORECASTS, "tehran/nobody/x", RejectReason.INVALID_FORECAST,
                    forecast());
            sender.domain(Topics.COMMUNITIES, "broken", RejectReason.INVALID_CONFIGURATION, community());
            sender.domain(Topics.PRICES, "tehran", RejectReason.INVALID_PRICE, price());
            sender.domain(Topics.DEVICE_STATES, "tehran/home-1", RejectReason.INVALID_STATE, deviceState());
            return sender.expected();
        }
    }

    private static Map<Accumulation, Reading> samples() {
        var samples = new EnumMap<Accumulation, Reading>(Accumulation.class);
        SOURCE.batchesAfter(Instant.MIN)
                .forEachRemaining(batch -> batch.readings()
                        .forEach(reading -> samples.put(reading.getAccumulation(), reading)));
        return samples;
    }

    private static Reading with(Reading reading, String meterId) {
        return Reading.newBuilder(reading).setMeterId(meterId).build();
    }

    private static Reading value(Reading reading, long mantissa, int scaler) {
        return Reading.newBuilder(reading).setMantissa(mantissa).setScaler(scaler).build();
    }

    private static Reading at(Reading reading, Instant time) {
        return Reading.newBuilder(reading).setReadingTime(time).build();
    }

    private static Weather weather() {
        return Weather.newBuilder()
                .setCommunityId("tehran")
                .setKind(WeatherKind.OBSERVED)
                .setStart(SOURCE.start())
                .setIntervalMinutes(-7)
                .setTemperatureCelsius(List.of(1.0))
                .setGlobalHorizontalWattsPerSquareMetre(List.of())
                .setCloudFraction(List.of())
                .setWindMetresPerSecond(List.of())
                .setKnowledgeTime(SOURCE.start())
                .build();
    }

    private static Forecast forecast() {
        return Forecast.newBuilder()
                .setCommunityId("tehran")
                .setProsumerId("nobody")
                .setIssuedAt(SOURCE.start())
                .setStart(SOURCE.start())
                .setIntervalMinutes(60)
                .setLoadKw(List.of(1.0, 2.0))
                .setPvKw(List.of())
                .setOrigin(ForecastOrigin.EXTERNAL)
                .setModel("test")
                .setDistributionDays(0)
                .setKnowledgeTime(SOURCE.start())
                .build();
    }

    private static Community community() {
        return Community.newBuilder(SOURCE.communities().getFirst())
                .setCommunityId("broken")
                .setZone("Nowhere/Town")
                .setProsumers(List.of())
                .build();
    }

    private static Price price() {
        return Price.newBuilder()
                .setCommunityId("tehran")
                .setIntervalStart(SOURCE.start())
                .setIntervalMinutes(60)
                .setDayAheadCentsPerKwh(5)
                .setRealTimeBuyCentsPerKwh(3)
                .setRealTimeSellCentsPerKwh(4)
                .setKind(PriceKind.ANTICIPATED)
                .setKnowledgeTime(SOURCE.start())
                .build();
    }

    private static DeviceState deviceState() {
        return DeviceState.newBuilder()
                .setCommunityId("tehran")
                .setProsumerId(SOURCE.communities().getFirst().getProsumers().getFirst().getProsumerId())
                .setTime(SOURCE.start())
                .setEnergyKwh(-3)
                .setSocFraction(9)
                .setChargeKw(0)
                .setDischargeKw(0)
                .setFlexibleKw(0)
                .setShiftedKwh(0)
                .setFault("")
                .setKnowledgeTime(SOURCE.start())
                .build();
    }

    /// Sends, and keeps account of what must be refused.
    private static final class Sender implements AutoCloseable {
        private final KafkaProducer<String, byte[]> producer;
        private final TavanSerdes serdes;
        private final Map<String, Long> expected = new TreeMap<>();

        Sender(KafkaSettings kafka) {
            var properties = kafka.clientProperties();
            properties.put("partitioner.class", CommunityPartitioner.class.getName());
            producer = new KafkaProducer<>(properties, new StringSerializer(),
                    new ByteArraySerializer());
            serdes = TavanSerdes.of(kafka);
        }

        void raw(Topic<?> topic, String key, byte @Nullable [] value) {
            unread(topic, key, value);
            expect(topic, RejectReason.MALFORMED);
        }

        /// Sends what no service refuses.
        void unread(Topic<?> topic, @Nullable String key, byte @Nullable [] value) {
            var _ = producer.send(new ProducerRecord<>(topic.name(), key, value));
        }

        /// A source that speaks once, in every partition, and never again.
        void heartbeat(Instant time) {
            var heartbeat = Reading.newBuilder()
                    .setMeterId(Topics.HEARTBEAT_PREFIX + "test")
                    .setAccumulation(Accumulation.HEARTBEAT)
                    .setUnit(Unit.UNKNOWN)
                    .setMantissa(0)
                    .setReadingTime(time)
                    .setKnowledgeTime(time)
                    .build();
            for (var partition : producer.partitionsFor(Topics.READINGS.name())) {
                var _ = producer.send(new ProducerRecord<>(partition.topic(), partition.partition(),
                        heartbeat.getMeterId(), bytes(Topics.READINGS, heartbeat)));
            }
        }

        <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
            return serdes.value(topic).serializer().serialize(topic.name(), value);
        }

        void reading(RejectReason reason, Reading good, UnaryOperator<Reading> damage) {
            var bad = damage.apply(good);
            domain(Topics.READINGS, bad.getMeterId(), reason, bad);
        }

        <V extends SpecificRecord> void domain(Topic<V> topic, @Nullable String key, RejectReason reason,
                V bad) {
            unread(topic, key, bytes(topic, bad));
            expect(topic, reason);
        }

        Map<String, Long> expected() {
            producer.flush();
            return expected;
        }

        private void expect(Topic<?> topic, RejectReason reason) {
            expected.merge(serviceOf(topic) + " " + topic.name() + " " + reason, 1L, Long::sum);
        }

        /// The one service that refuses records of a topic.
        private static String serviceOf(Topic<?> topic) {
            return List.of(Topics.COMMUNITIES, Topics.PRICES, Topics.DEVICE_STATES, Topics.INTERVALS)
                    .contains(topic)
                            ? "coordinator"
                            : "streams-app";
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
