package org.tavan.simulator.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Accumulation;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Reading;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.device.DeviceConfig;
import org.tavan.simulator.device.DeviceService;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Source;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;
import org.tavan.topic.LocalBroker;
import org.tavan.topic.Topic;
import org.tavan.topic.TopicBootstrap;
import org.tavan.topic.TopicSettings;
import org.tavan.topic.Topics;

/// Against a real broker in this process.
class SourcePublisherIT {
    private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);

    @TempDir
    static Path folder;
    private static LocalBroker broker;
    private static KafkaSettings settings;
    private static TavanSerdes serdes;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start(folder);
        settings = KafkaSettings.of(broker.bootstrapServers(), "mock://publisher-it");
        serdes = TavanSerdes.of(settings);
        admin = Admin.create(settings.clientProperties());
        TopicBootstrap.createAndVerify(admin, new TopicSettings(4, 2, (short) 1, Map.of()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void aRunThatWasStoppedGoesOnWithoutLossOrRepetition() throws InterruptedException {
        Source source = new SyntheticSource(SyntheticConfig.of(5, FIRST).withDays(4));
        var first = new SourcePublisher(settings, new PublishConfig(true, false, null, 300), Timer.system());
        Instant half = source.start().plus(Duration.ofDays(2));

        PublishCounts before = first.run(source, new Pace.Unlimited(), AheadLimiter.none(),
                ContextBarrier.none(),
                (reached, _) -> {
                    if (reached.isAfter(half)) {
                        first.stop();
                    }
                });
        PublishCounts after = new SourcePublisher(settings, PublishConfig.live(), Timer.system()).run(source,
                new Pace.Unlimited(), AheadLimiter.none(), ContextBarrier.none(), (_, _) -> {});

        List<Reading> expected = readings(source);
        List<Reading> arrived = read(Topics.READINGS, source.name()).stream()
                .filter(reading -> reading.getAccumulation() != Accumulation.HEARTBEAT)
                .toList();
        assertTrue(before.readings() > 0 && after.readings() > 0);
        assertEquals(expected.size(), before.readings() + after.readings());
        assertEquals(byMeter(expected), byMeter(arrived));
    }

    @Test
    void withoutTransactionsNothingIsLostEither() throws InterruptedException {
        Source source = new SyntheticSource(
                new SyntheticConfig("plain", 5, 3, 60, FIRST, 2, null, null, null, null));

        PublishCounts counts = new SourcePublisher(settings, new PublishConfig(false, true, null, null),
                Timer.system())
                .run(source, new Pace.Unlimited(), AheadLimiter.none(), ContextBarrier.none(), (_, _) -> {});

        List<Reading> arrived = read(Topics.READINGS, source.name());
        assertEquals(counts.readings() + counts.heartbeats(), arrived.size());
    }

    @Test
    void theBarrierOpensWhenTheGroupHasReadAllAndGivesUpOtherwise() throws Exception {
        var partition = new TopicPartition(Topics.PRICES.name(), 0);
        var barrier = new GroupBarrier(admin, Map.of("reader", Set.of(Topics.PRICES.name())), Timer.system(),
                Duration.ofMillis(300));
        Map<TopicPartition, Long> sent = Map.of(partition, 41L, new TopicPartition(Topics.WEATHER.name(), 0),
                7L);

        var exception = assertThrows(KafkaException.class, () -> barrier.await(sent, () -> false));
        admin.alterConsumerGroupOffsets("reader", Map.of(partition, new OffsetAndMetadata(42))).all().get();
        barrier.await(sent, () -> false);

        assertTrue(String.valueOf(exception.getMessage()).contains("tavan.prices.v1-0@41"),
                exception.getMessage());
    }

    @Test
    void devicesStartAndReportTheCommunityThatIsPublished() throws InterruptedException {
        Source source = new SyntheticSource(
                new SyntheticConfig("devices", 5, 10, 60, FIRST, 1, null, null, null, null));
        try (var devices = new DeviceService(
                new DeviceConfig(settings, folder.resolve("devices"), null, null, null))) {
            devices.start();
            new SourcePublisher(settings, PublishConfig.live(), Timer.system()).run(source,
                    new Pace.Unlimited(),
                    AheadLimiter.none(), ContextBarrier.none(), (_, _) -> {});

            List<DeviceState> states = List.of();
            for (int i = 0; i < 60 && states.size() < 8; i++) {
                Timer.system().sleep(Duration.ofMillis(250));
                states = read(Topics.DEVICE_STATES, null).stream()
                        .filter(state -> state.getCommunityId().equals("devices"))
                        .toList();
            }

            assertEquals(8, states.size());
            assertTrue(devices.ready());
        }
    }

    private static Map<String, List<Reading>> byMeter(List<Reading> readings) {
        return readings.stream().collect(Collectors.groupingBy(Reading::getMeterId));
    }

    private static List<Reading> readings(Source source) {
        List<Reading> all = new ArrayList<>();
        for (Iterator<Batch> batches = source.batchesAfter(Instant.MIN); batches.hasNext();) {
            all.addAll(batches.next().readings());
        }
        return all;
    }

    /// All committed records of a topic, of one source if it is given.
    private static <V extends org.apache.avro.specific.SpecificRecord> List<V> read(
            Topic<V> topic,
            @org.jspecify.annotations.Nullable String source) {
        Properties properties = settings.clientProperties();
        properties.put("isolation.level", "read_committed");
        List<V> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
                serdes.value(topic).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<String, V> item : consumer.poll(Duration.ofMillis(200))) {
                    if (source == null
                            || (item.value() instanceof Reading reading
                                    && reading.getSource().equals(source))) {
                        values.add(item.value());
                    }
                }
            }
        }
        return values;
    }
}
