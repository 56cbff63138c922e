package org.tavan.simulator.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Community;
import org.tavan.schema.Meter;
import org.tavan.schema.Microgrid;
import org.tavan.schema.Price;
import org.tavan.schema.ProsumerKind;
import org.tavan.schema.Reading;
import org.tavan.schema.Weather;
import org.tavan.schema.WeatherKind;
import org.tavan.simulator.meter.Fault;
import org.tavan.simulator.meter.FaultKind;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Context;

class SyntheticSourceTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
    private static final SyntheticConfig THREE_DAYS = SyntheticConfig.of(11, FIRST).withDays(3);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2})
    void theSameSeedGivesTheSameEventsAndAnotherGivesOthers(long seed) {
        SyntheticConfig config = SyntheticConfig.of(seed, FIRST).withDays(2);

        List<Batch> once = all(new SyntheticSource(config).batchesAfter(Instant.MIN));
        List<Batch> again = all(new SyntheticSource(config).batchesAfter(Instant.MIN));
        List<Batch> other = all(new SyntheticSource(SyntheticConfig.of(seed + 1, FIRST).withDays(2))
                .batchesAfter(Instant.MIN));

        assertEquals(once, again);
        assertNotEquals(once, other);
        assertEquals(all(new SyntheticSource(config).contextAfter(Instant.MIN)),
                all(new SyntheticSource(config).contextAfter(Instant.MIN)));
        assertEquals(new SyntheticSource(config).communities(), new SyntheticSource(config).communities());
    }

    @Test
    void aMicrogridIsKnownFromTheDayBeforeItsFirstAndOnlyIfItIsConfigured() {
        Microgrid microgrid = new SyntheticSource(THREE_DAYS.withMicrogridFrom(FIRST.plusDays(2)))
                .microgrids()
                .getFirst();

        assertEquals("tehran", microgrid.getCommunityId());
        assertEquals(instant("2025-03-01T20:30:00Z"), microgrid.getKnowledgeTime());
        assertEquals(List.of(), new SyntheticSource(THREE_DAYS).microgrids());
    }

    @Test
    void aResumedSourceGivesTheSameTail() {
        var source = new SyntheticSource(THREE_DAYS.withFaults(List.of(new Fault("sim:tehran/home-4/load",
                FaultKind.OUT_OF_ORDER, instant("2025-03-01T20:30:00Z"), instant("2025-03-03T10:30:00Z")))));
        List<Batch> whole = all(source.batchesAfter(Instant.MIN));
        Instant middle = instant("2025-03-02T11:35:00Z");

        List<Batch> tail = all(source.batchesAfter(middle));

        assertEquals(whole.stream().filter(batch -> batch.end().isAfter(middle)).toList(), tail);
        assertTrue(tail.size() > 400);
    }

    @Test
    void aResumedContextGivesTheSameTailByDays() {
        var source = new SyntheticSource(THREE_DAYS);
        List<Context> whole = all(source.contextAfter(Instant.MIN));
        Instant middle = instant("2025-03-02T11:35:00Z");

        assertEquals(whole.stream().filter(context -> context.end().isAfter(middle)).toList(),
                all(source.contextAfter(middle)));
    }

    @Test
    void batchesCarryWhatBecameKnownSinceTheOneBefore() {
        var source = new SyntheticSource(THREE_DAYS);

        Instant previous = null;
        for (Batch batch : all(source.batchesAfter(Instant.MIN))) {
            for (Reading reading : batch.readings()) {
                assertFalse(reading.getKnowledgeTime().isAfter(batch.end()));
                assertTrue(previous == null || reading.getKnowledgeTime().isAfter(previous));
            }
            assertTrue(previous == null || batch.end().equals(previous.plus(Duration.ofMinutes(5))));
            previous = batch.end();
        }
        assertEquals(source.end().orElseThrow().plus(Duration.ofMinutes(55)), previous);
    }

    @Test
    void everyRegisteredMeterSendsAndNobodyElse() {
        var source = new SyntheticSource(THREE_DAYS);
        Community community = source.communities().getFirst();
        Set<String> registered = community.getProsumers()
                .stream()
                .flatMap(prosumer -> prosumer.getMeters().stream())
                .map(Meter::getMeterId)
                .collect(Collectors.toSet());

        Set<String> senders = new HashSet<>();
        Set<Accumulation> kinds = new HashSet<>();
        for (Batch batch : all(source.batchesAfter(Instant.MIN))) {
            batch.readings().forEach(reading -> {
                senders.add(reading.getMeterId());
                kinds.add(reading.getAccumulation());
            });
        }

        assertEquals(registered, senders);
        assertEquals(Set.of(Accumulation.BULK_QUANTITY, Accumulation.AVERAGE, Accumulation.INSTANTANEOUS,
                Accumulation.DELTA_DATA), kinds);
    }

    @Test
    void theCommunityIsThePapersSize() {
        Community community = new SyntheticSource(THREE_DAYS).communities().getFirst();

        assertEquals(10, community.getProsumers().size());
        assertEquals(7,
                community.getProsumers()
                        .stream()
                        .filter(p -> p.getKind() == ProsumerKind.RESIDENTIAL)
                        .count());
        assertEquals(5, community.getProsumers().stream().filter(p -> p.getBattery() != null).count());
        assertEquals(5, community.getProsumers().stream().filter(p -> p.getFlexibleLoad() != null).count());
        assertEquals(instant("2025-02-28T20:30:00Z"), community.getValidFrom());
        assertEquals(List.of(4, 5), community.getOffDaysOfWeek());
        assertFalse(community.getPeerLinks().isEmpty());
    }

    @Test
    void moreProsumersHaveTheirOwnNamesAndNoise() {
        var source = new SyntheticSource(THREE_DAYS.withProsumers(23));

        Community community = source.communities().getFirst();
        List<Reading> readings = all(source.batchesAfter(Instant.MIN)).stream()
                .flatMap(b -> b.readings().stream())
                .toList();

        assertEquals(23, community.getProsumers().stream().map(p -> p.getProsumerId()).distinct().count());
        assertNotEquals(mantissas(readings, "sim:tehran/home-2/load"),
                mantissas(readings, "sim:tehran/home-2-2/load"));
    }

    @Test
    void contextIsKnownWithinItsDayAndCoversEveryInterval() {
        var source = new SyntheticSource(THREE_DAYS);
        List<Context> days = all(source.contextAfter(Instant.MIN));

        assertEquals(4, days.size());
        Set<Instant> priced = new HashSet<>();
        for (Context day : days) {
            for (Price price : day.prices()) {
                assertFalse(price.getKnowledgeTime().isAfter(day.end()));
                assertTrue(price.getKnowledgeTime().isAfter(day.end().minus(Duration.ofDays(1))));
                priced.add(price.getIntervalStart());
            }
            List<Weather> forecasts = day.weather()
                    .stream()
                    .filter(w -> w.getKind() == WeatherKind.FORECAST)
                    .toList();
            assertEquals(4, forecasts.size());
            assertEquals(24, day.weather().size() - forecasts.size());
        }
        for (Instant start = source.start(); start
                .isBefore(source.end().orElseThrow()); start = start.plusSeconds(3600)) {
            assertTrue(priced.contains(start), "price of " + start);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 30, 60})
    void metersReportAtLeastOncePerSettlementInterval(int minutes) {
        var source = new SyntheticSource(THREE_DAYS.withIntervalMinutes(minutes));
        Set<String> meters = new HashSet<>();

        for (Batch batch : all(source.batchesAfter(Instant.MIN))) {
            batch.readings().forEach(reading -> meters.add(reading.getMeterId()));
            long sinceStart = Duration.between(source.start(), batch.end()).toMinutes();
            if (sinceStart > 0 && sinceStart % minutes == 0
                    && !batch.end().isAfter(source.end().orElseThrow())) {
                assertEquals(18, meters.size(), "meters heard of by " + batch.end());
                meters.clear();
            }
        }
    }

    @Test
    void aFaultOfAnUnknownMeterIsRefusedWithTheKnownOnes() {
        var fault = new Fault("sim:tehran/home-99/load", FaultKind.SILENT,
                FIRST.atStartOfDay().toInstant(java.time.ZoneOffset.UTC),
                instant("2025-03-05T00:00:00Z"));

        var exception = assertThrows(IllegalArgumentException.class,
                () -> new SyntheticSource(THREE_DAYS.withFaults(List.of(fault))));

        assertTrue(String.valueOf(exception.getMessage()).contains("sim:tehran/home-1/load"),
                exception.getMessage());
    }

    private static List<Long> mantissas(List<Reading> readings, String meterId) {
        return readings.stream()
                .filter(r -> r.getMeterId().equals(meterId))
                .map(Reading::getMantissa)
                .toList();
    }

    private static <T> List<T> all(Iterator<T> iterator) {
        List<T> all = new ArrayList<>();
        iterator.forEachRemaining(all::add);
        return all;
    }

    private static Instant instant(String text) {
        return Instant.parse(text);
    }
}
