package org.tavan.streams;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// Numbers of partitions that the topology is built for.
///
/// @param readings of the topics keyed by meter
/// @param communities of the topics keyed by community or prosumer
public record PartitionCounts(int readings, int communities) {
    private static final List<Topic<?>> BY_METER = List.of(Topics.READINGS, Topics.QUARANTINE);
    private static final List<Topic<?>> BY_COMMUNITY = List.of(Topics.COMMUNITIES, Topics.WEATHER,
            Topics.EXTERNAL_FORECASTS, Topics.INTERVALS, Topics.FORECASTS, Topics.DISTRIBUTIONS,
            Topics.FORECAST_SKILLS);

    /// Asks the broker; creates nothing.
    ///
    /// @throws IllegalStateException if a topic is missing, or topics that belong together differ
    public static PartitionCounts describe(Admin admin) {
        List<String> names = Topics.all().stream().map(Topic::name).toList();
        try {
            Map<String, TopicDescription> found = admin.describeTopics(names)
                    .allTopicNames()
                    .get(60, TimeUnit.SECONDS);
            return new PartitionCounts(common(found, BY_METER), common(found, BY_COMMUNITY));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "The topics cannot be described; maybe the bootstrap step has not run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while describing the topics", e);
        }
    }

    private static int common(Map<String, TopicDescription> found, List<Topic<?>> topics) {
        int expected = count(found, topics.getFirst());
        for (Topic<?> topic : topics) {
            if (count(found, topic) != expected) {
                throw new IllegalStateException(
                        "The topics %s and %s must have the same number of partitions, not %d and %d."
                                .formatted(topics.getFirst().name(), topic.name(), expected,
                                        count(found, topic)));
            }
        }
        return expected;
    }

    private static int count(Map<String, TopicDescription> found, Topic<?> topic) {
        TopicDescription description = found.get(topic.name());
        if (description == null) {
            throw new IllegalStateException(
                    "The topic %s is missing; run the bootstrap step first.".formatted(topic.name()));
        }
        return description.partitions().size();
    }
}
