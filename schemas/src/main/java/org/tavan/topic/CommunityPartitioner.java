package org.tavan.topic;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// Partitions by the community alone, so that one task sees whole communities.
///
/// `partition = positive(murmur2(UTF-8 of the key before its slash)) mod partitions`. For a key without a slash that is
/// Kafka's default. Topics of the catalogue that are not about communities keep the default for the whole key, so that
/// one producer may write to all topics.
public final class CommunityPartitioner implements Partitioner {
    /// Partition of a key of the form `communityId` or `communityId/prosumerId`.
    ///
    /// @param partitions number of partitions, 1 or more
    /// @return in `[0, partitions)`
    public static int partition(String key, int partitions) {
        int slash = key.indexOf('/');
        String community = slash < 0 ? key : key.substring(0, slash);
        return partition(community.getBytes(StandardCharsets.UTF_8), partitions);
    }

    @Override
    public void configure(Map<String, ?> configuration) {
        // The rule has no settings.
    }

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        int partitions = cluster.partitionCountForTopic(topic);
        boolean byCommunity = Topics.find(topic).map(found -> found.keyKind().byCommunity()).orElse(true);
        if (keyBytes == null) {
            if (byCommunity) {
                throw new IllegalArgumentException(
                        "a record for %s has no key, expected a key that begins with the communityId"
                                .formatted(topic));
            }
            // Without a key any partition will do, but the same record must find the same one.
            return valueBytes == null ? 0 : partition(valueBytes, partitions);
        }
        return byCommunity
                ? partition(new String(keyBytes, StandardCharsets.UTF_8), partitions)
                : partition(keyBytes, partitions);
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private static int partition(byte[] bytes, int partitions) {
        return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
    }
}
