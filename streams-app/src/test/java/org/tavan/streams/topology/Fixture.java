package org.tavan.streams.topology;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.ForecastSkill;
import org.tavan.schema.Interval;
import org.tavan.schema.Meter;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Quarantine;
import org.tavan.schema.Reading;
import org.tavan.schema.Rejected;
import org.tavan.schema.Unit;
import org.tavan.schema.Weather;
import org.tavan.serde.TavanSerdes;
import org.tavan.streams.ClockMode;
import org.tavan.streams.MeteringConfig;
import org.tavan.streams.PartitionCounts;
import org.tavan.streams.StreamsAppConfig;
import org.tavan.streams.StreamsMetrics;
import org.tavan.streams.meter.Registry;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// The whole topology in a test driver, with builders of inputs and readers of outputs.
public final class Fixture implements AutoCloseable {
    public static final Instant START = Instant.parse("2021-03-01T00:00:00Z");
    public static final Duration QUARTER = Duration.ofMinutes(15);

    public final StreamsMetrics metrics = new StreamsMetrics(new PrometheusRegistry());
    public final Registry registry = new Registry();
    public final TopologyTestDriver driver;
    public final TestInputTopic<String, Reading> readings;
    public final TestInputTopic<String, byte[]> rawReadings;
    public final TestInputTopic<String, Community> communities;
    public final TestInputTopic<String, Weather> weather;
    public final TestInputTopic<String, Forecast> external;
    public final TestInputTopic<String, Quarantine> quarantineIn;
    public final TestOutputTopic<String, Interval> intervals;
    public final TestOutputTopic<String, Forecast> forecasts;
    public final TestOutputTopic<String, Distribution> distributions;
    public final TestOutputTopic<String, ForecastSkill> skills;
    public final TestOutputTopic<String, Reading> late;
    public final TestOutputTopic<String, Rejected> rejected;
    public final TestOutputTopic<String, Quarantine> quarantine;

    private final TavanSerdes serdes;

    static {
        // Avro trusts the generated classes only after the serdes have declared them.
        TavanSerdes.of(KafkaSettings.of("unused:9092", "mock://trust"));
    }

    public Fixture() {
        this(MeteringConfig.DEFAULT, ClockMode.HEARTBEAT);
    }

    public Fixture(MeteringConfig metering, ClockMode clock) {
        var settings = KafkaSettings.of("unused:9092", "mock://" + System.identityHashCode(this));
        serdes = TavanSerdes.of(settings);
        var config = StreamsAppConfig.of(settings, Path.of("unused")).withMetering(metering).withClock(clock);
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(
                StreamsTopology.build(config, serdes, new PartitionCounts(1, 1), registry, metrics),
                properties, START);
        readings = in(Topics.READINGS);
        rawReadings = driver.createInputTopic(Topics.READINGS.name(), new StringSerializer(),
                new org.apache.kafka.common.serialization.ByteArraySerializer());
        communities = in(Topics.COMMUNITIES);
        weather = in(Topics.WEATHER);
        external = in(Topics.EXTERNAL_FORECASTS);
        quarantineIn = in(Topics.QUARANTINE);
        intervals = out(Topics.INTERVALS);
        forecasts = out(Topics.FORECASTS);
        distributions = out(Topics.DISTRIBUTIONS);
        skills = out(Topics.FORECAST_SKILLS);
        late = out(Topics.LATE_READINGS);
        rejected = out(Topics.REJECTED);
        quarantine = out(Topics.QUARANTINE);
    }

    public void configure(Community community) {
        communities.pipeInput(community.getCommunityId(), community, community.getKnowledgeTime());
    }

    public void send(Reading... all) {
        for (Reading reading : all) {
            readings.pipeInput(reading.getMeterId(), reading, reading.getKnowledgeTime());
        }
    }

    public void heartbeat(Instant time) {
        heartbeat("test", time);
    }

    public void heartbeat(String source, Instant time) {
        send(reading("heartbeat:" + source, time, Accumulation.HEARTBEAT, 0).build());
    }

    @Override
    public void close() {
        driver.close();
    }

    public static Instant at(int quarter) {
        return START.plus(QUARTER.multipliedBy(quarter));
    }

    public static Meter meter(String id, Channel channel) {
        return Meter.newBuilder().setMeterId(id).setChannel(channel).setPowerMaxKw(10).build();
    }

    public static Prosumer prosumer(String id, Meter... meters) {
        return Prosumer.newBuilder()
                .setProsumerId(id)
                .setName(id)
                .setNominalKw(5)
                .setGridImportMaxKw(10)
                .setGridExportMaxKw(10)
                .setRealTimeImportMaxKw(10)
                .setRealTimeExportMaxKw(10)
                .setMeters(List.of(meters))
                .build();
    }

    public static Community community(Prosumer... prosumers) {
        return community("c", "UTC", START, 15, prosumers);
    }

    public static Community community(String id, String zone, Instant validFrom, int minutes,
            Prosumer... prosumers) {
        return Community.newBuilder()
                .setCommunityId(id)
                .setName(id)
                .setZone(zone)
                .setCurrency("EUR")
                .setLatitudeDegrees(51.5)
                .setLongitudeDegrees(0)
                .setIntervalMinutes(minutes)
                .setValidFrom(validFrom)
                .setOffDaysOfWeek(List.of(6, 7))
                .setHolidays(List.<LocalDate>of())
                .setProsumers(List.of(prosumers))
                .setPeerLinks(List.of())
                .setKnowledgeTime(validFrom)
                .build();
    }

    public static Reading.Builder reading(String meter, Instant time, Accumulation accumulation, long value) {
        boolean energy = accumulation == Accumulation.BULK_QUANTITY
                || accumulation == Accumulation.DELTA_DATA;
        return Reading.newBuilder()
                .setMeterId(meter)
                .setAccumulation(accumulation)
                .setUnit(accumulation == Accumulation.HEARTBEAT ? Unit.UNKNOWN : energy ? Unit.WH : Unit.W)
                .setMantissa(value)
                .setReadingTime(time)
                .setKnowledgeTime(time)
                .setSource("test");
    }

    /// Energy of one quarter of an hour that ends then.
    public static Reading delta(String meter, Instant end, long wattHours) {
        return reading(meter, end, Accumulation.DELTA_DATA, wattHours).setIntervalStart(end.minus(QUARTER))
                .build();
    }

    public List<Interval> revisionsOf(@Nullable Instant start) {
        var found = new ArrayList<Interval>();
        intervals.readValuesToList()
                .stream()
                .filter(interval -> start == null || interval.getIntervalStart().equals(start))
                .forEach(found::add);
        return found;
    }

    private <V extends SpecificRecord> TestInputTopic<String, V> in(Topic<V> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(),
                serdes.value(topic).serializer());
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> out(Topic<V> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(),
                serdes.value(topic).deserializer());
    }
}
