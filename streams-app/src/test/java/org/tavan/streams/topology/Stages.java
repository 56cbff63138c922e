package org.tavan.streams.topology;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Community;
import org.tavan.schema.Reading;
import org.tavan.schema.Weather;
import org.tavan.serde.TavanSerdes;
import org.tavan.streams.ClockMode;
import org.tavan.streams.ForecastConfig;
import org.tavan.streams.MeteringConfig;
import org.tavan.streams.StreamsMetrics;
import org.tavan.streams.meter.MeterInterval;
import org.tavan.streams.meter.Registry;
import org.tavan.topic.Topics;

/// The processors of single tasks, outside a driver: several partitions, restarts, and any interleaving between them.
final class Stages {
    final Registry registry = new Registry();
    final TavanSerdes serdes = TavanSerdes.of(KafkaSettings.of("unused:9092", "mock://stages"));
    final Serializer<Reading> readingBytes = serdes.value(Topics.READINGS).serializer();

    Stages(Community... communities) {
        for (Community community : communities) {
            registry.accept(community.getCommunityId(), community).ifPresent(error -> {
                throw new IllegalArgumentException(error);
            });
        }
    }

    /// One task of a stage with its stores; restarts keep the stores alone.
    abstract static class Task<V> {
        private final Map<String, KeyValueStore<String, byte[]>> stores = new HashMap<>();
        private final int partition;
        private final List<String> names;
        private @Nullable Processor<String, V, String, Object> processor;
        private @Nullable MockProcessorContext<String, Object> context;

        Task(int partition, String... names) {
            this.partition = partition;
            this.names = List.of(names);
        }

        abstract Processor<String, V, String, Object> make();

        void start() {
            var properties = new Properties();
            properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
            properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
            var fresh = new MockProcessorContext<String, Object>(properties, new TaskId(0, partition),
                    Path.of("target").toFile());
            for (String name : names) {
                KeyValueStore<String, byte[]> store = stores.computeIfAbsent(name,
                        _ -> Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                                .withLoggingDisabled()
                                .build());
                if (store.isOpen()) {
                    fresh.addStateStore(store);
                } else {
                    store.init(fresh.getStateStoreContext(), store);
                }
            }
            Processor<String, V, String, Object> made = make();
            made.init(fresh);
            processor = made;
            context = fresh;
        }

        List<Record<String, Object>> process(String topic, String key, V value, long timeMillis) {
            MockProcessorContext<String, Object> running = Objects.requireNonNull(context);
            running.setRecordMetadata(topic, partition, 0);
            Objects.requireNonNull(processor).process(new Record<>(key, value, timeMillis));
            var forwarded = new ArrayList<Record<String, Object>>();
            running.forwarded()
                    .forEach(captured -> forwarded.add(new Record<>(captured.record().key(),
                            captured.record().value(), captured.record().timestamp())));
            running.resetForwards();
            return forwarded;
        }

        int entries(String store) {
            return Math.toIntExact(Objects.requireNonNull(stores.get(store)).approximateNumEntries());
        }
    }

    /// A task of the per-meter stage.
    Task<byte[]> meters(int partition, int partitions) {
        var task = new Task<byte[]>(partition, StreamsTopology.METER_STORE, StreamsTopology.READING_STORE) {
            @Override
            Processor<String, byte[], String, Object> make() {
                return new MeterProcessor(MeteringConfig.DEFAULT, ClockMode.HEARTBEAT, partitions, registry,
                        new StreamsMetrics(new PrometheusRegistry()),
                        serdes.decoded(Topics.READINGS).deserializer(),
                        serdes.decoded(Topics.QUARANTINE).deserializer());
            }
        };
        task.start();
        return task;
    }

    /// A task of the per-prosumer stage.
    Task<Object> prosumers() {
        var task = new Task<Object>(0, StreamsTopology.PROSUMER_STORE, StreamsTopology.PROFILE_STORE,
                StreamsTopology.TICK_STORE, StreamsTopology.GATE_STORE, StreamsTopology.ROW_STORE,
                StreamsTopology.WEATHER_STORE, StreamsTopology.EXTERNAL_STORE,
                StreamsTopology.WAITING_STORE) {
            @Override
            Processor<String, Object, String, Object> make() {
                return new ProsumerProcessor(ForecastConfig.DEFAULT,
                        MeteringConfig.DEFAULT.lateHorizon().toMillis(), registry,
                        new StreamsMetrics(new PrometheusRegistry()),
                        serdes.decoded(Topics.WEATHER).deserializer(),
                        serdes.decoded(Topics.EXTERNAL_FORECASTS).deserializer());
            }
        };
        task.start();
        return task;
    }

    List<Record<String, Object>> read(Task<byte[]> task, Reading reading) {
        return task.process(Topics.READINGS.name(), reading.getMeterId(),
                readingBytes.serialize(Topics.READINGS.name(), reading),
                reading.getKnowledgeTime().toEpochMilli());
    }

    List<Record<String, Object>> join(Task<Object> task, Record<String, Object> interval) {
        return interval.value() instanceof MeterInterval
                ? task.process("meter-intervals", interval.key(), interval.value(), interval.timestamp())
                : List.of();
    }

    List<Record<String, Object>> weather(Task<Object> task, Weather weather) {
        byte[] bytes = serdes.value(Topics.WEATHER).serializer().serialize(Topics.WEATHER.name(), weather);
        return task.process(Topics.WEATHER.name(), weather.getCommunityId(), bytes,
                weather.getKnowledgeTime().toEpochMilli());
    }

}
