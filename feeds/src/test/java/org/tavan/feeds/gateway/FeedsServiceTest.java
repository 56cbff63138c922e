package org.tavan.feeds.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.config.StrictYaml;
import org.tavan.feeds.gateway.FeedConfig.Heartbeat;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topics;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class FeedsServiceTest {
    private static final Instant NOW = Instant.parse("2025-06-01T12:30:00Z");
    private static final KafkaSettings KAFKA = KafkaSettings.of("127.0.0.1:9092", "mock://feeds-test");
    private static final int PARTITIONS = 3;

    private final TavanSerdes serdes = TavanSerdes.of(KAFKA);
    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyLineBecomesAReadingOrARejectionWithItsLine() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), line(0) + "\ngarbage\n" + line(15) + "\n");
        var producer = producer(true);

        run(producer, config(file, Heartbeat.IN_DATA));

        assertEquals(List.of(at(0), at(15)),
                readings(producer).stream().map(Reading::getReadingTime).toList());
        assertEquals("mill", readings(producer).getFirst().getSource());
        Rejected refused = rejected(producer).getFirst();
        assertEquals(RejectReason.MALFORMED, refused.getReason());
        assertEquals(2, refused.getOffset());
        assertTrue(refused.getMessage().contains("a.jsonl line 2"), refused.getMessage());
        assertEquals("garbage", StandardCharsets.UTF_8.decode(refused.getValue().duplicate()).toString());
    }

    @Test
    void aLineIsAcknowledgedOnlyAfterKafkaHas() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), line(0) + "\n" + line(15) + "\n");
        Path position = folder.resolve("position");
        var producer = producer(false);
        var feed = new FeedConfig("mill", "file", "json-lines",
                Map.of("path", file.toString(), "positionFile", position.toString()), null, null);

        try (var service = service(producer, feed)) {
            var end = service.start();
            awaitHistory(producer, 2);
            assertFalse(end.isDone() || Files.exists(position));
            assertTrue(producer.completeNext());
            assertFalse(end.isDone());
            assertTrue(producer.completeNext());
            end.get();
        }

        assertTrue(Files.readString(position).startsWith(Files.size(file) + " 2 a.jsonl"));
    }

    @Test
    void aRecordThatKafkaRefusesStopsTheFeedAndIsNotAcknowledged() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), line(0) + "\n");
        var producer = producer(false);

        try (var service = service(producer, config(file, Heartbeat.IN_DATA))) {
            var end = service.start();
            awaitHistory(producer, 1);
            producer.errorNext(new KafkaException("refused"));

            assertThrows(ExecutionException.class, end::get);
        }
    }

    @Test
    void aHeartbeatLineReachesEveryPartitionBehindTheReadings() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"),
                line(0) + "\n{\"heartbeat\":\"2025-06-01T12:00:00Z\"}\n");
        var producer = producer(true);

        run(producer, config(file, Heartbeat.IN_DATA));

        var heartbeats = producer.history().subList(1, producer.history().size());
        assertEquals(List.of(0, 1, 2), heartbeats.stream().map(ProducerRecord::partition).toList());
        heartbeats.forEach(one -> assertEquals("heartbeat:mill", one.key()));
    }

    @Test
    void theWatermarkFollowsTheReadingsAndClosesTheInputAtItsEnd() throws Exception {
        var text = new StringBuilder();
        IntStream.range(0, 8).forEach(i -> text.append(line(15 * i - 90)).append('\n'));
        Path file = Files.writeString(folder.resolve("a.jsonl"),
                text.append(line(60 * 24 * 365)).append('\n'));
        var producer = producer(true);

        run(producer, config(file, Heartbeat.WATERMARK));

        var all = readings(producer);
        var heartbeats = all.stream()
                .filter(one -> one.getAccumulation() == Accumulation.HEARTBEAT)
                .map(Reading::getReadingTime)
                .distinct()
                .toList();
        assertEquals(at(-90 - 20), heartbeats.getFirst());
        assertEquals(at(15), heartbeats.getLast());
        assertEquals(9, heartbeats.size());
        assertEquals(Accumulation.HEARTBEAT, all.getLast().getAccumulation());
        assertTrue(all.stream().anyMatch(one -> one.getReadingTime().equals(at(60 * 24 * 365))),
                "a reading with a wrong clock is kept, but closes nothing");
    }

    @Test
    void aLineThatIsTooLargeIsRefusedWithItsFirstBytes() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "x".repeat(200_000) + "\n" + line(0) + "\n");
        var producer = producer(true);

        run(producer, config(file, Heartbeat.IN_DATA));

        assertEquals(RejectReason.TOO_LARGE, rejected(producer).getFirst().getReason());
        assertEquals(64 * 1024, rejected(producer).getFirst().getValue().remaining());
        assertEquals(1, readings(producer).size());
    }

    @Test
    void theConfigurationIsReadStrictly() {
        String yaml = """
                kafka:
                  bootstrapServers: 127.0.0.1:9092
                  schemaRegistryUrl: http://127.0.0.1:8081
                feeds:
                  - name: history
                    transport: file
                    codec: json-lines
                    settings:
                      path: readings
                    heartbeat: WATERMARK
                    maxDelay: 5m
                """;

        var config = StrictYaml.read("test", yaml, FeedsConfig.class);

        assertEquals(Duration.ofMinutes(5), config.feeds().getFirst().maxDelay());
        assertThrows(RuntimeException.class,
                () -> StrictYaml.read("test", yaml.replace("codec:", "kodec:"), FeedsConfig.class));
        var unknown = assertThrows(IllegalArgumentException.class,
                () -> service(producer(true), new FeedConfig("x", "pigeon", "json-lines", null, null, null)));
        assertTrue(String.valueOf(unknown.getMessage()).contains("file, http"), unknown.getMessage());
    }

    @Test
    void aWrongCommandLineOrConfigurationEndsWithTwo() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "feeds: []\n");

        assertEquals(2, GatewayMain.run());
        assertEquals(2, GatewayMain.run(wrong.toString()));
    }

    private void run(MockProducer<String, byte[]> producer, FeedConfig feed) throws Exception {
        try (var service = service(producer, feed)) {
            service.start().get();
        }
    }

    private FeedsService service(MockProducer<String, byte[]> producer, FeedConfig feed) {
        return new FeedsService(new FeedsConfig(KAFKA, List.of(feed)), Clock.fixed(NOW, ZoneOffset.UTC),
                new ReadingsWriter(producer, serdes));
    }

    private static FeedConfig config(Path file, Heartbeat heartbeat) {
        return new FeedConfig("mill", "file", "json-lines", Map.of("path", file.toString()), heartbeat,
                Duration.ofMinutes(20));
    }

    private static Instant at(int minutes) {
        return Instant.parse("2025-06-01T12:00:00Z").plus(Duration.ofMinutes(minutes));
    }

    private static String line(int minutes) {
        return """
                {"meterId":"m:%d","accumulation":"INSTANTANEOUS","value":1.5,"unit":"kW","readingTime":"%s"}"""
                .formatted(Math.floorMod(minutes, 7), at(minutes));
    }

    private static MockProducer<String, byte[]> producer(boolean autoComplete) {
        var node = new Node(0, "127.0.0.1", 9092);
        var partitions = new ArrayList<PartitionInfo>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new PartitionInfo(Topics.READINGS.name(), i, node, new Node[0], new Node[0]));
            partitions.add(new PartitionInfo(Topics.REJECTED.name(), i, node, new Node[0], new Node[0]));
        }
        var cluster = new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
        return new MockProducer<>(cluster, autoComplete, new RoundRobinPartitioner(), new StringSerializer(),
                new ByteArraySerializer());
    }

    private static void awaitHistory(MockProducer<?, ?> producer, int records) throws InterruptedException {
        while (producer.history().size() < records) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private List<Reading> readings(MockProducer<String, byte[]> producer) {
        var deserializer = serdes.value(Topics.READINGS).deserializer();
        return producer.history()
                .stream()
                .filter(one -> one.topic().equals(Topics.READINGS.name()))
                .map(one -> deserializer.deserialize(one.topic(), one.value()))
                .toList();
    }

    private List<Rejected> rejected(MockProducer<String, byte[]> producer) {
        var deserializer = serdes.value(Topics.REJECTED).deserializer();
        return producer.history()
                .stream()
                .filter(one -> one.topic().equals(Topics.REJECTED.name()))
                .map(one -> deserializer.deserialize(one.topic(), one.value()))
                .toList();
    }
}
