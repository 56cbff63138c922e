package org.tavan.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;

/// Configuration of the streams application. Every default stands in the constructor.
///
/// @param kafka broker and schema registry; required
/// @param stateDir directory for the state of this instance; required, one instance a directory
/// @param applicationId consumer group and prefix of internal topics; `tavan-streams`
/// @param clock what closes the intervals of a silent meter; HEARTBEAT
/// @param commitInterval time between two transactions; 100 ms
/// @param threads stream threads; 1
/// @param cacheBytes store caches over all threads (bytes); 64 MiB
/// @param metering per-meter rules
/// @param forecast rules of forecast and statistics
/// @param metrics where `/metrics` and `/health` are served; null: nowhere
/// @param properties further Kafka Streams properties; they win
public record StreamsAppConfig(
        KafkaSettings kafka,
        Path stateDir,
        String applicationId,
        ClockMode clock,
        Duration commitInterval,
        Integer threads,
        Long cacheBytes,
        MeteringConfig metering,
        ForecastConfig forecast,
        @Nullable MetricsConfig metrics,
        Map<String, String> properties) {
    public StreamsAppConfig(
            @Nullable KafkaSettings kafka,
            @Nullable Path stateDir,
            @Nullable String applicationId,
            @Nullable ClockMode clock,
            @Nullable Duration commitInterval,
            @Nullable Integer threads,
            @Nullable Long cacheBytes,
            @Nullable MeteringConfig metering,
            @Nullable ForecastConfig forecast,
            @Nullable MetricsConfig metrics,
            @Nullable Map<String, String> properties) {
        if (kafka == null) {
            throw new IllegalArgumentException(
                    "kafka is missing, expected bootstrapServers and schemaRegistryUrl");
        }
        if (stateDir == null) {
            throw new IllegalArgumentException(
                    "stateDir is missing, expected a directory of this instance alone");
        }
        this.kafka = kafka;
        this.stateDir = stateDir;
        this.applicationId = Defaults.or(applicationId, "tavan-streams");
        this.clock = Defaults.or(clock, ClockMode.HEARTBEAT);
        this.commitInterval = Defaults.positive("commitInterval",
                Defaults.or(commitInterval, Duration.ofMillis(100)));
        this.threads = Defaults.atLeastOne("threads", Defaults.or(threads, 1));
        this.cacheBytes = Defaults.or(cacheBytes, 64L << 20);
        this.metering = Defaults.or(metering, MeteringConfig.DEFAULT);
        this.forecast = Defaults.or(forecast, ForecastConfig.DEFAULT);
        this.metrics = metrics;
        this.properties = properties == null ? Map.of() : Map.copyOf(properties);
    }

    /// All defaults.
    public static StreamsAppConfig of(KafkaSettings kafka, Path stateDir) {
        return new StreamsAppConfig(kafka, stateDir, null, null, null, null, null, null, null, null,
                null);
    }

    /// The same with another clock.
    public StreamsAppConfig withClock(ClockMode clock) {
        return new StreamsAppConfig(kafka, stateDir, applicationId, clock, commitInterval, threads,
                cacheBytes, metering,
                forecast, metrics, properties);
    }

    /// The same with another time between two transactions.
    public StreamsAppConfig withCommitInterval(Duration commitInterval) {
        return new StreamsAppConfig(kafka, stateDir, applicationId, clock, commitInterval, threads,
                cacheBytes, metering,
                forecast, metrics, properties);
    }

    /// The same with other per-meter rules.
    public StreamsAppConfig withMetering(MeteringConfig metering) {
        return new StreamsAppConfig(kafka, stateDir, applicationId, clock, commitInterval, threads,
                cacheBytes, metering,
                forecast, metrics, properties);
    }

}
