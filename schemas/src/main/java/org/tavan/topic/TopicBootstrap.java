package org.tavan.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Creates every topic of the catalogue with explicit settings, and verifies those that exist, as each service does at
/// its start.
///
/// Nothing is left to the broker's defaults, because these delete history that is replayed with its own time stamps:
/// `retention.ms` counts from the record's time stamp, `message.timestamp.after.max.ms` is one hour, and a segment is
/// rolled when its time stamps span `segment.ms`, which would make hundreds of segments of a few years.
public final class TopicBootstrap {
    private static final long TIMEOUT_SECONDS = 60;
    private static final int DESCRIBE_ATTEMPTS = 100;
    private static final String FOR_EVER = Long.toString(Long.MAX_VALUE);
    private static final String SEVEN_DAYS_MS = Long.toString(TimeUnit.DAYS.toMillis(7));
    /// Whoever runs the cluster may bound its disk by it; nothing else depends on it.
    private static final String OPERATORS_CHOICE = "retention.bytes";

    private TopicBootstrap() {}

    /// Creates what is missing and verifies everything.
    ///
    /// @throws TopicMismatchException if an existing topic differs in a setting or in its number of partitions
    /// @throws KafkaException if the broker does not answer or refuses
    public static void createAndVerify(Admin admin, TopicSettings settings) {
        create(admin, settings);
        verify(admin, settings, describe(admin));
    }

    /// Verifies that every topic is there, with the settings of the catalogue and the same number of partitions as
    /// the others of its kind; changes nothing.
    ///
    /// @return the numbers of partitions found
    /// @throws TopicMismatchException if a topic is missing or differs
    /// @throws KafkaException if the broker does not answer or refuses
    public static TopicSettings verify(Admin admin) {
        Map<String, TopicDescription> found = new HashMap<>();
        List<String> missing = new ArrayList<>();
        admin.describeTopics(names()).topicNameValues().forEach((name, description) -> {
            try {
                found.put(name, await(description, "describe topic " + name));
            } catch (UnknownTopicOrPartitionException _) {
                missing.add(name);
            }
        });
        if (!missing.isEmpty()) {
            throw TopicMismatchException.missing(missing.stream().sorted().toList());
        }
        var settings = new TopicSettings(partitions(found, Topics.READINGS),
                partitions(found, Topics.COMMUNITIES), (short) -1, null);
        verify(admin, settings, found);
        return settings;
    }

    private static void verify(Admin admin, TopicSettings settings, Map<String, TopicDescription> found) {
        var differences = new ArrayList<String>();
        verifyPartitions(settings, found, differences);
        verifyConfigurations(admin, settings, differences);
        if (!differences.isEmpty()) {
            throw TopicMismatchException.different(differences);
        }
    }

    /// Settings of a topic, by name.
    static Map<String, String> configuration(Topic<?> topic, TopicSettings settings) {
        var configuration = new TreeMap<String, String>();
        configuration.put("retention.ms", "-1");
        configuration.put("retention.bytes", "-1");
        configuration.put("message.timestamp.type", "CreateTime");
        configuration.put("message.timestamp.before.max.ms", FOR_EVER);
        configuration.put("message.timestamp.after.max.ms", FOR_EVER);
        configuration.put("compression.type", topic.big() ? "zstd" : "producer");
        configuration.put("max.message.bytes", Integer.toString(Topics.RECORD_MAX_BYTES));
        switch (topic.cleanup()) {
            case DELETE -> {
                configuration.put("cleanup.policy", "delete");
                configuration.put("segment.ms", FOR_EVER);
            }
            case COMPACT -> {
                configuration.put("cleanup.policy", "compact");
                configuration.put("segment.ms", SEVEN_DAYS_MS);
                configuration.put("min.compaction.lag.ms", "0");
                configuration.put("delete.retention.ms", SEVEN_DAYS_MS);
            }
        }
        configuration.putAll(settings.extra());
        return configuration;
    }

    private static void create(Admin admin, TopicSettings settings) {
        Optional<Short> replicas = settings.replicationFactor() == -1
                ? Optional.empty()
                : Optional.of(settings.replicationFactor());
        List<NewTopic> topics = Topics.all()
                .stream()
                .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions(settings)), replicas)
                        .configs(configuration(topic, settings)))
                .toList();
        admin.createTopics(topics).values().forEach((name, created) -> {
            try {
                await(created, "create topic " + name);
            } catch (TopicExistsException _) {
                // Verified below, whoever created it.
            }
        });
    }

    private static void verifyPartitions(TopicSettings settings, Map<String, TopicDescription> found,
            List<String> differences) {
        for (Topic<?> topic : Topics.all()) {
            int expected = topic.partitions(settings);
            int actual = partitions(found, topic);
            if (actual != expected) {
                differences.add("%s: number of partitions is %d, expected %d".formatted(topic.name(), actual,
                        expected));
            }
        }
    }

    private static int partitions(Map<String, TopicDescription> found, Topic<?> topic) {
        TopicDescription description = found.get(topic.name());
        return description == null ? 0 : description.partitions().size();
    }

    private static List<String> names() {
        return Topics.all().stream().map(Topic::name).toList();
    }

    /// A broker of a cluster may hear of a new topic a little later than the one that created it.
    private static Map<String, TopicDescription> describe(Admin admin) {
        for (int attempt = 1;; attempt++) {
            try {
                return await(admin.describeTopics(names()).allTopicNames(), "describe topics");
            } catch (UnknownTopicOrPartitionException e) {
                if (attempt == DESCRIBE_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    private static void verifyConfigurations(Admin admin, TopicSettings settings, List<String> differences) {
        Map<ConfigResource, Topic<?>> topics = Topics.all()
                .stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                        Function.identity()));
        Map<ConfigResource, Config> found = await(admin.describeConfigs(topics.keySet()).all(),
                "describe settings");
        for (Topic<?> topic : Topics.all()) {
            Config actual = found.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
            configuration(topic, settings).forEach((setting, expected) -> {
                ConfigEntry entry = actual == null ? null : actual.get(setting);
                String value = entry == null ? "unknown to the broker" : entry.value();
                boolean free = setting.equals(OPERATORS_CHOICE)
                        && !settings.extra().containsKey(OPERATORS_CHOICE);
                if (!free && !expected.equals(value)) {
                    differences.add(
                            "%s: %s is %s, expected %s".formatted(topic.name(), setting, value, expected));
                }
            });
        }
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException("cannot " + what, e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("cannot %s: no answer within %d s".formatted(what, TIMEOUT_SECONDS), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while trying to " + what, e);
        }
    }
}
