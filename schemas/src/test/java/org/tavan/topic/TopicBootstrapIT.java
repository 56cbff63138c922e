package org.tavan.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.SolveRequest;
import org.tavan.serde.Samples;
import org.tavan.serde.TavanSerdes;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TopicBootstrapIT {
    private static final TopicSettings SETTINGS = new TopicSettings(3, 2, (short) 1,
            Map.of("segment.bytes", "67108864"));

    @Nullable
    private static LocalBroker broker;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = LocalBroker.start(directory);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    @Order(0)
    void missingTopicsAreNamedWithTheCommandThatCreatesThemAndNoneIsCreated() throws Exception {
        try (Admin admin = admin()) {
            var refusal = assertThrows(TopicMismatchException.class, () -> TopicBootstrap.verify(admin));

            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.startsWith("Topics are missing: tavan.communities.v1, "), message);
            assertTrue(Topics.all().stream().allMatch(topic -> message.contains(topic.name())), message);
            assertTrue(message.contains("Run ./tavan topics --bootstrap-servers"), message);
            assertEquals(Set.of(), admin.listTopics().names().get());
        }
    }

    @Test
    @Order(1)
    void topicsAreCreatedAsTheCatalogueSaysAndTheStepMayBeRepeated() throws Exception {
        try (Admin admin = admin()) {
            TopicBootstrap.createAndVerify(admin, SETTINGS);
            TopicBootstrap.createAndVerify(admin, SETTINGS);

            var partitions = new TreeMap<String, Integer>();
            admin.describeTopics(Topics.all().stream().map(Topic::name).toList())
                    .allTopicNames()
                    .get()
                    .forEach((name, found) -> partitions.put(name, found.partitions().size()));
            var expected = new TreeMap<String, Integer>();
            Topics.all().forEach(topic -> expected.put(topic.name(), topic.keyKind().byCommunity() ? 2 : 3));
            assertEquals(expected, partitions);
            assertEquals(new TopicSettings(3, 2, (short) -1, null), TopicBootstrap.verify(admin));
        }
    }

    /// Default settings would delete the first record within seconds and refuse the last two.
    @Test
    @Order(2)
    void recordsOfAnyAgeAndSizeAreTakenAndFoundAgain() throws Exception {
        SolveRequest big = bigRequest();
        var sent = new ArrayList<RecordMetadata>();
        KafkaSettings settings = settings();

        Properties properties = settings.clientProperties();
        properties.put("partitioner.class", CommunityPartitioner.class.getName());
        TavanSerdes serdes = TavanSerdes.of(settings);
        try (var producer = new KafkaProducer<>(properties, serdes.key().serializer(),
                serdes.value(Topics.SOLVE_REQUESTS).serializer())) {
            for (Instant time : List.of(Instant.parse("2019-01-01T00:00:00Z"),
                    Instant.parse("2099-01-01T00:00:00Z"))) {
                sent.add(producer
                        .send(new ProducerRecord<>(Topics.SOLVE_REQUESTS.name(), null, time.toEpochMilli(),
                                "north", big))
                        .get());
            }
        }

        int partition = CommunityPartitioner.partition("north/home-1", 2);
        assertEquals(List.of(partition, partition), sent.stream().map(RecordMetadata::partition).toList());
        assertTrue(sent.getFirst().serializedValueSize() > 5_000_000,
                "size " + sent.getFirst().serializedValueSize());
        assertEquals(List.of(big, big), read(settings, partition));
    }

    @Test
    @Order(3)
    void anotherNumberOfPartitionsIsRefusedByName() {
        try (Admin admin = admin()) {
            var refusal = assertThrows(TopicMismatchException.class,
                    () -> TopicBootstrap.createAndVerify(admin,
                            new TopicSettings(4, 2, (short) 1, SETTINGS.extra())));

            assertEquals(4, String.valueOf(refusal.getMessage())
                    .lines()
                    .filter(line -> line.endsWith(": number of partitions is 3, expected 4"))
                    .count(), refusal.getMessage());
        }
    }

    @Test
    @Order(4)
    void aSettingThatSomebodyChangedIsRefusedWithWhatWasExpected() throws Exception {
        try (Admin admin = admin()) {
            alter(admin, "retention.ms", "604800000");

            for (Executable verification : List.<Executable>of(() -> TopicBootstrap.verify(admin),
                    () -> TopicBootstrap.createAndVerify(admin, SETTINGS))) {
                var refusal = assertThrows(TopicMismatchException.class, verification);

                assertEquals("""
                        Topics differ from the catalogue:
                          tavan.readings.v1: retention.ms is 604800000, expected -1
                        Alter them, or delete them if their data may go.""", refusal.getMessage());
            }
            alter(admin, "retention.ms", "-1");
        }
    }

    @Test
    @Order(5)
    void diskMayBeBounded() throws Exception {
        try (Admin admin = admin()) {
            alter(admin, "retention.bytes", "1000000000");

            assertEquals(3, TopicBootstrap.verify(admin).readingPartitions());
        }
    }

    private static void alter(Admin admin, String setting, String value) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "tavan.readings.v1");
        var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
    }

    private static List<SolveRequest> read(KafkaSettings settings, int partition) {
        TavanSerdes serdes = TavanSerdes.of(settings);
        try (var consumer = new KafkaConsumer<>(settings.clientProperties(), serdes.key().deserializer(),
                serdes.value(Topics.SOLVE_REQUESTS).deserializer())) {
            var topicPartition = new TopicPartition(Topics.SOLVE_REQUESTS.name(), partition);
            consumer.assign(List.of(topicPartition));
            consumer.seekToBeginning(List.of(topicPartition));
            var found = new ArrayList<SolveRequest>();
            for (int i = 0; i < 20 && found.size() < 2; i++) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach((ConsumerRecord<String, SolveRequest> record) -> found.add(record.value()));
            }
            return found;
        }
    }

    private static SolveRequest bigRequest() {
        SolveRequest request = Samples.random(Topics.SOLVE_REQUESTS, new Random(11));
        request.getDayAheadCentsPerKwh().addAll(IntStream.range(0, 700_000).mapToObj(i -> i / 10.0).toList());
        return request;
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", settings().bootstrapServers()));
    }

    private static KafkaSettings settings() {
        return KafkaSettings.of(Objects.requireNonNull(broker).bootstrapServers(), "mock://bootstrap");
    }
}
