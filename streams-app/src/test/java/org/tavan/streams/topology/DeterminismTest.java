package org.tavan.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.Interval;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Reading;
import org.tavan.schema.Weather;
import org.tavan.schema.WeatherKind;

/// The same readings, whatever the interleaving of meters, heartbeats and partitions, and whatever restarts.
class DeterminismTest {
    private static final int DAYS = 10;
    private static final List<String> METERS = List.of("a", "b", "c", "d");

    private static Community community() {
        Prosumer first = Prosumer.newBuilder(Fixture.prosumer("p", Fixture.meter("a", Channel.LOAD),
                Fixture.meter("b", Channel.PV))).setPvPeakKw(5).build();
        return Fixture.community(first, Fixture.prosumer("q", Fixture.meter("c", Channel.GRID_IMPORT),
                Fixture.meter("d", Channel.GRID_EXPORT)));
    }

    static IntStream seeds() {
        return IntStream.range(0, 8);
    }

    /// What a meter sends, with holes, doubles and pairs out of order; the holes come late if asked for.
    private static List<Reading> readings(String meter, int seed, boolean late) {
        var random = new Random(seed * 31L + meter.hashCode());
        var all = new ArrayList<Reading>();
        for (int i = 1; i <= DAYS * 96; i++) {
            int chance = random.nextInt(late ? 100 : 250);
            Reading reading = Fixture.delta(meter, Fixture.at(i), 100 + random.nextInt(900));
            if (chance != 0) {
                all.add(reading);
            }
            if (chance == 1) {
                all.add(reading);
            } else if (chance == 2 && all.size() > 1) {
                Collections.swap(all, all.size() - 1, all.size() - 2);
            } else if (chance == 0 && late) {
                all.add(Reading.newBuilder(reading).setKnowledgeTime(Fixture.at(i + 30)).build());
            }
        }
        all.sort(java.util.Comparator
                .comparing(reading -> reading.getKnowledgeTime().isAfter(reading.getReadingTime())
                        ? reading.getKnowledgeTime()
                        : reading.getReadingTime()
                                .minusSeconds(reading.getReadingTime().getEpochSecond() % 1800)));
        return all;
    }

    private static Reading heartbeat(Instant time) {
        return Fixture.reading("heartbeat:test", time, Accumulation.HEARTBEAT, 0).build();
    }

    private static List<Weather> weather() {
        var all = new ArrayList<Weather>();
        for (int i = 0; i < DAYS * 2; i++) {
            Instant known = Fixture.START.plus(Duration.ofHours(12L * i));
            all.add(Weather.newBuilder()
                    .setCommunityId("c")
                    .setKind(WeatherKind.FORECAST)
                    .setStart(known)
                    .setIntervalMinutes(60)
                    .setTemperatureCelsius(Collections.nCopies(60, 10.0))
                    .setGlobalHorizontalWattsPerSquareMetre(List.of())
                    .setCloudFraction(Collections.nCopies(60, 0.1 * (i % 10)))
                    .setWindMetresPerSecond(List.of())
                    .setKnowledgeTime(known)
                    .build());
        }
        return all;
    }

