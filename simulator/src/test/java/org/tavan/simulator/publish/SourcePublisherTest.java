package org.tavan.simulator.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Reading;
import org.tavan.serde.TavanSerdes;
import org.tavan.simulator.meter.Fault;
import org.tavan.simulator.meter.FaultKind;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Source;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;
import org.tavan.topic.CommunityPartitioner;
import org.tavan.topic.Topics;

/// Without a broker: what is sent, in which order and transactions.
@Timeout(60)
class SourcePublisherTest {
    private static final int PARTITIONS = 3;
    private static final TavanSerdes SERDES = TavanSerdes
            .of(KafkaSettings.of("localhost:1", "mock://publisher"));
    private static final SyntheticConfig DAY = SyntheticConfig.of(1, LocalDate.of(2025, 3, 1)).withDays(1);

    private final FakeTimer timer = new FakeTimer();
    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();

    @BeforeEach
    void clear() {
        producers.clear();
    }

    @Test
    void everyBatchEndsWithAHeartbeatInEveryPartitionBehindItsReadings() throws InterruptedException {
        publisher(PublishConfig.live()).run(new SyntheticSource(DAY), new Pace.Unlimited(),
                AheadLimiter.none(),
                ContextBarrier.none(), (_, _) -> {});

        Instant[] reached = new Instant[PARTITIONS];
        int heartbeats = 0;
        for (ProducerRecord<String, byte[]> item : sent(Topics.READINGS.name())) {
            Reading reading = reading(item);
            if (reading.getAccumulation() == Accumulation.HEARTBEAT) {
                heartbeats++;
                reached[item.partition()] = reading.getReadingTime();
                assertEquals("heartbeat:synthetic:tehran", item.key());
            } else {
                for (Instant heartbeat : reached) {
                    assertTrue(heartbeat == null || reading.getKnowledgeTime().isAfter(heartbeat),
                            reading::toString);
                }
            }
            assertEquals(reading.getKnowledgeTime().toEpochMilli(), item.timestamp());
        }
        assertEquals(PARTITIONS * (24 * 12 + 12), heartbeats);
    }

    @Test
    void contextGoesBeforeTheReadingsAndIsWaitedFor() throws InterruptedException {
        List<Integer> readingsAtBarrier = new ArrayList<>();

        publisher(PublishConfig.replay()).run(new SyntheticSource(DAY.withDays(5)), new Pace.Unlimited(),
                AheadLimiter.none(), (offsets, _) -> {
                    readingsAtBarrier.add(sent(Topics.READINGS.name()).size());
                    assertTrue(
                            offsets.keySet().stream().anyMatch(p -> p.topic().equals(Topics.PRICES.name())));
                    assertTrue(
                            offsets.keySet().stream().anyMatch(p -> p.topic().equals(Topics.WEATHER.name())));
                    assertEquals(5 * 24 + 24 + 5 * 24, sent(Topics.PRICES.name()).size());
                    assertEquals(1, sent(Topics.COMMUNITIES.name()).size());
                }, (_, _) -> {});

        assertEquals(List.of(0), readingsAtBarrier);
    }

    @Test
    void aSourceThatGoesOnSendsContextTwoDaysAhead() throws InterruptedException {
        Source source = new SyntheticSource(SyntheticConfig.of(1, LocalDate.of(2025, 3, 1)));
        SourcePublisher publisher = publisher(PublishConfig.live());
        Instant stop = source.start().plusSeconds(6 * 3600);

        publisher.run(source, new Pace.Speed(1), AheadLimiter.none(), ContextBarrier.none(), (reached, _) -> {
            if (!reached.isBefore(stop)) {
                publisher.stop();
            }
        });

        // Knowledge of the day before and three days: the day of the start, and two days ahead of it.
        assertEquals(4 * 24 + 3 * 24, sent(Topics.PRICES.name()).size());
        assertEquals(6, (timer.nanos() - 12_345) / 1e9, 0.2);
    }

    @Test
    void countsAreWhatWasSentAndCopiesAreToldApart() throws InterruptedException {
        var source = new SyntheticSource(
                DAY.withMicrogridFrom(DAY.firstDay())
                        .withFaults(List.of(new Fault("sim:tehran/home-2/load", FaultKind.DUPLICATES,
                                Instant.parse("2025-03-01T00:00:00Z"),
                                Instant.parse("2025-03-01T01:00:00Z")))));

        PublishCounts counts = publisher(PublishConfig.live()).run(source, new Pace.Unlimited(),
                AheadLimiter.none(),
                ContextBarrier.none(), (_, _) -> {});

        List<Reading> readings = new ArrayList<>();
        for (Iterator<Batch> batches = source.batchesAfter(Instant.MIN); batches.hasNext();) {
            readings.addAll(batches.next().readings());
        }
        assertEquals(readings.size(), counts.readings());
        assertEquals(12, counts.repeated());
        assertEquals(readings.stream().distinct().count(), counts.distinctReadings());
        assertEquals(readings.size() + counts.heartbeats(), sent(Topics.READINGS.name()).size());
        assertEquals(sent(Topics.PRICES.name()).size(), counts.prices());
        assertEquals(sent(Topics.WEATHER.name()).size(), counts.weather());
        assertEquals(List.of("tehran"),
                sent(Topics.MICROGRIDS.name()).stream().map(ProducerRecord::key).toList());
        assertEquals(1, counts.microgrids());
    }

