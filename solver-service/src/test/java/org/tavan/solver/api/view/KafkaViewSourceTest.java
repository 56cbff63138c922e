package org.tavan.solver.api.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Community;
import org.tavan.schema.Interval;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class KafkaViewSourceTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final TopicPartition COMMUNITIES = new TopicPartition(Topics.COMMUNITIES.name(), 0);
    private static final TopicPartition INTERVALS = new TopicPartition(Topics.INTERVALS.name(), 0);

    private final TavanSerdes serdes = TavanSerdes
            .of(KafkaSettings.of("127.0.0.1:9092", "mock://view-source-test"));
    private final SyntheticCommunity community = new SyntheticCommunity(2, new Random(3));
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    @Test
    void configurationsAreReadBeforeAnythingElse() {
        topics(1, 3);
        var source = new KafkaViewSource(consumer, serdes, 100);
        consumer.schedulePollTask(() -> {
            assertEquals(2, consumer.assignment().size());
            add(COMMUNITIES, 0,
                    serdes.value(Topics.COMMUNITIES)
                            .serializer()
                            .serialize("", (Community) community.opening(1).getFirst()));
        });

        var first = source.poll(SHORT);
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < 3; i++) {
                add(INTERVALS, i, interval(i));
            }
        });
        var second = source.poll(SHORT);

        assertEquals(List.of(Topics.COMMUNITIES.name()),
                first.entries().stream().map(ViewSource.Entry::topic).toList());
        assertTrue(first.behind() > 0);
        assertEquals(3, second.entries().size());
        assertEquals(0, second.behind());
    }

    @Test
    void onlyATailOfALongTopicIsRead() {
        topics(0, 1_000);
        var source = new KafkaViewSource(consumer, serdes, 10);
        source.poll(SHORT);
        consumer.schedulePollTask(() -> {
            assertEquals(990, consumer.position(INTERVALS));
            add(INTERVALS, 990, interval(0));
        });

        assertEquals(1, source.poll(SHORT).entries().size());
    }

    @Test
    void malformedBytesAndTombstonesAreTold() {
        topics(0, 2);
        var source = new KafkaViewSource(consumer, serdes, 10);
        source.poll(SHORT);
        consumer.schedulePollTask(() -> {
            add(INTERVALS, 0, new byte[]{1, 2, 3});
            add(INTERVALS, 1, null);
        });

        var entries = source.poll(SHORT).entries();

        assertEquals(List.of(true, false), entries.stream().map(ViewSource.Entry::malformed).toList());
        assertTrue(entries.stream().allMatch(entry -> entry.value() == null));
    }

    @Test
    void aMissingTopicIsToldAndTriedAgain() {
        var source = new KafkaViewSource(consumer, serdes, 10);
        var missing = assertThrows(KafkaException.class, () -> source.poll(SHORT));
        assertTrue(String.valueOf(missing.getMessage()).contains(Topics.COMMUNITIES.name()));

        topics(0, 0);

        assertNotNull(source.poll(SHORT));
    }

    @Test
    void theViewSurvivesABrokerThatFailsAndCloses() throws Exception {
        topics(0, 1);
        consumer.setPollException(new KafkaException("broker gone"));
        try (var view = new CommunityView(new KafkaViewSource(consumer, serdes, 10), Clock.systemUTC())) {
            view.start();
            while (view.trouble().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertEquals("broker gone", view.trouble());
            while (!view.trouble().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }

        assertTrue(consumer.closed());
    }

    private void topics(long communities, long intervals) {
        var all = new ArrayList<Topic<? extends SpecificRecord>>();
        all.add(Topics.COMMUNITIES);
        all.addAll(List.of(Topics.INTERVALS, Topics.FORECASTS, Topics.DISTRIBUTIONS, Topics.SCHEDULES,
                Topics.POLICIES, Topics.DISPATCHES,
                Topics.DEVICE_STATES, Topics.PRICES, Topics.SOLVE_RECORDS, Topics.QUARANTINE,
                Topics.MICROGRIDS, Topics.MICROGRID_SCHEDULES, Topics.DEMAND_SIGNALS, Topics.DEMAND_RESPONSES,
                Topics.REJECTED));
        var begins = new HashMap<TopicPartition, Long>();
        var node = new Node(0, "127.0.0.1", 9092);
        for (Topic<?> topic : all) {
            var partition = new TopicPartition(topic.name(), 0);
            consumer.updatePartitions(topic.name(),
                    List.of(new PartitionInfo(topic.name(), 0, node, new Node[0], new Node[0])));
            begins.put(partition, 0L);
            ends.put(partition, 0L);
        }
        ends.put(COMMUNITIES, communities);
        ends.put(INTERVALS, intervals);
        consumer.updateBeginningOffsets(begins);
        consumer.updateEndOffsets(ends);
    }

    private byte[] interval(int tick) {
        return serdes.value(Topics.INTERVALS)
                .serializer()
                .serialize("", (Interval) community.tick(tick).getFirst());
    }

    private void add(TopicPartition partition, long offset, byte @Nullable [] value) {
        consumer.addRecord(
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "key", value));
    }
}
