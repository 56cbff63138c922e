package org.tavan.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.Flow;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Quarantine;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.schema.Unit;
import org.tavan.streams.StreamsMetrics.Result;

class ReadingRulesTest {
    private final Fixture fixture = new Fixture();

    @BeforeEach
    void configure() {
        fixture.configure(Fixture.community(Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD))));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    static Stream<Arguments> refusedReadings() {
        Instant t = Fixture.at(1);
        return Stream.of(
                Arguments.of(RejectReason.UNKNOWN_METER, Fixture.delta("x", t, 1)),
                Arguments.of(RejectReason.NOT_A_NUMBER,
                        Fixture.reading("l", t, Accumulation.BULK_QUANTITY, 1).setScaler(99).build()),
                Arguments.of(RejectReason.NOT_A_NUMBER,
                        Fixture.reading("l", t, Accumulation.BULK_QUANTITY, Long.MAX_VALUE).build()),
                Arguments.of(RejectReason.NEGATIVE, Fixture.delta("l", t, -1)),
                Arguments.of(RejectReason.WRONG_UNIT,
                        Fixture.reading("l", t, Accumulation.INSTANTANEOUS, 1).setUnit(Unit.WH).build()),
                Arguments.of(RejectReason.WRONG_UNIT,
                        Fixture.reading("l", t, Accumulation.UNKNOWN, 1).build()),
                Arguments.of(RejectReason.BAD_INTERVAL,
                        Fixture.reading("l", t, Accumulation.DELTA_DATA, 1).build()),
                Arguments.of(RejectReason.BAD_INTERVAL,
                        Fixture.reading("l", t, Accumulation.DELTA_DATA, 1).setIntervalStart(t).build()),
                Arguments.of(RejectReason.BAD_INTERVAL, Fixture.reading("l", t, Accumulation.AVERAGE, 1)
                        .setIntervalStart(t.minus(Duration.ofHours(25)))
                        .build()),
                Arguments.of(RejectReason.SPIKE, Fixture.delta("l", t, 2_751)),
                Arguments.of(RejectReason.SPIKE,
                        Fixture.reading("l", t, Accumulation.INSTANTANEOUS, 11_001).build()),
                Arguments.of(RejectReason.CLOCK_FUTURE, Fixture.reading("l", t, Accumulation.INSTANTANEOUS, 1)
                        .setKnowledgeTime(t.minusSeconds(121))
                        .build()),
                Arguments.of(RejectReason.CLOCK_UNSET,
                        Fixture.reading("l", Instant.parse("2000-01-01T00:00:00Z"),
                                Accumulation.INSTANTANEOUS, 1).build()),
                Arguments.of(RejectReason.BEFORE_VALIDITY, Fixture.delta("l", Fixture.START, 1)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusedReadings")
    void aReadingThatCannotBeUsedIsRejectedWithItsReasonAndBytes(RejectReason reason, Reading reading) {
        fixture.send(reading);

        Rejected rejected = fixture.rejected.readValue();
        assertEquals(reason, rejected.getReason(), rejected.getMessage());
        assertTrue(rejected.getMessage().contains(reading.getMeterId()), rejected.getMessage());
        assertTrue(rejected.getValue().remaining() > 10);
        assertEquals("tavan.readings.v1", rejected.getTopic());
        assertEquals(1, fixture.metrics.records(Result.REJECTED));
    }

    @Test
    void malformedBytesAreRejectedAndTheStreamGoesOn() {
        byte[] bytes = "no avro".getBytes(StandardCharsets.UTF_8);

        fixture.rawReadings.pipeInput("l", bytes);
        fixture.send(Fixture.delta("l", Fixture.at(1), 100));

        Rejected rejected = fixture.rejected.readValue();
        assertEquals(RejectReason.MALFORMED, rejected.getReason());
        var kept = new byte[rejected.getValue().remaining()];
        rejected.getValue().get(kept);
        assertEquals("no avro", new String(kept, StandardCharsets.UTF_8));
        assertEquals(1, fixture.metrics.records(Result.ACCEPTED));
    }

    @Test
    void aHeartbeatUnderAnotherKeyOrOfNoSourceIsRejected() {
        fixture.readings.pipeInput("heartbeat:b",
                Fixture.reading("heartbeat:a", Fixture.at(1), Accumulation.HEARTBEAT, 0).build());
        fixture.send(Fixture.reading("a", Fixture.at(1), Accumulation.HEARTBEAT, 0).build());

        var rejected = fixture.rejected.readValuesToList();
        assertEquals(List.of(RejectReason.MALFORMED, RejectReason.MALFORMED),
                rejected.stream().map(Rejected::getReason).toList());
        assertEquals("a heartbeat of 'a', expected heartbeat:<source>", rejected.getLast().getMessage());
    }

    @Test
    void aReadingUnderTheKeyOfAnotherMeterIsRejected() {
        fixture.readings.pipeInput("other", Fixture.delta("l", Fixture.at(1), 100));

        assertEquals(RejectReason.MALFORMED, fixture.rejected.readValue().getReason());
    }

    @Test
    void aHeartbeatAheadOfItsKnowledgeTimeClosesNothing() {
        Reading ahead = Fixture
                .reading("heartbeat:x", Instant.ofEpochMilli(Long.MAX_VALUE), Accumulation.HEARTBEAT, 0)
                .build();

        fixture.send(Reading.newBuilder(ahead).setKnowledgeTime(Fixture.at(1)).build());

        assertEquals(RejectReason.CLOCK_FUTURE, fixture.rejected.readValue().getReason());
        assertTrue(fixture.intervals.isEmpty());
        assertEquals(0, fixture.metrics.records(Result.REJECTED));
    }

    @Test
    void aHeartbeatOfAClockThatWasNeverSetIsRejected() {
        fixture.heartbeat(Instant.EPOCH);

        assertEquals(RejectReason.CLOCK_UNSET, fixture.rejected.readValue().getReason());
    }

    @Test
    void aFlowThatContradictsTheChannelIsRejected() {
        fixture.configure(everyChannel());

        int quarter = 0;
        for (Flow flow : List.of(Flow.UNKNOWN, Flow.FORWARD, Flow.REVERSE, Flow.NET)) {
            quarter++;
            for (String meter : List.of("l", "g", "i", "e")) {
                fixture.send(
                        Reading.newBuilder(Fixture.delta(meter, Fixture.at(quarter), 100))
                                .setFlow(flow)
                                .build());
            }
        }

        assertEquals(List.of(
                "meter 'l' register '' at 2021-03-01T00:45:00Z: flow is REVERSE, expected FORWARD on channel LOAD; "
                        + "let each direction have a register of its own",
                "meter 'i' register '' at 2021-03-01T00:45:00Z: flow is REVERSE, expected FORWARD on channel "
                        + "GRID_IMPORT; let each direction have a register of its own",
                "meter 'l' register '' at 2021-03-01T01:00:00Z: flow is NET, expected FORWARD on channel LOAD; "
                        + "let each direction have a register of its own",
                "meter 'g' register '' at 2021-03-01T01:00:00Z: flow is NET, expected REVERSE or FORWARD on channel "
                        + "PV; let each direction have a register of its own",
                "meter 'i' register '' at 2021-03-01T01:00:00Z: flow is NET, expected FORWARD on channel "
                        + "GRID_IMPORT; let each direction have a register of its own",
                "meter 'e' register '' at 2021-03-01T01:00:00Z: flow is NET, expected REVERSE or FORWARD on channel "
                        + "GRID_EXPORT; let each direction have a register of its own"),
                fixture.rejected.readValuesToList().stream().map(Rejected::getMessage).toList());
        assertEquals(10, fixture.metrics.records(Result.ACCEPTED));
    }

    @Test
    void whatTheSunMadeCountsInReverseAsItDoesForward() {
        fixture.configure(everyChannel());

        fixture.send(Fixture.delta("l", Fixture.at(1), 100),
                Reading.newBuilder(Fixture.delta("g", Fixture.at(1), 30)).setFlow(Flow.REVERSE).build());

        Interval interval = fixture.revisionsOf(Fixture.at(0)).getFirst();
        assertEquals(0.1, interval.getLoadKwh(), 1e-12);
        assertEquals(0.03, interval.getPvKwh(), 1e-12);
    }

    private static Community everyChannel() {
        return Community.newBuilder(Fixture.community(
                Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD), Fixture.meter("g", Channel.PV)),
                Fixture.prosumer("q", Fixture.meter("i", Channel.GRID_IMPORT),
                        Fixture.meter("e", Channel.GRID_EXPORT))))
                .setKnowledgeTime(Fixture.START.plusMillis(1))
                .build();
    }

    @Test
    void theSameReadingTwiceIsCountedAndDropped() {
        fixture.send(Fixture.delta("l", Fixture.at(1), 100), Fixture.delta("l", Fixture.at(1), 100));

        assertEquals(1, fixture.metrics.records(Result.DUPLICATE));
        assertEquals(1, fixture.intervals.readValuesToList().size());
        assertTrue(fixture.rejected.isEmpty());
    }

    @Test
    void anotherValueWithoutAHigherRevisionIsAConflict() {
        fixture.send(Fixture.delta("l", Fixture.at(1), 100), Fixture.delta("l", Fixture.at(1), 101));

        assertEquals(RejectReason.CONFLICT, fixture.rejected.readValue().getReason());
    }

    @Test
    void aHigherRevisionReplacesTheValueAndTheOldOneIsThenADuplicate() {
        Reading correction = Reading.newBuilder(Fixture.delta("l", Fixture.at(1), 120))
                .setRevision(1)
                .build();

        fixture.send(Fixture.delta("l", Fixture.at(1), 100), correction,
                Fixture.delta("l", Fixture.at(1), 100));

        List<Interval> intervals = fixture.intervals.readValuesToList();
        assertEquals(List.of(0, 1), intervals.stream().map(Interval::getRevision).toList());
        assertEquals(0.12, intervals.getLast().getLoadKwh(), 1e-12);
        assertEquals(2, intervals.getLast().getReadings());
        assertEquals(1, fixture.metrics.records(Result.DUPLICATE));
    }

    @Test
    void aLateReadingWithinTheHorizonMakesARevision() {
        fixture.send(Fixture.delta("l", Fixture.at(1), 100));
        fixture.heartbeat(Fixture.at(3));
        fixture.send(Fixture.delta("l", Fixture.at(3), 300));

        fixture.send(Fixture.delta("l", Fixture.at(2), 90));

        List<Interval> second = fixture.revisionsOf(Fixture.at(1));
        // Missing at the heartbeat, filled between its neighbours by the third reading, then measured.
        assertEquals(List.of(0, 1, 2), second.stream().map(Interval::getRevision).toList());
        assertEquals(List.of(IntervalQuality.ESTIMATED, IntervalQuality.ESTIMATED, IntervalQuality.MEASURED),
                second.stream().map(Interval::getQuality).toList());
        assertEquals(0.09, second.getLast().getLoadKwh(), 1e-12);
        assertEquals(3, fixture.metrics.records(Result.ACCEPTED));
    }

    @Test
    void aReadingBeyondTheHorizonGoesToTheLateTopic() {
        fixture.heartbeat(Fixture.at(8 * 96));

        fixture.send(Fixture.delta("l", Fixture.at(1), 100));

        assertEquals(Fixture.delta("l", Fixture.at(1), 100), fixture.late.readValue());
        assertEquals(1, fixture.metrics.records(Result.LATE));
        assertTrue(fixture.revisionsOf(Fixture.at(0))
                .stream()
                .allMatch(interval -> interval.getRevision() == 0));
    }

    @Test
    void everyReadingIsCountedOnceAndEveryAcceptedOneLiesInOneInterval() {
        for (int i = 0; i <= 40; i++) {
            fixture.send(Fixture.reading("l", Fixture.at(i), Accumulation.INSTANTANEOUS, 1000).build());
            fixture.send(
                    Fixture.reading("l", Fixture.at(i).plusSeconds(400), Accumulation.INSTANTANEOUS, 30_000)
                            .build());
            fixture.send(Fixture.reading("l", Fixture.at(i), Accumulation.INSTANTANEOUS, 1000).build());
            fixture.send(
                    Fixture.reading("l", Fixture.at(i).plusSeconds(500), Accumulation.INSTANTANEOUS, 1000)
                            .build());
        }
        fixture.heartbeat(Fixture.at(43));

        long sum = 0;
        for (Result result : Result.values()) {
            sum += fixture.metrics.records(result);
        }
        assertEquals(4 * 41, sum);
        assertEquals(41, fixture.metrics.records(Result.REJECTED));
        int inIntervals = fixture.intervals.readValuesToList().stream().mapToInt(Interval::getReadings).sum();
        assertEquals(fixture.metrics.records(Result.ACCEPTED), inIntervals);
    }

    @Test
    void aMeterIsQuarantinedAfterARunOfRefusedReadingsAndReleasedAfterARunOfGoodOnes() {
        for (int i = 1; i <= 10; i++) {
            fixture.send(Fixture.delta("l", Fixture.at(i), -1));
        }
        for (int i = 11; i <= 21; i++) {
            fixture.send(Fixture.delta("l", Fixture.at(i), 100));
        }

        List<Quarantine> quarantine = fixture.quarantine.readValuesToList();
        assertEquals(List.of(true, false), quarantine.stream().map(Quarantine::getActive).toList());
        assertEquals(10, quarantine.getFirst().getEvidence());
        List<RejectReason> reasons = fixture.rejected.readValuesToList()
                .stream()
                .map(Rejected::getReason)
                .toList();
        assertEquals(9, reasons.stream().filter(reason -> reason == RejectReason.QUARANTINED).count());
        assertEquals(2, fixture.metrics.records(Result.ACCEPTED));
    }

    @Test
    void aTombstoneReleasesAQuarantinedMeter() {
        for (int i = 1; i <= 10; i++) {
            fixture.send(Fixture.delta("l", Fixture.at(i), -1));
        }

        fixture.quarantineIn.pipeInput("l", (Quarantine) null);
        fixture.send(Fixture.delta("l", Fixture.at(11), 100));

        assertEquals(1, fixture.metrics.records(Result.ACCEPTED));
    }

    @Test
    void conflictsAndUnknownMetersDoNotDiscreditAMeter() {
        fixture.send(Fixture.delta("l", Fixture.at(1), 100));

        for (int i = 0; i < 20; i++) {
            fixture.send(Fixture.delta("l", Fixture.at(1), 200 + i), Fixture.delta("x", Fixture.at(1), 1));
        }

        assertTrue(fixture.quarantine.isEmpty());
    }
}