    @Test
    void aTransactionHoldsWholeBatches() throws InterruptedException {
        List<Long> sizes = new ArrayList<>();

        publisher(new PublishConfig(true, false, null, 500)).run(new SyntheticSource(DAY),
                new Pace.Unlimited(),
                AheadLimiter.none(), ContextBarrier.none(),
                (_, counts) -> sizes.add(counts.readings() + counts.heartbeats()));

        assertTrue(producers.getFirst().commitCount() >= 7, "commits " + producers.getFirst().commitCount());
        assertFalse(producers.getFirst().transactionInFlight());
        for (int i = 1; i < sizes.size() - 1; i++) {
            assertTrue(sizes.get(i) - sizes.get(i - 1) >= 500 - 1 && sizes.get(i) - sizes.get(i - 1) < 600,
                    sizes::toString);
        }
    }

    @Test
    void aLostBrokerIsTriedAgainWithANewProducer() throws InterruptedException {
        SourcePublisher publisher = new SourcePublisher(PublishConfig.live(), timer, SERDES, _ -> {
            MockProducer<String, byte[]> producer = producer();
            if (producers.size() == 1) {
                producer.commitTransactionException = new TimeoutException("the broker is away");
            }
            return producer;
        }, SourcePublisherTest::emptyConsumer);

        PublishCounts counts = publisher.run(new SyntheticSource(DAY), new Pace.Unlimited(),
                AheadLimiter.none(),
                ContextBarrier.none(), (_, _) -> {});

        assertEquals(2, producers.size());
        assertTrue(producers.getFirst().history().isEmpty(), "nothing of the first attempt was committed");
        assertEquals(counts.readings() + counts.heartbeats(), sent(Topics.READINGS.name()).size());
    }

    @Test
    void aBrokerThatTakesNothingForFiveMinutesIsGivenUpWithTheReason() {
        SourcePublisher publisher = new SourcePublisher(PublishConfig.live(), timer, SERDES, _ -> {
            MockProducer<String, byte[]> producer = producer();
            producer.initTransactionException = new TimeoutException("the broker is away");
            return producer;
        }, SourcePublisherTest::emptyConsumer);
        long begun = timer.nanos();

        var exception = assertThrows(KafkaException.class, () -> runToTheEnd(publisher));

        assertEquals(5 * 60, (timer.nanos() - begun) / 1e9, 3);
        assertTrue(String.valueOf(exception.getMessage()).contains("the broker is away"),
                exception.getMessage());
    }

    @Test
    void anInterruptEndsTheWaitForTheBroker() {
        SourcePublisher publisher = new SourcePublisher(PublishConfig.live(), timer, SERDES, _ -> {
            MockProducer<String, byte[]> producer = producer();
            producer.initTransactionException = new InterruptException("interrupted");
            return producer;
        }, SourcePublisherTest::emptyConsumer);

        assertThrows(InterruptedException.class, () -> runToTheEnd(publisher));

        assertEquals(1, producers.size());
        assertFalse(Thread.interrupted());
    }

    private static void runToTheEnd(SourcePublisher publisher) throws InterruptedException {
        publisher.run(new SyntheticSource(DAY), new Pace.Unlimited(), AheadLimiter.none(),
                ContextBarrier.none(),
                (_, _) -> {});
    }

    private SourcePublisher publisher(PublishConfig config) {
        return new SourcePublisher(config, timer, SERDES, _ -> producer(),
                SourcePublisherTest::emptyConsumer);
    }

    private MockProducer<String, byte[]> producer() {
        Node node = new Node(0, "localhost", 1);
        List<PartitionInfo> partitions = new ArrayList<>();
        for (String topic : List.of(Topics.READINGS.name(), Topics.PRICES.name(), Topics.WEATHER.name(),
                Topics.COMMUNITIES.name(), Topics.REJECTED.name())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.add(new PartitionInfo(topic, partition, node, new Node[]{node}, new Node[]{node}));
            }
        }
        var cluster = new Cluster("test", List.of(node), partitions, java.util.Set.of(), java.util.Set.of());
        var producer = new MockProducer<>(cluster, true, new CommunityPartitioner(), new StringSerializer(),
                new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }

    private static MockConsumer<String, byte[]> emptyConsumer() {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            var position = new TopicPartition(Topics.READINGS.name(), partition);
            partitions.add(new PartitionInfo(position.topic(), partition, null, null, null));
            consumer.updateBeginningOffsets(Map.of(position, 0L));
            consumer.updateEndOffsets(Map.of(position, 0L));
        }
        consumer.updatePartitions(Topics.READINGS.name(), partitions);
        return consumer;
    }

    /// Committed records of a topic by all producers, in the order of sending.
    private List<ProducerRecord<String, byte[]>> sent(String topic) {
        return producers.stream()
                .flatMap(p -> p.history().stream())
                .filter(item -> item.topic().equals(topic))
                .toList();
    }

    private static Reading reading(ProducerRecord<String, byte[]> item) {
        return SERDES.value(Topics.READINGS).deserializer().deserialize(item.topic(), item.value());
    }
}
