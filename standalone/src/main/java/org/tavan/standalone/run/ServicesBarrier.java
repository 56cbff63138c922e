package org.tavan.standalone.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.tavan.schema.Community;
import org.tavan.simulator.publish.ContextBarrier;
import org.tavan.simulator.publish.GroupBarrier;
import org.tavan.simulator.publish.Timer;
import org.tavan.streams.meter.Registry;
import org.tavan.topic.Topics;

/// Holds the first reading back until both services in this process know communities, prices and weather.
///
/// The streams application reads communities into a global store, which commits nothing, so it is asked itself.
final class ServicesBarrier implements ContextBarrier {
    private static final Map<String, Set<String>> TOPICS_BY_GROUP = Map.of("tavan-streams",
            Set.of(Topics.WEATHER.name()),
            "tavan-coordinator", Set.of(Topics.COMMUNITIES.name(), Topics.PRICES.name()));
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration TURN = Duration.ofMillis(50);

    private final Registry registry;
    private final List<Community> communities;
    private final ContextBarrier groups;
    private final Timer timer;

    ServicesBarrier(Admin admin, Registry registry, List<Community> communities, Timer timer) {
        this.registry = registry;
        this.communities = List.copyOf(communities);
        this.groups = new GroupBarrier(admin, TOPICS_BY_GROUP, timer, PATIENCE);
        this.timer = timer;
    }

    @Override
    public void await(Map<TopicPartition, Long> lastOffsets, BooleanSupplier stopped)
            throws InterruptedException {
        long deadline = timer.nanos() + PATIENCE.toNanos();
        while (!stopped.getAsBoolean() && !communities.stream().allMatch(this::known)) {
            if (timer.nanos() - deadline > 0) {
                throw new KafkaException(
                        "The streams application has not taken up the communities %s within %s. Maybe it refused them, see the topic %s."
                                .formatted(communities.stream().map(Community::getCommunityId).toList(),
                                        PATIENCE,
                                        Topics.REJECTED.name()));
            }
            timer.sleep(TURN);
        }
        groups.await(lastOffsets, stopped);
    }

    private boolean known(Community community) {
        return registry.knows(community.getCommunityId(), community.getKnowledgeTime().toEpochMilli());
    }
}
