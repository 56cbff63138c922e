package org.tavan.simulator.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.tavan.topic.Topics;

/// Waits until consumer groups have committed past the last record sent to each partition of the topics they read.
///
/// It compares with the offset of the last record rather than the end of the partition, which markers of transactions
/// move.
public final class GroupBarrier implements ContextBarrier {
    /// Which of the topics sent first the services read, by their consumer groups.
    public static final Map<String, Set<String>> SERVICES = Map.of(
            "tavan-streams", Set.of(Topics.WEATHER.name()),
            "tavan-coordinator", Set.of(Topics.COMMUNITIES.name(), Topics.PRICES.name()),
            "tavan-microgrid",
            Set.of(Topics.COMMUNITIES.name(), Topics.MICROGRIDS.name(), Topics.WEATHER.name()));

    private static final Duration POLL = Duration.ofMillis(50);

    private final Admin admin;
    private final Map<String, Set<String>> topicsByGroup;
    private final Timer timer;
    private final Duration patience;

    /// Makes a barrier.
    ///
    /// @param admin client of the cluster; stays the caller's
    /// @param topicsByGroup topics that each group reads, e.g. [#SERVICES]
    /// @param timer wall clock
    /// @param patience how long to wait before giving up with an error
    public GroupBarrier(Admin admin, Map<String, Set<String>> topicsByGroup, Timer timer, Duration patience) {
        this.admin = admin;
        this.topicsByGroup = Map.copyOf(topicsByGroup);
        this.timer = timer;
        this.patience = patience;
    }

    @Override
    public void await(Map<TopicPartition, Long> lastOffsets, BooleanSupplier stopped)
            throws InterruptedException {
        long deadline = timer.nanos() + patience.toNanos();
        for (Map.Entry<String, Set<String>> group : topicsByGroup.entrySet()) {
            List<String> behind = behind(group.getKey(), group.getValue(), lastOffsets);
            while (!behind.isEmpty() && !stopped.getAsBoolean()) {
                if (timer.nanos() - deadline > 0) {
                    throw new KafkaException(
                            "The consumer group %s has not read %s within %s. Maybe the service is not running."
                                    .formatted(group.getKey(), behind, patience));
                }
                timer.sleep(POLL);
                behind = behind(group.getKey(), group.getValue(), lastOffsets);
            }
        }
    }

    private List<String> behind(String group, Set<String> topics, Map<TopicPartition, Long> lastOffsets)
            throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        return lastOffsets.entrySet()
                .stream()
                .filter(last -> topics.contains(last.getKey().topic()))
                .filter(last -> {
                    OffsetAndMetadata offset = committed.get(last.getKey());
                    return offset == null || offset.offset() <= last.getValue();
                })
                .map(last -> last.getKey() + "@" + last.getValue())
                .sorted()
                .toList();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot read the offsets of consumer group " + group, e.getCause());
        }
    }
}