    /// What was published, in a form in which runs can be compared.
    private record Outcome(
            List<Interval> firstIntervals,
            Map<String, Interval> lastIntervals,
            List<Forecast> forecasts,
            Map<String, Distribution> lastDistributions) {
        static Outcome of(List<Object> published) {
            var first = new TreeMap<String, Interval>();
            var last = new TreeMap<String, Interval>();
            var forecasts = new TreeMap<String, Forecast>();
            var distributions = new TreeMap<String, Distribution>();
            for (Object value : published) {
                switch (value) {
                    case Interval interval -> {
                        String key = interval.getProsumerId() + interval.getIntervalStart();
                        if (interval.getRevision() == 0) {
                            first.put(key, interval);
                        }
                        last.put(key, interval);
                    }
                    case Forecast forecast ->
                        forecasts.put(forecast.getProsumerId() + forecast.getIssuedAt(), forecast);
                    case Distribution distribution -> distributions.put(distribution.getProsumerId()
                            + distribution.getThroughDay(), distribution);
                    default -> {
                        // Skills follow from the others.
                    }
                }
            }
            return new Outcome(List.copyOf(first.values()), last, List.copyOf(forecasts.values()),
                    distributions);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfMetersAndHeartbeatsChangesNothing(int seed) {
        var byTime = new ArrayList<Reading>();
        var byMeter = new ArrayList<Reading>();
        METERS.forEach(meter -> byMeter.addAll(readings(meter, seed, false)));
        byTime.addAll(byMeter);
        byTime.sort(java.util.Comparator.comparing(reading -> reading.getReadingTime()
                .minusSeconds(reading.getReadingTime().getEpochSecond() % 1800)));
        for (int i = byTime.size() - 1; i > 0; i--) {
            Instant slot = byTime.get(i).getReadingTime();
            slot = slot.minusSeconds(slot.getEpochSecond() % 1800);
            Instant before = byTime.get(i - 1).getReadingTime();
            if (!slot.equals(before.minusSeconds(before.getEpochSecond() % 1800))) {
                byTime.add(i, heartbeat(slot.minusSeconds(1)));
            }
        }
        Instant end = Fixture.at(DAYS * 96 + 2);
        byTime.add(heartbeat(end));
        byMeter.add(heartbeat(end));

        Outcome expected = run(byTime, weather(), List.of());
        Outcome actual = run(byMeter, List.of(), weather());

        assertEquals(2 * DAYS * 96 + 2, expected.firstIntervals().size());
        assertTrue(expected.lastDistributions().size() > 2);
        assertEquals(expected.firstIntervals(), actual.firstIntervals());
        assertEquals(expected.forecasts(), actual.forecasts());
        expected.lastIntervals()
                .forEach((key, interval) -> assertEquals(interval, actual.lastIntervals().get(key)));
        assertEquals(expected.lastDistributions(), actual.lastDistributions());
    }

    private static Outcome run(List<Reading> readings, List<Weather> weatherBefore,
            List<Weather> weatherAgain) {
        try (var fixture = new Fixture()) {
            fixture.configure(community());
            List<Weather> weather = weatherBefore.isEmpty() ? weatherAgain.reversed() : weatherBefore;
            weather.forEach(record -> fixture.weather.pipeInput("c", record, record.getKnowledgeTime()));
            readings.forEach(fixture::send);
            var published = new ArrayList<Object>(fixture.intervals.readValuesToList());
            published.addAll(fixture.forecasts.readValuesToList());
            published.addAll(fixture.distributions.readValuesToList());
            return Outcome.of(published);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theInterleavingOfPartitionsChangesNothingNotEvenWithLateReadings(int seed) {
        var stages = new Stages(community());
        List<List<Record<String, Object>>> outputs = METERS.stream()
                .map(meter -> meterOutput(stages, meter, seed))
                .toList();

        Outcome expected = Outcome.of(joined(stages, outputs, new Random(1000 + seed), false));
        Outcome actual = Outcome.of(joined(stages, outputs, new Random(2000 + seed), false));
        Outcome restarted = Outcome.of(joined(stages, outputs, new Random(3000 + seed), true));

        assertTrue(
                expected.lastIntervals().values().stream().anyMatch(interval -> interval.getRevision() > 0));
        assertEquals(expected.firstIntervals(), actual.firstIntervals());
        assertEquals(expected.forecasts(), actual.forecasts());
        assertEquals(contents(expected), contents(actual));
        assertEquals(expected.firstIntervals(), restarted.firstIntervals());
        assertEquals(expected.forecasts(), restarted.forecasts());
        assertEquals(contents(expected), contents(restarted));
    }

    /// Final energies and residual days; which of two revisions at the same moment was numbered first may differ.
    private static List<Object> contents(Outcome outcome) {
        var contents = new ArrayList<Object>();
        outcome.lastIntervals()
                .values()
                .forEach(interval -> contents.add(List.of(interval.getIntervalStart(),
                        interval.getLoadKwh(), interval.getPvKwh(), interval.getQuality(),
                        interval.getReadings())));
        outcome.lastDistributions().values().forEach(distribution -> {
            contents.add(distribution.getDays());
            contents.add(distribution.getStatistics());
        });
        return contents;
    }

    /// A meter alone in its partition, restarted now and then.
    private static List<Record<String, Object>> meterOutput(Stages stages, String meter, int seed) {
        int partition = 0;
        while (org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(
                meter.getBytes(java.nio.charset.StandardCharsets.UTF_8), 64) != partition) {
            partition++;
        }
        var task = stages.meters(partition, 64);
        var output = new ArrayList<Record<String, Object>>();
        var random = new Random(seed);
        Instant slot = Fixture.START;
        for (Reading reading : readings(meter, seed, true)) {
            if (reading.getKnowledgeTime().isAfter(slot.plusSeconds(3600))) {
                slot = reading.getKnowledgeTime().minusSeconds(1800);
                output.addAll(stages.read(task, heartbeat(slot.minusSeconds(1800))));
            }
            output.addAll(stages.read(task, reading));
            if (random.nextInt(50) == 0) {
                task.start();
            }
        }
        output.addAll(stages.read(task, heartbeat(Fixture.at(DAYS * 96 + 60))));
        return output;
    }

    private static List<Object> joined(
            Stages stages,
            List<List<Record<String, Object>>> outputs,
            Random random,
            boolean restart) {
        var task = stages.prosumers();
        weather().forEach(record -> stages.weather(task, record));
        var queues = outputs.stream().map(ArrayDeque::new).toList();
        var published = new ArrayList<Object>();
        int left = outputs.stream().mapToInt(List::size).sum();
        while (left > 0) {
            var queue = queues.get(random.nextInt(queues.size()));
            for (int burst = random.nextInt(200); burst > 0 && !queue.isEmpty(); burst--, left--) {
                stages.join(task, queue.removeFirst()).forEach(record -> published.add(record.value()));
            }
            if (restart && random.nextInt(10) == 0) {
                task.start();
            }
        }
        return published;
    }
}
