package org.tavan.simulator.service;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.topic.CommunityPartitioner;

/// Parts that the simulator's topologies are put together from.
public final class Parts {
    private Parts() {}

    /// A store in memory with a changelog.
    public static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<String> key,
            Serde<V> value) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), key, value)
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    /// Records of one community go to one partition.
    public static <V> StreamPartitioner<String, V> byCommunity() {
        return (_, key, _, partitions) -> Optional
                .of(Set.of(CommunityPartitioner.partition(key, partitions)));
    }

    /// The record, under an empty key if it came without one.
    public static <V> Record<String, V> keyed(Record<String, V> message) {
        @Nullable
        String key = message.key();
        return key == null ? message.withKey("") : message;
    }

    /// What is said of a record that cannot be used.
    ///
    /// @param application that says it
    /// @param context that the record came in
    /// @param message the record
    /// @param reason from the closed list
    /// @param text what, where, and what was expected
    /// @param bytes the record as it came
    public static Rejected rejected(
            String application,
            ProcessingContext context,
            Record<String, ?> message,
            RejectReason reason,
            String text,
            ByteBuffer bytes) {
        Optional<RecordMetadata> metadata = context.recordMetadata();
        return new Rejected(application, reason, text,
                metadata.map(RecordMetadata::topic).orElse(""),
                metadata.map(RecordMetadata::partition).orElse(-1),
                metadata.map(RecordMetadata::offset).orElse(-1L),
                message.key(), bytes, Instant.ofEpochMilli(message.timestamp()));
    }
}
