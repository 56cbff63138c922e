package org.tavan.streams.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.ForecastSkill;
import org.tavan.schema.Interval;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Weather;
import org.tavan.serde.Decoded;
import org.tavan.streams.ForecastConfig;
import org.tavan.streams.StreamsMetrics;
import org.tavan.streams.codec.BinaryWriter;
import org.tavan.streams.forecast.ExternalForecast;
import org.tavan.streams.forecast.WeatherRecord;
import org.tavan.streams.meter.CommunityHistory;
import org.tavan.streams.meter.MeterInterval;
import org.tavan.streams.meter.Registration;
import org.tavan.streams.meter.Registry;
import org.tavan.streams.prosumer.ProsumerLogic;
import org.tavan.streams.prosumer.ProsumerOutput;
import org.tavan.streams.prosumer.ProsumerStores;
import org.tavan.streams.store.AsOfBook;
import org.tavan.streams.store.BytesStore;
import org.tavan.topic.ProsumerKey;
import org.tavan.topic.Topics;

/// The per-prosumer stage of one partition: takes values of registers, weather and forecasts from outside, and publishes
/// what the logic of each prosumer says.
final class ProsumerProcessor implements Processor<String, Object, String, Object> {
    private static final String WAITING = "w\0";
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int WEATHER_DEPTH = 8;
    private static final int EXTERNAL_DEPTH = 1;
    private static final long WEATHER_KEPT_MILLIS = Duration.ofDays(1).toMillis();

    private final ForecastConfig config;
    private final long lateMillis;
    private final Registry registry;
    private final StreamsMetrics metrics;
    private final Deserializer<Decoded<Weather>> weathers;
    private final Deserializer<Decoded<Forecast>> forecasts;
    private final BinaryWriter writer = new BinaryWriter();
    private final Map<String, ProsumerLogic> prosumers = new HashMap<>();
    private Registry.Snapshot snapshot;
    private long seenNumber = -1;
    private @Nullable Wiring wiring;

    /// What exists once the task is initialised.
    private record Wiring(
            ProcessorContext<String, Object> context,
            ProsumerStores stores,
            BytesStore waiting,
            Rejections rejections) {}

