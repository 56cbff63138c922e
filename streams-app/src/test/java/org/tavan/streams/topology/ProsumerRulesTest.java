package org.tavan.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.DayType;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.ForecastOrigin;
import org.tavan.schema.ForecastSkill;
import org.tavan.schema.Interval;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.schema.SkillHorizon;
import org.tavan.schema.Weather;
import org.tavan.schema.WeatherKind;

class ProsumerRulesTest {
    private static final Community LOAD_ONLY = Fixture
            .community(Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD)));

    /// Load with a daily pattern and noise (Wh in a quarter of an hour).
    private static long pattern(int quarter, Random random) {
        double daily = 400 - 250 * Math.cos(2 * Math.PI * (quarter % 96) / 96);
        return Math.round(Math.max(0, daily + 80 * random.nextGaussian()));
    }

    private static void feed(Fixture fixture, int from, int to, Random random) {
        for (int i = from; i <= to; i++) {
            fixture.send(Fixture.delta("l", Fixture.at(i), pattern(i, random)));
        }
    }

    @Test
    void aTickPublishesTheIntervalThenTheDistributionThenTheForecastThatNamesIt() {
        var stages = new Stages(LOAD_ONLY);
        var meters = stages.meters(0, 1);
        var prosumers = stages.prosumers();
        var random = new Random(1);
        List<Object> published = List.of();

        for (int i = 1; i <= 2 * 96; i++) {
            Reading reading = Fixture.delta("l", Fixture.at(i), pattern(i, random));
            published = stages.read(meters, reading)
                    .stream()
                    .flatMap(record -> stages.join(prosumers, record).stream())
                    .<Object>map(record -> record.value())
                    .toList();
        }

        assertEquals(Interval.class, published.getFirst().getClass());
        assertEquals(Distribution.class, published.get(1).getClass());
        Forecast forecast = (Forecast) published.getLast();
        assertEquals(LocalDate.of(2021, 3, 2), forecast.getDistributionDay());
        assertEquals(1, forecast.getDistributionDays());
        assertEquals(Fixture.at(2 * 96), forecast.getIssuedAt());
    }

    @Test
    void recordTimeStampsAreKnowledgeTimes() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            feed(fixture, 1, 96, new Random(1));

            for (TestRecord<String, Interval> record : fixture.intervals.readRecordsToList()) {
                assertEquals(record.value().getKnowledgeTime(), record.getRecordTime());
            }
            for (TestRecord<String, Forecast> record : fixture.forecasts.readRecordsToList()) {
                assertEquals(record.value().getIssuedAt(), record.getRecordTime());
                assertEquals("c/p", record.key());
            }
        }
    }

    @Test
    void theResidualIsMeasuredMinusTheForecastOfTheGateClosure() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            feed(fixture, 1, 2 * 96, new Random(2));

            Forecast gate = fixture.forecasts.readValuesToList().get(47);
            assertEquals(Instant.parse("2021-03-01T12:00:00Z"), gate.getIssuedAt());
            Interval interval = fixture.intervals.readValuesToList().get(96 + 10);
            int horizon = 48 + 10;
            assertEquals(interval.getLoadKwh() * 4 - gate.getLoadKw().get(horizon), interval.getResidualKw(),
                    1e-12);
            Distribution distribution = fixture.distributions.readValue();
            assertEquals(interval.getResidualKw(), distribution.getDays().getFirst().getResidualKw().get(10),
                    1e-12);
        }
    }

    @Test
    void aDayWithAnEstimatedIntervalGivesNoRowUntilALateReadingMakesItMeasured() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);
            var random = new Random(3);
            feed(fixture, 1, 96 + 9, random);
            feed(fixture, 96 + 11, 3 * 96, random);
            fixture.heartbeat(Fixture.at(3 * 96));
            boolean none = fixture.distributions.readValuesToList()
                    .stream()
                    .flatMap(distribution -> distribution.getDays().stream())
                    .noneMatch(day -> day.getDay().equals(LocalDate.of(2021, 3, 2)));

            fixture.send(Fixture.delta("l", Fixture.at(96 + 10), 300));

            assertTrue(none);
            Distribution distribution = fixture.distributions.readValue();
            assertEquals(List.of(LocalDate.of(2021, 3, 2), LocalDate.of(2021, 3, 3)),
                    distribution.getDays().stream().map(day -> day.getDay()).toList());
            // Known at the same time as the version before, and told apart from it.
            assertEquals(Fixture.at(3 * 96).plusMillis(1), distribution.getKnowledgeTime());
        }
    }

    @Test
    void aCorrectionChangesTheRowOfItsDayAndPublishesAgain() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);
            feed(fixture, 1, 3 * 96, new Random(4));
            Distribution before = fixture.distributions.readValuesToList().getLast();

            fixture.send(
                    Reading.newBuilder(Fixture.delta("l", Fixture.at(96 + 1), 2000)).setRevision(1).build());

            Distribution after = fixture.distributions.readValue();
            assertEquals(before.getDays().size(), after.getDays().size());
            double changed = after.getDays().getFirst().getResidualKw().getFirst()
                    - before.getDays().getFirst().getResidualKw().getFirst();
            assertTrue(changed > 1, "changed by " + changed);
            assertEquals(before.getDays().getLast(), after.getDays().getLast());
        }
    }

    /// The gate of the third day closes at 12:00, at the end of interval 240.
    @ParameterizedTest(name = "revised at {0}")
    @CsvSource({"11:45, true", "12:00, false", "12:08, false"})
    void aRevisionAroundAGateIsNamedByItsForecastIfItWasKnownByThen(LocalTime revised, boolean named) {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);
            feed(fixture, 1, 239, new Random(9));
            Instant first = fixture.distributions.readValuesToList().getLast().getKnowledgeTime();
            Instant gate = Fixture.at(240);
            if (revised.getMinute() == 8) {
                fixture.send(Fixture.reading("l", gate.plusSeconds(480), Accumulation.DELTA_DATA, 50)
                        .setIntervalStart(gate)
                        .build());
            } else if (revised.getMinute() == 0) {
                fixture.send(Fixture.delta("l", gate, 100));
            }

            fixture.send(Reading.newBuilder(Fixture.delta("l", Fixture.at(97), 2000)).setRevision(1).build());
            fixture.heartbeat(gate.plusSeconds(1500));

            Instant revision = fixture.distributions.readValue().getKnowledgeTime();
            assertEquals(revised, LocalTime.ofInstant(revision, ZoneOffset.UTC));
            Map<Instant, Instant> names = new HashMap<>();
            fixture.forecasts.readValuesToList()
                    .forEach(forecast -> names.put(forecast.getIssuedAt(),
                            forecast.getDistributionKnowledgeTime()));
            assertEquals(first, names.get(Fixture.at(239)));
            assertEquals(named ? revision : first, names.get(gate));
            assertEquals(revision, names.get(Fixture.at(241)));
        }
    }

    @Test
    void theWindowKeepsTheNewestDaysAndStatisticsByTypeNeedEnoughOfThem() {
        try (var fixture = new Fixture()) {
            fixture.configure(Community.newBuilder(LOAD_ONLY).setWindowDays(25).build());

            feed(fixture, 1, 45 * 96, new Random(5));

            List<Distribution> all = fixture.distributions.readValuesToList();
            Distribution last = all.getLast();
            assertEquals(44, all.size());
            assertEquals(25, last.getDays().size());
            assertEquals(LocalDate.of(2021, 4, 14), last.getThroughDay());
            assertEquals(List.of(DayType.ALL),
                    last.getStatistics().stream().map(s -> s.getDayType()).toList());
            assertEquals(25, last.getStatistics().getFirst().getCount());
            double mean = last.getDays()
                    .stream()
                    .mapToDouble(day -> day.getResidualKw().get(50))
                    .average()
                    .orElseThrow();
            assertEquals(mean, last.getStatistics().getFirst().getMeanKw().get(50), 1e-9);
        }
    }

    @Test
    void theSupportOfFewDaysReachesFurtherBeyondThem() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            feed(fixture, 1, 45 * 96, new Random(7));

            List<Distribution> all = fixture.distributions.readValuesToList();
            assertEquals(0.5, margin(all.get(2)), 1e-9);
            assertEquals(0.1, margin(all.get(10)), 1e-9);
            assertEquals(LOAD_ONLY.getSupportMarginFraction(), margin(all.get(43)), 1e-9);
        }
    }

    /// How far the support of a slot reaches beyond the highest residual, as a fraction of their range.
    private static double margin(Distribution distribution) {
        int slot = 50;
        var residuals = distribution.getDays()
                .stream()
                .mapToDouble(day -> day.getResidualKw().get(slot))
                .summaryStatistics();
        double high = distribution.getStatistics().getFirst().getSupportHighKw().get(slot);
        return (high - residuals.getMax()) / (residuals.getMax() - residuals.getMin());
    }

    @Test
    void workDaysGetStatisticsOfTheirOwnFromTwentyOn() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            feed(fixture, 1, 45 * 96, new Random(6));

            Distribution last = fixture.distributions.readValuesToList().getLast();
            assertEquals(List.of(DayType.ALL, DayType.WORKDAY),
                    last.getStatistics().stream().map(statistics -> statistics.getDayType()).toList());
            long workDays = last.getDays()
                    .stream()
                    .filter(day -> day.getDayType() == DayType.WORKDAY)
                    .count();
            assertEquals(workDays, last.getStatistics().getLast().getCount());
        }
    }

    @Test
    void aWindowOfNinetyDaysHasStatisticsOfDaysOffToo() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            feed(fixture, 1, 92 * 96, new Random(7));

            Distribution last = fixture.distributions.readValuesToList().getLast();
            assertEquals(List.of(DayType.ALL, DayType.WORKDAY, DayType.OFFDAY),
                    last.getStatistics().stream().map(statistics -> statistics.getDayType()).toList());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theForecastBeatsPersistenceAndTheWeekBeforeOnANoisyPattern(int seed) {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            feed(fixture, 1, 28 * 96, new Random(seed));

            List<ForecastSkill> dayAhead = fixture.skills.readValuesToList()
                    .stream()
                    .filter(skill -> skill.getHorizon() == SkillHorizon.DAY_AHEAD)
                    .toList();
            List<ForecastSkill> lastWeeks = dayAhead.subList(dayAhead.size() - 14, dayAhead.size());
            assertTrue(lastWeeks.stream()
                    .mapToDouble(ForecastSkill::getSkillAgainstSeasonal)
                    .average()
                    .orElseThrow() > 0.2);
            assertTrue(lastWeeks.stream()
                    .mapToDouble(ForecastSkill::getSkillAgainstPersistence)
                    .average()
                    .orElseThrow() > 0.2);
            assertNull(dayAhead.getFirst().getSkillAgainstSeasonal());
        }
    }

    static Stream<Integer> seeds() {
        return Stream.of(1, 2, 3);
    }

    static Stream<Arguments> daysOfUnusualLength() {
        return Stream.of(Arguments.of("Europe/London", LocalDate.of(2021, 3, 28), 92),
                Arguments.of("Europe/London", LocalDate.of(2021, 10, 31), 100),
                Arguments.of("Asia/Tehran", LocalDate.of(2021, 3, 22), 92),
                Arguments.of("Asia/Tehran", LocalDate.of(2021, 9, 21), 100),
                Arguments.of("Australia/Lord_Howe", LocalDate.of(2021, 4, 4), 98));
    }

    @ParameterizedTest(name = "{1} in {0} has {2} intervals")
    @MethodSource("daysOfUnusualLength")
    void aDayOfUnusualLengthMakesARowOfWallClockSlots(String zone, LocalDate day, int intervals) {
        ZoneId id = ZoneId.of(zone);
        Instant from = day.minusDays(2).atStartOfDay(id).toInstant();
        Instant start = day.atStartOfDay(id).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(id).toInstant();
        try (var fixture = new Fixture()) {
            fixture.configure(Fixture.community("c", zone, from, 15,
                    Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD))));

            for (Instant time = from.plus(Fixture.QUARTER); !time.isAfter(end); time = time
                    .plus(Fixture.QUARTER)) {
                LocalTime slot = time.minus(Fixture.QUARTER).atZone(id).toLocalTime();
                fixture.send(Fixture.delta("l", time, 100 + slot.toSecondOfDay() / 900));
            }

            assertEquals(intervals, Duration.between(start, end).toMinutes() / 15);
            Distribution distribution = fixture.distributions.readValuesToList().getLast();
            assertEquals(day, distribution.getThroughDay());
            List<Double> row = distribution.getDays().getLast().getResidualKw();
            assertEquals(96, row.size());
            // The load is a function of the wall clock, which the like-day profile has learnt: no residual anywhere.
            row.forEach(residual -> assertEquals(0, residual, 0.05));
            ForecastSkill skill = fixture.skills.readValuesToList()
                    .stream()
                    .filter(s -> s.getDay().equals(day) && s.getHorizon() == SkillHorizon.DAY_AHEAD)
                    .findFirst()
                    .orElseThrow();
            assertEquals(intervals, skill.getIntervals());
        }
    }

    @Test
    void hoursOfAZoneWithAHalfHourOffsetStartAtHalfPast() {
        Instant from = LocalDate.of(2021, 5, 1).atStartOfDay(ZoneId.of("Asia/Tehran")).toInstant();
        try (var fixture = new Fixture()) {
            fixture.configure(Fixture.community("c", "Asia/Tehran", from, 60,
                    Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD))));

            fixture.send(Fixture.reading("l", from.plus(Duration.ofHours(1)), Accumulation.DELTA_DATA, 500)
                    .setIntervalStart(from)
                    .build());

            Interval interval = fixture.intervals.readValue();
            assertEquals(Instant.parse("2021-04-30T19:30:00Z"), interval.getIntervalStart());
            assertEquals(48, fixture.forecasts.readValue().getLoadKw().size());
        }
    }

    private static Forecast external(int issued, int known, double kw) {
        return Forecast.newBuilder()
                .setCommunityId("c")
                .setProsumerId("p")
                .setIssuedAt(Fixture.at(issued))
                .setStart(Fixture.at(issued))
                .setIntervalMinutes(15)
                .setLoadKw(Collections.nCopies(8, kw))
                .setPvKw(Collections.nCopies(8, 0.0))
                .setOrigin(ForecastOrigin.EXTERNAL)
                .setModel("theirs/3")
                .setKnowledgeTime(Fixture.at(known))
                .build();
    }

    @Test
    void aForecastFromOutsideWinsWhereItCoversAndOnlyOnceItIsKnown() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            fixture.external.pipeInput("c/p", external(2, 3, 7.5));
            feed(fixture, 1, 3, new Random(7));

            List<Forecast> forecasts = fixture.forecasts.readValuesToList();
            assertEquals(ForecastOrigin.BASELINE, forecasts.get(1).getOrigin());
            Forecast covered = forecasts.get(2);
            assertEquals(ForecastOrigin.EXTERNAL, covered.getOrigin());
            assertEquals("theirs/3", covered.getModel());
            assertEquals(Collections.nCopies(7, 7.5), covered.getLoadKw().subList(0, 7));
            assertTrue(covered.getLoadKw().get(7) < 7);
        }
    }

    static Stream<Arguments> badForecasts() {
        return Stream.of(
                Arguments.of("lengths", Forecast.newBuilder(external(1, 1, 1)).setPvKw(List.of(1.0)).build()),
                Arguments.of("NaN", external(1, 1, Double.NaN)),
                Arguments.of("negative", external(1, 1, -1)),
                Arguments.of("known before issued", external(2, 1, 1)),
                Arguments.of("interval length",
                        Forecast.newBuilder(external(1, 1, 1)).setIntervalMinutes(30).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badForecasts")
    void aForecastFromOutsideThatCannotBeIsRejected(String what, Forecast forecast) {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            fixture.external.pipeInput("c/p", forecast);

            assertEquals(RejectReason.INVALID_FORECAST, fixture.rejected.readValue().getReason(), what);
        }
    }

    private static Weather weather(int known, double cloud) {
        return Weather.newBuilder()
                .setCommunityId("c")
                .setKind(WeatherKind.FORECAST)
                .setStart(Fixture.at(known))
                .setIntervalMinutes(60)
                .setTemperatureCelsius(List.of())
                .setCloudFraction(Collections.nCopies(60, cloud))
                .setGlobalHorizontalWattsPerSquareMetre(List.of())
                .setWindMetresPerSecond(List.of())
                .setKnowledgeTime(Fixture.at(known))
                .build();
    }

    @Test
    void weatherCountsFromItsKnowledgeTimeOn() {
        Prosumer solar = Prosumer.newBuilder(Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD),
                Fixture.meter("g", Channel.PV))).setPvPeakKw(4).build();
        try (var fixture = new Fixture()) {
            fixture.configure(Fixture.community(solar));
            fixture.weather.pipeInput("c", weather(2, 1));
            fixture.weather.pipeInput("c", weather(1, 0));

            for (int i = 1; i <= 2; i++) {
                fixture.send(Fixture.delta("l", Fixture.at(i), 100), Fixture.delta("g", Fixture.at(i), 0));
            }

            List<Forecast> forecasts = fixture.forecasts.readValuesToList();
            double clear = forecasts.getFirst().getPvKw().get(48);
            double overcast = forecasts.getLast().getPvKw().get(47);
            assertTrue(clear > 1.5, "clear " + clear);
            assertEquals(0.25, overcast / clear, 1e-9);
            assertFalse(forecasts.getFirst().getPvKw().get(0) > 0);
        }
    }

    @Test
    void weatherThatCannotBeIsRejected() {
        try (var fixture = new Fixture()) {
            fixture.weather.pipeInput("c", weather(1, 1.5));

            assertEquals(RejectReason.INVALID_WEATHER, fixture.rejected.readValue().getReason());
        }
    }
}
