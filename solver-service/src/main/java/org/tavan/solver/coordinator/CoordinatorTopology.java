package org.tavan.solver.coordinator;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.state.StateStores;
import org.tavan.topic.CommunityPartitioner;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// The coordinator as a topology: nine sources, one processor, one store, four sinks. All topics about
/// communities have the same number of partitions, so a task sees whole communities.
public final class CoordinatorTopology {
    /// Application id, and with it the name of its consumer group and changelog.
    public static final String APPLICATION_ID = "tavan-coordinator";
    static final String PROCESSOR = "coordinator";
    static final String STORE = "coordinator-store";
    static final String REQUESTS_SINK = "solve-requests-sink";
    static final String DISPATCHES_SINK = "dispatches-sink";
    static final String RECORDS_SINK = "solve-records-sink";
    static final String REJECTED_SINK = "rejected-sink";
    /// The topic whose null records mean something.
    static final String TOMBSTONES = Topics.COMMUNITIES.name();

    /// Read before all others that lie ready: what the others rest on.
    private static final List<Topic<?>> FIRST = List.of(Topics.COMMUNITIES, Topics.PRICES);
    private static final List<Topic<?>> OTHERS = List.of(Topics.DISTRIBUTIONS, Topics.FORECASTS,
            Topics.INTERVALS,
            Topics.DEVICE_STATES, Topics.SCHEDULES, Topics.POLICIES, Topics.SOLVE_RECORDS);

    private CoordinatorTopology() {}

    /// Builds it.
    ///
    /// @param serdes of all topics
    /// @param settings how long to wait
    /// @param registry where the metrics go
    /// @param devices in this process; null: none. Their topic is read in both cases
    public static Topology build(TavanSerdes serdes, CoordinatorSettings settings,
            PrometheusRegistry registry, @Nullable CoordinatorDevices devices) {
        var topology = new Topology();
        Map<String, Serializer<SpecificRecord>> serializers = new HashMap<>();
        FIRST.forEach(topic -> source(topology, serdes, topic, (_, _) -> 0L, serializers));
        OTHERS.forEach(topic -> source(topology, serdes, topic, new FailOnInvalidTimestamp(), serializers));
        var metrics = new CoordinatorMetrics(registry);
        StateCodecs codecs = StateCodecs.of(serdes);
        String[] sources = serializers.keySet()
                .stream()
                .sorted()
                .map(CoordinatorTopology::sourceName)
                .toArray(String[]::new);
        topology.addProcessor(PROCESSOR,
                () -> new CoordinatorProcessor(codecs, serializers, metrics, settings, devices),
                sources);
        topology.addStateStore(store(), PROCESSOR);
        if (devices != null) {
            devices.addTo(topology, PROCESSOR);
            topology.connectProcessorAndStateStores(PROCESSOR, devices.stateStore());
        }
        sink(topology, serdes, REQUESTS_SINK, Topics.SOLVE_REQUESTS);
        sink(topology, serdes, DISPATCHES_SINK, Topics.DISPATCHES);
        sink(topology, serdes, RECORDS_SINK, Topics.SOLVE_RECORDS);
        topology.addSink(REJECTED_SINK, Topics.REJECTED.name(), serdes.key().serializer(),
                serdes.value(Topics.REJECTED).serializer(), PROCESSOR);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store() {
        return Stores
                .keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(),
                        Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(StateStores.CHANGELOG);
    }

    private static <V extends SpecificRecord> void source(Topology topology, TavanSerdes serdes,
            Topic<V> topic,
            TimestampExtractor time, Map<String, Serializer<SpecificRecord>> serializers) {
        topology.addSource(AutoOffsetReset.earliest(), sourceName(topic.name()), time,
                serdes.key().deserializer(),
                serdes.decoded(topic).deserializer(), topic.name());
        Serializer<V> serializer = serdes.value(topic).serializer();
        serializers.put(topic.name(),
                (name, value) -> serializer.serialize(name, topic.valueType().cast(value)));
    }

    private static <V extends SpecificRecord> void sink(Topology topology, TavanSerdes serdes, String name,
            Topic<V> topic) {
        StreamPartitioner<String, V> byCommunity = (_, key, _, partitions) -> Optional
                .of(Set.of(CommunityPartitioner.partition(key, partitions)));
        topology.addSink(name, topic.name(), serdes.key().serializer(), serdes.value(topic).serializer(),
                byCommunity,
                PROCESSOR);
    }

    private static String sourceName(String topic) {
        return topic + "-source";
    }
}
