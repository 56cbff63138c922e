package org.tavan.standalone.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path directory;

    @Test
    void recordsOfAnyAgeAreThereAfterARestartOnTheSamePort() throws Exception {
        String firstAddress;
        try (var broker = EmbeddedBroker.start(directory, _ -> {})) {
            firstAddress = broker.bootstrapServers();
            createTopic(broker, "old");
            send(broker, new ProducerRecord<>("old", 0, 946_684_800_000L, "key", "from the year 2000"));
        }

        try (var broker = EmbeddedBroker.start(directory, _ -> {})) {

            assertEquals(firstAddress, broker.bootstrapServers());
            assertEquals(List.of("from the year 2000"), read(broker, "old"));
        }
    }

    @Test
    void aSecondBrokerInTheSameFolderIsRefusedWithTheOwner() {
        try (var broker = EmbeddedBroker.start(directory, _ -> {})) {

            var refused = assertThrows(DirectoryInUseException.class,
                    () -> EmbeddedBroker.start(directory, _ -> {}));

            var message = String.valueOf(refused.getMessage());
            assertTrue(message.contains("process " + ProcessHandle.current().pid()), message);
            assertTrue(broker.bootstrapServers().startsWith("127.0.0.1:"));
        }
    }

    @Test
    void anEndThatKafkaWantsIsReportedAndDoesNotEndTheProcess() {
        var faults = new java.util.ArrayList<BrokerFault>();
        try (var _ = EmbeddedBroker.start(directory, faults::add)) {

            assertThrows(BrokerFault.class, () -> Exit.halt(1, "disk failed"));

            assertEquals(1, faults.size());
            assertTrue(String.valueOf(faults.getFirst().getMessage()).contains("disk failed"));
        }
    }

    private static void createTopic(EmbeddedBroker broker, String name) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private static void send(EmbeddedBroker broker, ProducerRecord<String, String> message) throws Exception {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(), new StringSerializer())) {
            producer.send(message).get();
        }
    }

    private static List<String> read(EmbeddedBroker broker, String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(Set.of(partition));
            var values = new java.util.ArrayList<String>();
            while (consumer.position(partition) < consumer.endOffsets(Set.of(partition))
                    .getOrDefault(partition, 0L)) {
                consumer.poll(Duration.ofSeconds(1)).forEach(message -> values.add(message.value()));
            }
            return values;
        }
    }
}
