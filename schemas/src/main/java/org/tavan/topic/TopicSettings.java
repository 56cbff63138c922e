package org.tavan.topic;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Size of the topics.
///
/// @param readingPartitions partitions of topics keyed by meter, 1 or more
/// @param communityPartitions partitions of every topic about communities, 1 or more
/// @param replicationFactor copies of each partition; −1: the broker's default
/// @param extra further topic settings, e.g. `segment.bytes`; null: none. They win over those of the catalogue
public record TopicSettings(
        int readingPartitions,
        int communityPartitions,
        short replicationFactor,
        Map<String, String> extra) {
    public TopicSettings(
            int readingPartitions,
            int communityPartitions,
            short replicationFactor,
            @Nullable Map<String, String> extra) {
        if (!(readingPartitions >= 1 && communityPartitions >= 1)) {
            throw new IllegalArgumentException(
                    "readingPartitions (%d) and communityPartitions (%d) must be 1 or more"
                            .formatted(readingPartitions, communityPartitions));
        }
        if (!(replicationFactor >= 1 || replicationFactor == -1)) {
            throw new IllegalArgumentException(
                    "replicationFactor (%d) must be 1 or more, or -1 for the broker's default"
                            .formatted(replicationFactor));
        }
        this.readingPartitions = readingPartitions;
        this.communityPartitions = communityPartitions;
        this.replicationFactor = replicationFactor;
        this.extra = extra == null ? Map.of() : Map.copyOf(extra);
    }
}
