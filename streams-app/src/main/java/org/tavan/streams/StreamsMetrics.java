package org.tavan.streams;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Counters and gauges of the streams application.
public final class StreamsMetrics {
    /// Readings by what became of them.
    public static final String RECORDS = "tavan_records";
    /// Refused inputs by reason.
    public static final String REJECTED = "tavan_streams_rejected";
    /// Settlement intervals by quality.
    public static final String INTERVALS = "tavan_intervals";
    /// Revisions of closed intervals.
    public static final String REVISIONS = "tavan_interval_revisions";
    /// Forecasts issued by origin.
    public static final String FORECASTS = "tavan_forecasts";
    /// Distributions published.
    public static final String DISTRIBUTIONS = "tavan_distributions";
    /// Meters in quarantine.
    public static final String QUARANTINED = "tavan_streams_meters_quarantined";
    /// Newest event time seen in a heartbeat or a closed interval.
    public static final String EVENT_TIME = "tavan_streams_event_timestamp_seconds";

    /// What became of a reading; the four add up to the readings sent.
    public enum Result {
        ACCEPTED, DUPLICATE, LATE, REJECTED;

        /// Value of the label `result`.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Result, CounterDataPoint> records = new EnumMap<>(Result.class);
    private final Counter rejected;
    private final Counter intervals;
    private final Counter revisions;
    private final Counter forecasts;
    private final Counter distributions;
    private final Gauge quarantined;
    private final Gauge eventTime;

    /// Registers all of them.
    public StreamsMetrics(PrometheusRegistry registry) {
        Counter all = Counter.builder()
                .name(RECORDS)
                .help("Readings by what became of them")
                .labelNames("result")
                .register(registry);
        for (Result result : Result.values()) {
            records.put(result, all.labelValues(result.label()));
        }
        rejected = Counter.builder()
                .name(REJECTED)
                .help("Refused inputs")
                .labelNames("service", "reason")
                .register(registry);
        intervals = Counter.builder()
                .name(INTERVALS)
                .help("Settlement intervals closed")
                .labelNames("quality")
                .register(registry);
        revisions = Counter.builder()
                .name(REVISIONS)
                .help("Revisions of closed intervals")
                .register(registry);
        forecasts = Counter.builder()
                .name(FORECASTS)
                .help("Forecasts issued")
                .labelNames("origin")
                .register(registry);
        distributions = Counter.builder()
                .name(DISTRIBUTIONS)
                .help("Residual distributions published")
                .register(registry);
        quarantined = Gauge.builder().name(QUARANTINED).help("Meters in quarantine").register(registry);
        eventTime = Gauge.builder()
                .name(EVENT_TIME)
                .help("Newest event time of a closed interval")
                .register(registry);
    }

    /// Counts one reading.
    public void count(Result result) {
        point(result).inc();
    }

    /// Readings with that result since the start of this instance.
    public long records(Result result) {
        return (long) point(result).get();
    }

    private CounterDataPoint point(Result result) {
        return Objects.requireNonNull(records.get(result));
    }

    /// Counts one refused input of any topic.
    public void rejected(String reason) {
        rejected.labelValues("streams-app", reason).inc();
    }

    /// Counts one closed interval.
    public void interval(String quality, long endMillis) {
        intervals.labelValues(quality.toLowerCase(Locale.ROOT)).inc();
        if (endMillis / 1000.0 > eventTime.get()) {
            eventTime.set(endMillis / 1000.0);
        }
    }

    /// Counts one revision.
    public void revision() {
        revisions.inc();
    }

    /// Counts one forecast.
    public void forecast(String origin) {
        forecasts.labelValues(origin.toLowerCase(Locale.ROOT)).inc();
    }

    /// Counts one published distribution.
    public void distribution() {
        distributions.inc();
    }

    /// A meter went into quarantine (+1) or left it (−1).
    public void quarantined(int change) {
        quarantined.inc(change);
    }
}
