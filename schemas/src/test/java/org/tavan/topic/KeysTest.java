package org.tavan.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final int PARTITIONS = 12;

    @Test
    void allMembersOfACommunityShareItsPartition() {
        for (int community = 0; community < 200; community++) {
            String communityId = "community-" + community;
            int expected = defaultPartition(communityId);

            Set<Integer> partitions = IntStream.range(0, 20)
                    .mapToObj(prosumer -> new ProsumerKey(communityId, "home-" + prosumer).toString())
                    .map(key -> partition(Topics.SCHEDULES.name(), key))
                    .collect(Collectors.toSet());

            assertEquals(Set.of(expected), partitions);
            assertEquals(expected, partition(Topics.COMMUNITIES.name(), communityId));
            assertEquals(expected, CommunityPartitioner.partition(communityId + "/home-1", PARTITIONS));
        }
    }

    @Test
    void metersKeepTheDefaultPartitionOfTheWholeKey() {
        for (int meter = 0; meter < 200; meter++) {
            String meterId = "dsmr:E/" + meter;

            assertEquals(defaultPartition(meterId), partition(Topics.READINGS.name(), meterId));
        }
    }

    @Test
    void aRejectedRecordMayHaveNoKeyButOthersMust() {
        int first = partition(Topics.REJECTED.name(), null);
        int second = partition(Topics.REJECTED.name(), null);

        assertEquals(first, second);
        assertThrows(IllegalArgumentException.class, () -> partition(Topics.PRICES.name(), null));
    }

    @Test
    void manyCommunitiesReachEveryPartition() {
        Set<Integer> partitions = IntStream.range(0, 500)
                .map(community -> CommunityPartitioner.partition("c" + community + "/p", PARTITIONS))
                .boxed()
                .collect(Collectors.toSet());

        assertEquals(IntStream.range(0, PARTITIONS).boxed().collect(Collectors.toSet()), partitions);
    }

    @Test
    void aProsumerKeyIsReadAsItWasWritten() {
        var key = new ProsumerKey("north", "home-1");

        assertEquals("north/home-1", key.toString());
        assertEquals(key, ProsumerKey.parse("north/home-1"));
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"", "north", "north/", "/home", "a/b/c", " /b"})
    void aKeyOfAnotherFormIsRefused(String key) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> ProsumerKey.parse(key));

        assertTrue(String.valueOf(refusal.getMessage()).contains("form communityId/prosumerId"),
                refusal.getMessage());
    }

    @Test
    void theCatalogueIsThatOfTheContract() {
        assertEquals(23, Topics.all().size());
        assertEquals(23, Topics.all().stream().map(Topic::name).distinct().count());
        Topics.all().forEach(topic -> {
            assertTrue(topic.name().matches("tavan\\.[a-z-]+\\.v1"), topic.name());
            assertEquals(topic, Topics.find(topic.name()).orElseThrow());
            assertEquals(topic.name() + "-value", topic.subject());
        });
        assertEquals(List.of("tavan.quarantine.v1"),
                Topics.all()
                        .stream()
                        .filter(topic -> topic.cleanup() == Cleanup.COMPACT)
                        .map(Topic::name)
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, -1})
    void partitionsMustBePositive(int partitions) {
        assertThrows(IllegalArgumentException.class,
                () -> new TopicSettings(partitions, 1, (short) 1, Map.of()));
        assertThrows(IllegalArgumentException.class,
                () -> new TopicSettings(1, partitions, (short) 1, Map.of()));
        assertThrows(IllegalArgumentException.class,
                () -> new TopicSettings(1, 1, (short) 0, Map.of()));
    }

    private static int partition(String topic, @Nullable String key) {
        var node = new Node(0, "localhost", 1);
        var infos = IntStream.range(0, PARTITIONS)
                .mapToObj(i -> new PartitionInfo(topic, i, node, new Node[0], new Node[0]))
                .toList();
        var cluster = new Cluster("test", List.of(node), infos, Set.of(), Set.of());
        try (var partitioner = new CommunityPartitioner()) {
            return partitioner.partition(topic, key,
                    key == null ? null : key.getBytes(StandardCharsets.UTF_8), "value",
                    new byte[]{1, 2, 3}, cluster);
        }
    }

    private static int defaultPartition(String key) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), PARTITIONS);
    }
}