    ProsumerProcessor(
            ForecastConfig config,
            long lateMillis,
            Registry registry,
            StreamsMetrics metrics,
            Deserializer<Decoded<Weather>> weathers,
            Deserializer<Decoded<Forecast>> forecasts) {
        this.config = config;
        this.lateMillis = lateMillis;
        this.registry = registry;
        this.metrics = metrics;
        this.weathers = weathers;
        this.forecasts = forecasts;
        this.snapshot = registry.snapshot();
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        var stores = new ProsumerStores(store(context, StreamsTopology.PROSUMER_STORE),
                store(context, StreamsTopology.PROFILE_STORE), store(context, StreamsTopology.TICK_STORE),
                store(context, StreamsTopology.GATE_STORE), store(context, StreamsTopology.ROW_STORE),
                new AsOfBook<>(store(context, StreamsTopology.WEATHER_STORE), WeatherRecord::read,
                        WEATHER_DEPTH),
                new AsOfBook<>(store(context, StreamsTopology.EXTERNAL_STORE), ExternalForecast::read,
                        EXTERNAL_DEPTH));
        wiring = new Wiring(context, stores, store(context, StreamsTopology.WAITING_STORE),
                new Rejections(context, StreamsTopology.REJECTED_SINK, metrics));
        prosumers.clear();
        snapshot = registry.snapshot();
        seenNumber = -1;
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> {
            refreshRegistry();
            expireWeather();
        });
    }

    @Override
    public void process(Record<String, Object> record) {
        refreshRegistry();
        switch (record.value()) {
            case MeterInterval interval -> take(record.key(), interval);
            case byte[] bytes -> {
                String topic = wiring().context()
                        .recordMetadata()
                        .map(metadata -> metadata.topic())
                        .orElse("");
                if (topic.equals(Topics.WEATHER.name())) {
                    takeWeather(record, bytes);
                } else {
                    takeExternal(record, bytes);
                }
            }
            case null, default -> {
                // A tombstone on weather or forecasts from outside means nothing.
            }
        }
    }

    private void take(String key, MeterInterval interval) {
        ProsumerLogic logic = prosumer(key);
        if (logic == null) {
            // The configuration reaches this instance later than the one that read the meter.
            BytesStore waiting = wiring().waiting();
            var number = new long[1];
            waiting.scan(BytesStore.prefix(WAITING + key), (_, _) -> number[0]++);
            waiting.put(BytesStore.key(WAITING + key, number[0]), StreamsTopology.bytes(interval));
            return;
        }
        logic.take(interval);
    }

    private void takeWeather(Record<String, Object> record, byte[] bytes) {
        switch (weathers.deserialize(Topics.WEATHER.name(), bytes)) {
            case Decoded.Malformed<Weather>(_, String reason) ->
                reject(record, bytes, RejectReason.MALFORMED, reason);
            case Decoded.Value<Weather>(Weather weather) -> {
                try {
                    requireKey(record.key(), weather.getCommunityId());
                    byte[] value = WeatherRecord.of(weather).write(writer);
                    wiring().stores()
                            .weather()
                            .put(weather.getCommunityId(), weather.getKnowledgeTime().toEpochMilli(),
                                    weather.getKind().name()
                                            + BytesStore.hex(weather.getStart().toEpochMilli()),
                                    value);
                } catch (IllegalArgumentException e) {
                    reject(record, bytes, RejectReason.INVALID_WEATHER,
                            "weather of '%s' known at %s: %s".formatted(
                                    weather.getCommunityId(), weather.getKnowledgeTime(), e.getMessage()));
                }
            }
        }
    }

    private void takeExternal(Record<String, Object> record, byte[] bytes) {
        switch (forecasts.deserialize(Topics.EXTERNAL_FORECASTS.name(), bytes)) {
            case Decoded.Malformed<Forecast>(_, String reason) ->
                reject(record, bytes, RejectReason.MALFORMED, reason);
            case Decoded.Value<Forecast>(Forecast forecast) -> {
                try {
                    String key = new ProsumerKey(forecast.getCommunityId(), forecast.getProsumerId())
                            .toString();
                    requireKey(record.key(), key);
                    CommunityHistory history = snapshot.community(forecast.getCommunityId());
                    if (history != null
                            && history.newest().getIntervalMinutes() != forecast.getIntervalMinutes()) {
                        throw new IllegalArgumentException("intervalMinutes is %d, expected %d".formatted(
                                forecast.getIntervalMinutes(), history.newest().getIntervalMinutes()));
                    }
                    byte[] value = ExternalForecast.of(forecast).write(writer);
                    wiring().stores()
                            .external()
                            .put(key, forecast.getKnowledgeTime().toEpochMilli(), "", value);
                } catch (IllegalArgumentException e) {
                    reject(record, bytes, RejectReason.INVALID_FORECAST,
                            "forecast of '%s/%s' known at %s: %s".formatted(
                                    forecast.getCommunityId(), forecast.getProsumerId(),
                                    forecast.getKnowledgeTime(),
                                    e.getMessage()));
                }
            }
        }
    }

    private static void requireKey(@Nullable String key, String expected) {
        if (!expected.equals(key)) {
            throw new IllegalArgumentException("the key is '%s', expected '%s'".formatted(key, expected));
        }
    }

    private void reject(Record<String, Object> record, byte[] bytes, RejectReason reason, String message) {
        wiring().rejections().reject(record, bytes, reason, message);
    }

    private @Nullable ProsumerLogic prosumer(String key) {
        ProsumerLogic known = prosumers.get(key);
        if (known != null) {
            return known;
        }
        List<Registration> registrations = snapshot.prosumers().get(key);
        CommunityHistory history = registrations == null
                ? null
                : snapshot.community(registrations.getFirst().communityId());
        if (registrations == null || history == null) {
            return null;
        }
        Wiring ready = wiring();
        var logic = new ProsumerLogic(ProsumerKey.parse(key), history, registrations, config, lateMillis,
                ready.stores(),
                new Output(ready.context(), key, metrics), writer);
        prosumers.put(key, logic);
        return logic;
    }

    /// Takes a changed registry: prosumers are made anew from their stores, what waited for them is taken, those that are
    /// configured no more are forgotten.
    private void refreshRegistry() {
        Registry.Snapshot newest = registry.snapshot();
        if (newest.number() == seenNumber) {
            return;
        }
        seenNumber = newest.number();
        snapshot = newest;
        Set<String> known = new HashSet<>(prosumers.keySet());
        prosumers.clear();
        known.forEach(key -> {
            ProsumerLogic logic = prosumer(key);
            if (logic != null) {
                logic.resume();
            }
        });
        BytesStore waiting = wiring().waiting();
        var keys = new ArrayList<String>();
        waiting.scan(WAITING, (key, _) -> keys.add(key));
        for (String entry : keys) {
            ProsumerLogic logic = prosumer(entry.substring(WAITING.length(), entry.length() - 17));
            byte[] bytes = logic == null ? null : waiting.get(entry);
            if (logic != null && bytes != null) {
                logic.take(StreamsTopology.meterInterval(bytes));
                waiting.put(entry, null);
            }
        }
        forgetRemoved();
    }

    private void forgetRemoved() {
        ProsumerStores stores = wiring().stores();
        var removed = new ArrayList<String>();
        stores.prosumers().scan("", (key, _) -> {
            if (key.indexOf('/') > 0 && !snapshot.prosumers().containsKey(key)) {
                removed.add(key);
            }
        });
        for (String key : removed) {
            stores.prosumers().put(key, null);
            stores.profiles().put(key, null);
            for (BytesStore store : List.of(stores.ticks(), stores.gates(), stores.rows())) {
                var keys = new ArrayList<String>();
                store.scan(BytesStore.prefix(key), (entry, _) -> keys.add(entry));
                keys.forEach(entry -> store.put(entry, null));
            }
        }
    }

    /// Weather goes when the slowest member of its community needs it no more.
    private void expireWeather() {
        Map<String, Long> slowest = new HashMap<>();
        snapshot.prosumers().forEach((key, registrations) -> {
            ProsumerLogic logic = prosumers.get(key);
            slowest.merge(registrations.getFirst().communityId(),
                    logic == null ? Long.MIN_VALUE : logic.clockMillis(),
                    Math::min);
        });
        slowest.forEach((communityId, clock) -> {
            if (clock != Long.MIN_VALUE && clock != Long.MAX_VALUE) {
                wiring().stores().weather().expire(communityId, clock - WEATHER_KEPT_MILLIS);
            }
        });
    }

    private static BytesStore store(ProcessorContext<String, Object> context, String name) {
        return new KafkaBytesStore(context.getStateStore(name));
    }

    private Wiring wiring() {
        if (wiring == null) {
            throw new IllegalStateException("The processor is used before init.");
        }
        return wiring;
    }

    /// Forwards to the sinks; the time stamp of a record is when it came to be known.
    private record Output(ProcessorContext<String, Object> context, String key, StreamsMetrics metrics)
            implements
                ProsumerOutput {
        @Override
        public void interval(Interval interval) {
            if (interval.getRevision() == 0) {
                metrics.interval(interval.getQuality().name(), interval.getIntervalStart().toEpochMilli()
                        + interval.getIntervalMinutes() * 60_000L);
            } else {
                metrics.revision();
            }
            forward(interval, interval.getKnowledgeTime().toEpochMilli(), StreamsTopology.INTERVALS_SINK);
        }

        @Override
        public void distribution(Distribution distribution) {
            metrics.distribution();
            forward(distribution, distribution.getKnowledgeTime().toEpochMilli(),
                    StreamsTopology.DISTRIBUTIONS_SINK);
        }

        @Override
        public void skill(ForecastSkill skill) {
            forward(skill, skill.getKnowledgeTime().toEpochMilli(), StreamsTopology.SKILLS_SINK);
        }

        @Override
        public void forecast(Forecast forecast) {
            metrics.forecast(forecast.getOrigin().name());
            forward(forecast, forecast.getKnowledgeTime().toEpochMilli(), StreamsTopology.FORECASTS_SINK);
        }

        private void forward(Object value, long timeMillis, String sink) {
            context.forward(new Record<>(key, value, Math.max(0, timeMillis)), sink);
        }
    }
}
