package org.tavan.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.streams.ClockMode;
import org.tavan.streams.MeteringConfig;

class ClosingRulesTest {
    private static final Community LOAD_ONLY = Fixture
            .community(Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD)));

    @Test
    void aCoveredIntervalClosesAtOnceWithTheTimeOfTheReadingThatCoversIt() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            fixture.send(Fixture.delta("l", Fixture.at(1), 100));

            Interval interval = fixture.intervals.readValue();
            assertEquals(Fixture.at(1), interval.getKnowledgeTime());
            assertEquals(Fixture.at(1), fixture.forecasts.readValue().getIssuedAt());
        }
    }

    @Test
    void aSilentMeterClosesWhenTheHeartbeatHasPassedTheGraceAndNotBefore() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            fixture.heartbeat(Fixture.at(1).plus(Duration.ofMinutes(10)).minusMillis(1));
            boolean before = fixture.intervals.isEmpty();
            fixture.heartbeat(Fixture.at(1).plus(Duration.ofMinutes(10)));

            assertTrue(before);
            Interval interval = fixture.intervals.readValue();
            assertEquals(IntervalQuality.ESTIMATED, interval.getQuality());
            assertEquals(Fixture.at(1).plus(Duration.ofMinutes(10)), interval.getKnowledgeTime());
            assertEquals(0, interval.getReadings());
        }
    }

    @Test
    void theSlowestSourceIsTheClock() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            fixture.heartbeat("slow", Fixture.at(0));
            fixture.heartbeat("fast", Fixture.at(4));
            boolean before = fixture.intervals.isEmpty();
            fixture.heartbeat("slow", Fixture.at(2));

            assertTrue(before);
            assertEquals(1, fixture.intervals.readValuesToList().size());
        }
    }

    @Test
    void aSourceThatStopsHoldsASilentMeterForTheLateHorizonOnly() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);
            int horizon = 7 * 96;

            fixture.heartbeat("stopped", Fixture.at(1));
            for (int i = 1; i <= horizon + 1; i++) {
                fixture.heartbeat("live", Fixture.at(i));
            }
            boolean before = fixture.intervals.isEmpty();
            fixture.heartbeat("live", Fixture.at(horizon + 2));
            List<Interval> closed = fixture.intervals.readValuesToList();
            fixture.send(Fixture.delta("l", Fixture.at(1), 100), Fixture.delta("l", Fixture.at(40), 200));

            assertTrue(before);
            assertEquals(horizon + 1, closed.size());
            assertEquals(Fixture.at(1), fixture.late.readValue().getReadingTime());
            Interval revised = fixture.revisionsOf(Fixture.at(39)).getFirst();
            assertEquals(1, revised.getRevision());
            assertEquals(0.2, revised.getLoadKwh(), 1e-12);
        }
    }

    @Test
    void anAncientHeartbeatStopsNothing() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            fixture.heartbeat("live", Fixture.at(1));
            fixture.heartbeat("other", Instant.parse("2001-01-01T00:00:00Z"));
            fixture.heartbeat("live", Fixture.at(2));

            assertEquals(1, fixture.intervals.readValuesToList().size());
        }
    }

    @Test
    void aTombstoneTakesASourceOutOfService() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);
            fixture.heartbeat("retired", Fixture.at(0));
            fixture.heartbeat("live", Fixture.at(2));
            boolean before = fixture.intervals.isEmpty();

            fixture.readings.pipeInput("heartbeat:retired", (Reading) null);
            fixture.readings.pipeInput("heartbeat:nobody", (Reading) null);

            assertTrue(before);
            assertEquals(1, fixture.intervals.readValuesToList().size());
            assertTrue(fixture.rejected.isEmpty());
        }
    }

    @Test
    void anotherMeterDoesNotMakeThisOneLate() {
        try (var fixture = new Fixture()) {
            fixture.configure(Fixture.community(Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD)),
                    Fixture.prosumer("q", Fixture.meter("m", Channel.LOAD))));

            for (int i = 1; i <= 2000; i++) {
                fixture.send(Fixture.delta("m", Fixture.at(i), 100));
            }
            fixture.send(Fixture.delta("l", Fixture.at(1), 100));

            List<Interval> own = fixture.intervals.readValuesToList()
                    .stream()
                    .filter(interval -> interval.getProsumerId().equals("p"))
                    .toList();
            assertEquals(1, own.size());
            assertEquals(IntervalQuality.MEASURED, own.getFirst().getQuality());
            assertTrue(fixture.late.isEmpty());
        }
    }

    @Test
    void coverageOf95PercentIsMeasuredAndScaledToTheWholeInterval() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            for (int second = 45; second <= 900; second++) {
                Instant end = Fixture.START.plusSeconds(second);
                fixture.send(Fixture.reading("l", end, Accumulation.AVERAGE, 1200)
                        .setIntervalStart(end.minusSeconds(1))
                        .build());
            }

            Interval interval = fixture.intervals.readValue();
            assertEquals(IntervalQuality.MEASURED, interval.getQuality());
            assertEquals(0.3, interval.getLoadKwh(), 1e-9);
            assertEquals(856, interval.getReadings());
        }
    }

    @Test
    void aGapUpToTwoHoursIsFilledLinearlyAndFlagged() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            fixture.send(Fixture.delta("l", Fixture.at(1), 100));
            fixture.heartbeat(Fixture.at(5));
            fixture.send(Fixture.delta("l", Fixture.at(6), 300));
            fixture.heartbeat(Fixture.at(6));

            List<Interval> revised = fixture.intervals.readValuesToList()
                    .stream()
                    .filter(interval -> interval.getRevision() == 1)
                    .toList();
            assertEquals(4, revised.size());
            for (int i = 0; i < 4; i++) {
                assertEquals(0.125 + 0.05 * i, revised.get(i).getLoadKwh(), 1e-12);
            }
            assertTrue(revised.stream()
                    .allMatch(interval -> interval.getQuality() == IntervalQuality.ESTIMATED));
        }
    }

    @Test
    void aGapOfMoreThanTwoHoursKeepsTheForecast() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);

            fixture.send(Fixture.delta("l", Fixture.at(1), 100));
            fixture.heartbeat(Fixture.at(11));
            fixture.send(Fixture.delta("l", Fixture.at(11), 300));

            List<Interval> intervals = fixture.intervals.readValuesToList();
            assertTrue(intervals.stream().allMatch(interval -> interval.getRevision() == 0));
            // The forecast without history is the last value.
            assertEquals(0.1, intervals.get(5).getLoadKwh(), 1e-12);
            assertEquals(IntervalQuality.ESTIMATED, intervals.get(5).getQuality());
        }
    }

    @Test
    void aMissingChannelTakesTheForecastAndTheOtherIsKept() {
        try (var fixture = new Fixture()) {
            fixture.configure(Fixture.community(Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD),
                    Fixture.meter("g", Channel.PV))));

            fixture.send(Fixture.delta("l", Fixture.at(1), 100), Fixture.delta("g", Fixture.at(1), 40));
            fixture.send(Fixture.delta("l", Fixture.at(2), 200));
            fixture.heartbeat(Fixture.at(3));

            Interval second = fixture.intervals.readValuesToList().getLast();
            assertEquals(IntervalQuality.ESTIMATED, second.getQuality());
            assertEquals(0.2, second.getLoadKwh(), 1e-12);
            assertEquals(0.04, second.getPvKwh(), 1e-12);
        }
    }

    @Test
    void onlyWhatLiesWithinTheGraceMakesTheFirstValueHoweverFarReadingsHaveCome() {
        try (var inOrder = new Fixture(); var ahead = new Fixture()) {
            inOrder.configure(LOAD_ONLY);
            ahead.configure(LOAD_ONLY);

            inOrder.send(Fixture.delta("l", Fixture.at(1), 100));
            inOrder.heartbeat(Fixture.at(2).plus(Duration.ofMinutes(10)));
            inOrder.send(Fixture.delta("l", Fixture.at(3), 300));
            ahead.send(Fixture.delta("l", Fixture.at(1), 100), Fixture.delta("l", Fixture.at(3), 300));
            ahead.heartbeat(Fixture.at(3));

            List<Interval> expected = inOrder.intervals.readValuesToList();
            assertEquals(4, expected.size());
            assertEquals(expected, ahead.intervals.readValuesToList());
        }
    }

    @Test
    void theWallClockStandsForHeartbeatsInWallMode() {
        try (var fixture = new Fixture(MeteringConfig.DEFAULT, ClockMode.WALL)) {
            fixture.configure(LOAD_ONLY);

            fixture.driver.advanceWallClockTime(Duration.ofMinutes(24));
            boolean before = fixture.intervals.isEmpty();
            fixture.driver.advanceWallClockTime(Duration.ofMinutes(2));

            assertTrue(before);
            assertEquals(1, fixture.intervals.readValuesToList().size());
        }
    }

    @Test
    void aMemberWhoJoinsLaterIsExpectedFromThenOn() {
        Prosumer later = Prosumer.newBuilder(Fixture.prosumer("q", Fixture.meter("m", Channel.LOAD)))
                .setValidFrom(Fixture.at(2))
                .build();
        try (var fixture = new Fixture()) {
            fixture.configure(Fixture.community(later));

            fixture.heartbeat(Fixture.at(4));

            assertEquals(List.of(Fixture.at(2)),
                    fixture.intervals.readValuesToList().stream().map(Interval::getIntervalStart).toList());
        }
    }

    @Test
    void aMemberWhoLeavesIsExpectedNoMore() {
        Prosumer leaver = Prosumer.newBuilder(Fixture.prosumer("q", Fixture.meter("m", Channel.LOAD)))
                .setValidTo(Fixture.at(2))
                .build();
        try (var fixture = new Fixture()) {
            fixture.configure(Fixture.community(leaver));

            fixture.heartbeat(Fixture.at(10));
            fixture.send(Fixture.delta("m", Fixture.at(3), 1));

            assertEquals(2, fixture.intervals.readValuesToList().size());
            assertEquals(RejectReason.BEFORE_VALIDITY, fixture.rejected.readValue().getReason());
        }
    }

    @Test
    void aMemberTakenOutOfTheConfigurationIsReportedUntilTheNextGateClosure() {
        try (var fixture = new Fixture()) {
            fixture.configure(Fixture.community(Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD)),
                    Fixture.prosumer("q", Fixture.meter("m", Channel.LOAD))));
            fixture.configure(Community.newBuilder(LOAD_ONLY).setKnowledgeTime(Fixture.at(4)).build());

            fixture.heartbeat(Fixture.at(60));

            assertEquals(48, fixture.intervals.readValuesToList()
                    .stream()
                    .filter(interval -> interval.getProsumerId().equals("q"))
                    .count());
        }
    }

    @Test
    void anInvalidConfigurationIsIgnoredAndTheOneBeforeStays() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);
            Community invalid = Community.newBuilder(LOAD_ONLY).setIntervalMinutes(7).build();

            fixture.configure(invalid);
            fixture.driver.advanceWallClockTime(Duration.ofSeconds(2));
            fixture.send(Fixture.delta("l", Fixture.at(1), 100));

            assertTrue(fixture.rejected.isEmpty(), "the coordinator rejects configurations");
            assertEquals(15, fixture.intervals.readValue().getIntervalMinutes());
        }
    }

    @Test
    void aTombstoneRemovesTheCommunity() {
        try (var fixture = new Fixture()) {
            fixture.configure(LOAD_ONLY);
            fixture.send(Fixture.delta("l", Fixture.at(1), 100));

            fixture.communities.pipeInput("c", (Community) null);
            fixture.send(Fixture.delta("l", Fixture.at(2), 100));
            fixture.heartbeat(Fixture.at(9));
            fixture.driver.advanceWallClockTime(Duration.ofSeconds(2));

            assertEquals(RejectReason.UNKNOWN_METER, fixture.rejected.readValue().getReason());
            assertEquals(1, fixture.intervals.readValuesToList().size());
        }
    }

    @Test
    void gridMetersMakeImportAndExport() {
        try (var fixture = new Fixture()) {
            fixture.configure(Fixture.community(Fixture.prosumer("p", Fixture.meter("i", Channel.GRID_IMPORT),
                    Fixture.meter("e", Channel.GRID_EXPORT))));

            fixture.send(Fixture.delta("i", Fixture.at(1), 100), Fixture.delta("e", Fixture.at(1), 30));

            Interval interval = fixture.intervals.readValue();
            assertEquals(0.1, interval.getLoadKwh(), 1e-12);
            assertEquals(0.03, interval.getPvKwh(), 1e-12);
        }
    }
}
