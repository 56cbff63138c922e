package org.tavan.streams.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.tavan.serde.Decoded;
import org.tavan.serde.TavanSerdes;
import org.tavan.streams.PartitionCounts;
import org.tavan.streams.StreamsAppConfig;
import org.tavan.streams.StreamsMetrics;
import org.tavan.streams.codec.MeterIntervalSerde;
import org.tavan.streams.meter.MeterInterval;
import org.tavan.streams.meter.Registry;
import org.tavan.topic.CommunityPartitioner;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// readings → per meter → one repartition by community → per prosumer → intervals, forecasts, distributions, skills.
///
/// Pure: builds a [Topology] and starts nothing, so a test drives it without a broker.
public final class StreamsTopology {
    static final String REGISTRY_STORE = "registry-store";
    static final String REGISTRY_SOURCE = "communities";
    static final String METER_SOURCE = "readings-source";
    static final String METER_PROCESSOR = "meter-processor";
    static final String METER_STORE = "meter-store";
    static final String READING_STORE = "reading-store";
    static final String METER_INTERVALS_NODE = "meter-intervals-out";
    static final String METER_INTERVALS = "meter-intervals";
    static final String LATE_SINK = "late-readings-sink";
    static final String QUARANTINE_SINK = "quarantine-sink";
    static final String METER_REJECTED_SINK = "meter-rejected-sink";
    static final String FACTS_SOURCE = "weather-and-forecasts-source";
    static final String MERGED = "prosumer-inputs";
    static final String PROSUMER_PROCESSOR = "prosumer-processor";
    static final String PROSUMER_STORE = "prosumer-store";
    static final String PROFILE_STORE = "profile-store";
    static final String TICK_STORE = "tick-store";
    static final String GATE_STORE = "gate-store";
    static final String ROW_STORE = "row-store";
    static final String WEATHER_STORE = "weather-store";
    static final String EXTERNAL_STORE = "external-forecast-store";
    static final String WAITING_STORE = "waiting-store";
    static final String INTERVALS_SINK = "intervals-sink";
    static final String FORECASTS_SINK = "forecasts-sink";
    static final String DISTRIBUTIONS_SINK = "distributions-sink";
    static final String SKILLS_SINK = "forecast-skills-sink";
    static final String REJECTED_SINK = "rejected-sink";
    private static final Serde<MeterInterval> METER_INTERVAL_SERDE = MeterIntervalSerde.serde();

    private StreamsTopology() {}

    /// Builds the topology.
    ///
    /// @param partitions numbers of partitions of its topics
    /// @param registry takes the configurations
    /// @param metrics counts what happens
    public static Topology build(
            StreamsAppConfig config,
            TavanSerdes serdes,
            PartitionCounts partitions,
            Registry registry,
            StreamsMetrics metrics) {
        var builder = new StreamsBuilder();
        addRegistry(builder, serdes, registry);
        KStream<String, Object> meterOut = addMeters(builder, config, serdes, partitions, registry, metrics);
        addProsumers(builder, meterOut, config, serdes, partitions, registry, metrics);
        Topology topology = builder.build();
        sink(topology, LATE_SINK, Topics.LATE_READINGS, serdes, METER_PROCESSOR);
        sink(topology, QUARANTINE_SINK, Topics.QUARANTINE, serdes, METER_PROCESSOR);
        sink(topology, METER_REJECTED_SINK, Topics.REJECTED, serdes, METER_PROCESSOR);
        sink(topology, INTERVALS_SINK, Topics.INTERVALS, serdes, PROSUMER_PROCESSOR);
        sink(topology, FORECASTS_SINK, Topics.FORECASTS, serdes, PROSUMER_PROCESSOR);
        sink(topology, DISTRIBUTIONS_SINK, Topics.DISTRIBUTIONS, serdes, PROSUMER_PROCESSOR);
        sink(topology, SKILLS_SINK, Topics.FORECAST_SKILLS, serdes, PROSUMER_PROCESSOR);
        sink(topology, REJECTED_SINK, Topics.REJECTED, serdes, PROSUMER_PROCESSOR);
        return topology;
    }

