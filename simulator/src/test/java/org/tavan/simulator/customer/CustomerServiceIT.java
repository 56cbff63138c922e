package org.tavan.simulator.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.simulator.customer.CustomerFixture.COMMUNITY;
import static org.tavan.simulator.customer.CustomerFixture.MICROGRID;
import static org.tavan.simulator.customer.CustomerFixture.hour;
import static org.tavan.simulator.customer.CustomerFixture.interruption;
import static org.tavan.simulator.customer.CustomerFixture.signal;
import static org.tavan.simulator.customer.CustomerFixture.timeOfUse;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.Interval;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.publish.Timer;
import org.tavan.topic.CommunityPartitioner;
import org.tavan.topic.LocalBroker;
import org.tavan.topic.Topic;
import org.tavan.topic.TopicBootstrap;
import org.tavan.topic.TopicSettings;
import org.tavan.topic.Topics;

/// Against a real broker in this process.
class CustomerServiceIT {
    private static final Duration PAUSE = Duration.ofMillis(200);

    @TempDir
    Path folder;
    private LocalBroker broker;
    private KafkaSettings settings;
    private TavanSerdes serdes;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void start() throws Exception {
        broker = LocalBroker.start(folder);
        settings = KafkaSettings.of(broker.bootstrapServers(), "mock://customers-it");
        serdes = TavanSerdes.of(settings);
        try (Admin admin = Admin.create(settings.clientProperties())) {
            TopicBootstrap.createAndVerify(admin, new TopicSettings(4, 2, (short) 1, Map.of()));
        }
        Properties properties = settings.clientProperties();
        properties.put("partitioner.class", CommunityPartitioner.class.getName());
        producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        broker.close();
    }

    @Test
    void whatWasAnsweredBeforeARestartIsNotAnsweredAgainAndTheRestIs() throws InterruptedException {
        send(Topics.COMMUNITIES, "tehran", COMMUNITY, COMMUNITY.getKnowledgeTime());
        send(Topics.MICROGRIDS, "tehran", MICROGRID, MICROGRID.getKnowledgeTime());
        send(Topics.DEMAND_SIGNALS, "tehran", signal(0, timeOfUse(), interruption()),
                signal(0).getIssuedAt());

        try (var first = service()) {
            first.start();
            sendHours(0, 12);
            assertEquals(2 * 2 * 12, await(48).size());
        }
        try (var second = service()) {
            second.start();
            sendHours(0, 24);
            List<DemandResponse> answers = await(96);

            assertEquals(96, answers.size());
            assertEquals(96,
                    answers.stream()
                            .map(answer -> answer.getProsumerId() + answer.getProgrammeId()
                                    + answer.getInterval())
                            .distinct()
                            .count());
            assertTrue(second.ready());
            // Nothing more comes.
            Timer.system().sleep(PAUSE.multipliedBy(4));
            assertEquals(answers, await(96));
        }
    }

    private CustomerService service() {
        return new CustomerService(new CustomerConfig(settings, folder.resolve("state"), null, null, null));
    }

    private void sendHours(int from, int to) {
        for (int hour = from; hour < to; hour++) {
            for (String member : List.of("home-1", "shop-1")) {
                Interval interval = hour(member, hour, 3 + hour / 10.0);
                send(Topics.INTERVALS, "tehran/" + member, interval, interval.getKnowledgeTime());
            }
        }
        producer.flush();
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Instant time) {
        var _ = producer.send(new ProducerRecord<>(topic.name(), null, time.toEpochMilli(), key,
                serdes.value(topic).serializer().serialize(topic.name(), value)));
    }

    /// All committed answers once there are so many, in the order of interval, member and programme.
    private List<DemandResponse> await(int count) throws InterruptedException {
        List<DemandResponse> answers = answers();
        for (int i = 0; i < 150 && answers.size() < count; i++) {
            Timer.system().sleep(PAUSE);
            answers = answers();
        }
        return answers;
    }

    private List<DemandResponse> answers() {
        Properties properties = settings.clientProperties();
        properties.put("isolation.level", "read_committed");
        List<DemandResponse> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
                serdes.value(Topics.DEMAND_RESPONSES).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEMAND_RESPONSES.name())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(PAUSE).forEach(item -> values.add(item.value()));
            }
        }
        values.sort(Comparator.comparingInt(DemandResponse::getInterval)
                .thenComparing(DemandResponse::getProsumerId)
                .thenComparing(DemandResponse::getProgrammeId));
        return values;
    }
}
