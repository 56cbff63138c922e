package org.tavan.standalone.run;

import java.time.Duration;
import java.util.HashMap;
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
import org.tavan.simulator.source.Source;
import org.tavan.streams.meter.Registry;
import org.tavan.topic.Topics;

/// Holds the first reading back until the services in this process know communities, microgrids, prices and weather.
///
/// The streams application reads communities into a global store, which commits nothing, so it is asked itself.
final class ServicesBarrier implements ContextBarrier {
    private static final Map<String, Set<String>> TOPICS_BY_GROUP = Map.of("tavan-streams",
            Set.of(Topics.WEATHER.name()),
            "tavan-coordinator", Set.of(Topics.COMMUNITIES.name(), Topics.PRICES.name()),
            "tavan-microgrid",
            Set.of(Topics.COMMUNITIES.name(), Topics.MICROGRIDS.name(), Topics.WEATHER.name()));
    private static final Map<String, Set<String>> CUSTOMERS = Map.of("tavan-customers",
            Set.of(Topics.COMMUNITIES.name(), Topics.MICROGRIDS.name()));
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration TURN = Duration.ofMillis(50);

    private final Registry registry;
    private final List<Community> communities;
    private final ContextBarrier groups;
    private final Timer timer;

    ServicesBarrier(Admin admin, Registry registry, Source source, Timer timer) {
        this.registry = registry;
        this.communities = List.copyOf(source.communities());
        this.groups = new GroupBarrier(admin, topicsByGroup(source), timer, PATIENCE);
        this.timer = timer;
    }

    private static Map<String, Set<String>> topicsByGroup(Source source) {
        Map<String, Set<String>> all = new HashMap<>(TOPICS_BY_GROUP);
        if (!source.microgrids().isEmpty()) {
            all.putAll(CUSTOMERS);
        }
        return all;
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
