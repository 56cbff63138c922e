package org.tavan.feeds.gateway;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;

/// Configuration of the gateway.
///
/// @param kafka broker and registry
/// @param feeds feeds, at least one
public record FeedsConfig(KafkaSettings kafka, List<FeedConfig> feeds) {
    public FeedsConfig(@Nullable KafkaSettings kafka, @Nullable List<FeedConfig> feeds) {
        if (kafka == null) {
            throw new IllegalArgumentException(
                    "kafka is missing, expected bootstrapServers and schemaRegistryUrl below it");
        }
        if (feeds == null || feeds.isEmpty()) {
            throw new IllegalArgumentException("feeds is missing or empty, expected at least one feed");
        }
        var names = new HashSet<String>();
        for (FeedConfig feed : feeds) {
            if (!names.add(feed.name())) {
                throw new IllegalArgumentException(
                        "feeds: the name '%s' is given twice".formatted(feed.name()));
            }
        }
        this.kafka = kafka;
        this.feeds = List.copyOf(feeds);
    }
}
