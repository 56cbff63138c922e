package org.tavan.streams.topology;

import java.util.ArrayList;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.serde.Decoded;
import org.tavan.streams.meter.Registry;
import org.tavan.streams.store.BytesStore;
import org.tavan.topic.Topics;

/// Feeds the registry from the topic of communities, on every instance, at start from its beginning; the store holds every
/// accepted version.
///
/// A refused configuration leaves the one before in force; the coordinator publishes it as rejected.
final class RegistryProcessor implements Processor<String, byte[], Void, Void> {
    private final Registry registry;
    private final Deserializer<Decoded<Community>> deserializer;
    private @Nullable KeyValueStore<String, byte[]> store;

    RegistryProcessor(Registry registry, Deserializer<Decoded<Community>> deserializer) {
        this.registry = registry;
        this.deserializer = deserializer;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(StreamsTopology.REGISTRY_STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (store == null || record.key() == null) {
            return;
        }
        if (record.value() == null) {
            registry.remove(record.key());
            String community = BytesStore.prefix(record.key());
            var versions = new ArrayList<String>();
            try (var all = store.range(community, BytesStore.key(record.key(), Long.MAX_VALUE))) {
                all.forEachRemaining(version -> versions.add(version.key));
            }
            versions.forEach(store::delete);
            return;
        }
        if (deserializer.deserialize(Topics.COMMUNITIES.name(),
                record.value()) instanceof Decoded.Value<Community>(Community community)
                && registry.accept(record.key(), community).isEmpty()) {
            store.put(BytesStore.key(record.key(), community.getKnowledgeTime().toEpochMilli()),
                    record.value());
        }
    }
}
