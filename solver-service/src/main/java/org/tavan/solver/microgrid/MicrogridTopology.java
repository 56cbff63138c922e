package org.tavan.solver.microgrid;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.Stores;
import org.tavan.schema.MicrogridRequest;
import org.tavan.serde.Decoded;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.state.StateStores;
import org.tavan.topic.CommunityPartitioner;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// The requests for microgrids as a topology: seven sources, one processor, one store, two sinks. Records are read as bytes, since
/// the solve requests of a community without a microgrid need not be decoded.
public final class MicrogridTopology {
    /// Application id, and with it the name of its consumer group and changelog.
    public static final String APPLICATION_ID = "tavan-microgrid";
    static final String PROCESSOR = "microgrid";
    static final String STORE = "microgrid-store";
    static final String REQUESTS_SINK = "microgrid-requests-sink";
    static final String REJECTED_SINK = "rejected-sink";

    /// Read before all others that lie ready: what the others rest on.
    private static final List<Topic<?>> FIRST = List.of(Topics.COMMUNITIES, Topics.MICROGRIDS,
            Topics.WEATHER);
    private static final List<Topic<?>> OTHERS = List.of(Topics.SOLVE_REQUESTS, Topics.MICROGRID_SCHEDULES,
            Topics.DEMAND_SIGNALS, Topics.DEMAND_RESPONSES);

    private MicrogridTopology() {}

    /// Builds it.
    ///
    /// @param serdes of all topics
    /// @param settings how long to wait
    /// @param registry where the metrics go
    public static Topology build(TavanSerdes serdes, RequestSettings settings,
            PrometheusRegistry registry) {
        var topology = new Topology();
        FIRST.forEach(topic -> source(topology, topic, (_, _) -> 0L));
        OTHERS.forEach(topic -> source(topology, topic, new FailOnInvalidTimestamp()));
        Map<String, Deserializer<? extends Decoded<? extends SpecificRecord>>> decoders = new HashMap<>();
        FIRST.forEach(topic -> decoders.put(topic.name(), serdes.decoded(topic).deserializer()));
        OTHERS.forEach(topic -> decoders.put(topic.name(), serdes.decoded(topic).deserializer()));
        var metrics = new MicrogridMetrics(registry);
        var codecs = MicrogridState.Codecs.of(serdes);
        topology.addProcessor(PROCESSOR, () -> new MicrogridProcessor(codecs, decoders, metrics, settings),
                decoders.keySet()
                        .stream()
                        .sorted()
                        .map(MicrogridTopology::sourceName)
                        .toArray(String[]::new));
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(),
                        Serdes.ByteArray()).withCachingEnabled().withLoggingEnabled(StateStores.CHANGELOG),
                PROCESSOR);
        StreamPartitioner<String, MicrogridRequest> byCommunity = (_, key, _, partitions) -> Optional
                .of(Set.of(CommunityPartitioner.partition(key, partitions)));
        topology.addSink(REQUESTS_SINK, Topics.MICROGRID_REQUESTS.name(), serdes.key().serializer(),
                serdes.value(Topics.MICROGRID_REQUESTS).serializer(), byCommunity, PROCESSOR);
        topology.addSink(REJECTED_SINK, Topics.REJECTED.name(), serdes.key().serializer(),
                serdes.value(Topics.REJECTED).serializer(), PROCESSOR);
        return topology;
    }

    private static void source(Topology topology, Topic<?> topic, TimestampExtractor time) {
        topology.addSource(AutoOffsetReset.earliest(), sourceName(topic.name()), time,
                Serdes.String().deserializer(), new ByteArrayDeserializer(), topic.name());
    }

    private static String sourceName(String topic) {
        return topic + "-source";
    }
}