    private static void addRegistry(StreamsBuilder builder, TavanSerdes serdes, Registry registry) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(REGISTRY_STORE), Serdes.String(),
                        Serdes.ByteArray())
                        .withLoggingDisabled(),
                Topics.COMMUNITIES.name(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(REGISTRY_SOURCE),
                () -> new RegistryProcessor(registry, decoder(serdes, Topics.COMMUNITIES)));
    }

    private static KStream<String, Object> addMeters(
            StreamsBuilder builder,
            StreamsAppConfig config,
            TavanSerdes serdes,
            PartitionCounts partitions,
            Registry registry,
            StreamsMetrics metrics) {
        builder.addStateStore(store(METER_STORE));
        builder.addStateStore(store(READING_STORE));
        return builder.stream(List.of(Topics.READINGS.name(), Topics.QUARANTINE.name()),
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(METER_SOURCE))
                .process(
                        () -> new MeterProcessor(config.metering(), config.clock(), partitions.readings(),
                                registry, metrics,
                                decoder(serdes, Topics.READINGS), decoder(serdes, Topics.QUARANTINE)),
                        Named.as(METER_PROCESSOR), METER_STORE, READING_STORE);
    }

    private static void addProsumers(
            StreamsBuilder builder,
            KStream<String, Object> meterOut,
            StreamsAppConfig config,
            TavanSerdes serdes,
            PartitionCounts partitions,
            Registry registry,
            StreamsMetrics metrics) {
        List<String> stores = List.of(PROSUMER_STORE, PROFILE_STORE, TICK_STORE, GATE_STORE, ROW_STORE,
                WEATHER_STORE,
                EXTERNAL_STORE, WAITING_STORE);
        stores.forEach(name -> builder.addStateStore(store(name)));
        KStream<String, Object> intervals = meterOut
                .mapValues(value -> (MeterInterval) value, Named.as(METER_INTERVALS_NODE))
                .repartition(Repartitioned.<String, MeterInterval>as(METER_INTERVALS)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(METER_INTERVAL_SERDE)
                        .withNumberOfPartitions(partitions.communities())
                        .withStreamPartitioner(byCommunity()))
                .mapValues(value -> value, Named.as(METER_INTERVALS + "-in"));
        KStream<String, Object> facts = builder
                .stream(List.of(Topics.WEATHER.name(), Topics.EXTERNAL_FORECASTS.name()),
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(FACTS_SOURCE))
                .mapValues(value -> value, Named.as(FACTS_SOURCE + "-in"));
        intervals.merge(facts, Named.as(MERGED))
                .process(
                        () -> new ProsumerProcessor(config.forecast(),
                                config.metering().lateHorizon().toMillis(), registry, metrics,
                                decoder(serdes, Topics.WEATHER), decoder(serdes, Topics.EXTERNAL_FORECASTS)),
                        Named.as(PROSUMER_PROCESSOR), stores.toArray(String[]::new));
    }

    private static <V extends SpecificRecord> void sink(
            Topology topology,
            String name,
            Topic<V> topic,
            TavanSerdes serdes,
            String parent) {
        if (topic.keyKind().byCommunity()) {
            topology.addSink(name, topic.name(), new StringSerializer(), serdes.value(topic).serializer(),
                    StreamsTopology.<V>byCommunity(), parent);
        } else {
            topology.addSink(name, topic.name(), new StringSerializer(), serdes.value(topic).serializer(),
                    parent);
        }
    }

    private static <V> StreamPartitioner<String, V> byCommunity() {
        return (_, key, _, count) -> Optional.of(Set.of(CommunityPartitioner.partition(key, count)));
    }

    private static <V extends SpecificRecord> Deserializer<Decoded<V>> decoder(TavanSerdes serdes,
            Topic<V> topic) {
        return serdes.decoded(topic).deserializer();
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores
                .keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    static byte[] bytes(MeterInterval interval) {
        return METER_INTERVAL_SERDE.serializer().serialize(METER_INTERVALS, interval);
    }

    static MeterInterval meterInterval(byte[] bytes) {
        return METER_INTERVAL_SERDE.deserializer().deserialize(METER_INTERVALS, bytes);
    }
}
