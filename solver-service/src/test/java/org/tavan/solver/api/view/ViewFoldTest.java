package org.tavan.solver.api.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.schema.Community;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Interval;
import org.tavan.schema.Quarantine;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.topic.Topics;

class ViewFoldTest {
    private static final int DAY = 96;

    private final SyntheticCommunity community = new SyntheticCommunity(3, new Random(2));
    private final ViewFold fold = new ViewFold();

    @Test
    void aMissingMemberHoldsBackTheNewestInterval() {
        accept(community.opening(2));
        accept(community.tick(0));
        var next = new ArrayList<>(community.tick(1));
        next.removeIf(one -> one instanceof Interval interval && interval.getProsumerId().equals("home-2"));

        accept(next);

        assertEquals(SyntheticCommunity.BEGIN.plusSeconds(900), snapshot().time());
    }

    @Test
    void aConfigurationShowsFromTheTimeItWasDecidedHoweverEarlyItComes() {
        accept(community.opening(2));
        var first = community.opening(2)
                .stream()
                .filter(Community.class::isInstance)
                .map(Community.class::cast)
                .findFirst()
                .orElseThrow();
        accept(List.of(Community.newBuilder(first)
                .setKnowledgeTime(SyntheticCommunity.BEGIN.plusSeconds(1800))
                .setEpsilon(0.25)
                .setGateClosureMinutes(600)
                .setProsumers(first.getProsumers().subList(0, 2))
                .setPeerLinks(List.of())
                .build()));

        accept(community.tick(0));
        var before = snapshot();
        accept(community.tick(1));
        var after = snapshot();

        assertEquals(first.getEpsilon(), before.epsilon());
        assertEquals(3, before.members().size());
        assertEquals(0.25, after.epsilon());
        assertEquals(2, after.members().size());
        assertFalse(Double.isNaN(after.members().getFirst().flows().loadKw()));
    }

    @Test
    void aDispatchReadTwiceCountsOnce() {
        accept(community.opening(2));
        var tick = community.tick(0);

        accept(tick);
        accept(tick);

        Achieved achieved = snapshot().achieved();
        assertEquals(3, achieved.intervals() + achieved.unpromisedIntervals());
        assertEquals(3, snapshot().dispatches().size());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void brokenMemberDaysAreThoseWithAShortageInAPromisedInterval(int seed) {
        var random = new Random(seed);
        accept(community.opening(8));
        var broken = new TreeSet<String>();
        for (int tick = 0; tick < 5 * DAY; tick++) {
            for (SpecificRecord record : community.tick(tick)) {
                if (record instanceof Dispatch it) {
                    double shortageKw = random.nextInt(150) == 0 ? 0.2 : 5e-4;
                    var day = it.getIntervalStart().atZone(SyntheticCommunity.ZONE).toLocalDate();
                    // The first day begins at two in the morning and has gaps: too little of it is covered.
                    if (shortageKw == 0.2 && it.getMeasured()
                            && day.isAfter(LocalDate.parse("2025-05-30"))
                            && day.isBefore(LocalDate.parse("2025-06-04"))) {
                        broken.add(it.getProsumerId() + day);
                    }
                    accept(List.of(Dispatch.newBuilder(it).setShortageKw(shortageKw).build()));
                } else {
                    accept(List.of(record));
                }
            }
        }

        Achieved achieved = snapshot().achieved();

        assertEquals(3 * 4, achieved.memberDays());
        assertEquals(broken.size(), achieved.brokenDays());
    }

    @Test
    void aRelaxedPlanPromisesNothing() {
        accept(community.opening(2));

        Dispatch dispatch = Dispatch.newBuilder(dispatchAt(SyntheticCommunity.BEGIN))
                .setPlanStatus("RELAXED")
                .setShortageKw(1)
                .setMeasured(true)
                .build();
        accept(List.of(dispatch));

        assertEquals(0, snapshot().achieved().intervals());
        assertEquals(1, snapshot().achieved().unpromisedIntervals());
        assertEquals(0.25, snapshot().achieved().shortageKwh(), 1e-12);
    }

    @Test
    void theOrderOfTopicsDoesNotMatter() {
        accept(community.opening(3));
        var records = new ArrayList<SpecificRecord>();
        for (int tick = 0; tick < 2 * DAY; tick++) {
            records.addAll(community.tick(tick));
        }
        accept(records);
        var other = new ViewFold();
        community.opening(3)
                .forEach(one -> other.accept(one.getSchema().getName(), TestViews.key(one), one));
        records.sort(Comparator.comparing(one -> one.getClass().getName(), Collections.reverseOrder()));

        records.forEach(one -> other.accept(one.getSchema().getName(), "", one));

        CommunitySnapshot first = snapshot();
        CommunitySnapshot second = other.snapshot(null, 0).communities().get(SyntheticCommunity.ID);
        assertNotNull(second);
        assertEquals(first.time(), second.time());
        assertEquals(first.flows(), second.flows());
        assertEquals(first.achieved().brokenDays(), second.achieved().brokenDays());
        for (Column column : List.of(Column.GATE_FORECAST_KW, Column.SUPPORT_HIGH_KW, Column.SUPPLY_KW,
                Column.ENERGY_KWH)) {
            assertArrayEquals(first.curves().values(column, 0, first.curves().length()),
                    second.curves().values(column, 0, second.curves().length()), 1e-9, column.name());
        }
    }

    @Test
    void whatMakesNoSenseIsCountedAndTheRestGoesOn() {
        accept(community.opening(2));
        var broken = Community.newBuilder((Community) community.opening(1).getFirst())
                .setZone("Mars/Olympus")
                .build();

        fold.malformed(Topics.INTERVALS.name());
        fold.accept(Topics.COMMUNITIES.name(), "sample", broken);
        accept(List.of(Interval.newBuilder((Interval) community.tick(0).getFirst())
                .setCommunityId("elsewhere")
                .build()));
        accept(community.tick(1));

        ViewSnapshot snapshot = fold.snapshot(null, 0);
        assertEquals(2, snapshot.malformed());
        assertEquals(1, snapshot.records().stream().mapToLong(ViewSnapshot.RecordCount::unknown).sum());
        assertEquals(SyntheticCommunity.BEGIN.plusSeconds(1_800), snapshot().time());
    }

    @Test
    void aQuarantinedMeterShowsAtItsMemberUntilItIsReleased() {
        accept(community.opening(2));
        var quarantine = Quarantine.newBuilder()
                .setMeterId("meter-1")
                .setActive(true)
                .setReason("clock")
                .setSince(SyntheticCommunity.BEGIN)
                .setEvidence(5)
                .setKnowledgeTime(SyntheticCommunity.BEGIN)
                .build();

        fold.accept(Topics.QUARANTINE.name(), "meter-1", quarantine);
        assertEquals(List.of("meter-1"), snapshot().members().get(1).quarantinedMeters());

        fold.accept(Topics.QUARANTINE.name(), "meter-1", null);
        assertTrue(snapshot().members().get(1).quarantinedMeters().isEmpty());
    }

    @Test
    void aRemovedCommunityIsGone() {
        accept(community.opening(1));

        fold.accept(Topics.COMMUNITIES.name(), SyntheticCommunity.ID, null);

        assertTrue(fold.snapshot(null, 0).communities().isEmpty());
    }

    @Test
    void memoryStaysBoundedOverManyRejections() {
        for (int i = 0; i < 10_000; i++) {
            fold.accept(Topics.REJECTED.name(), "",
                    Rejected.newBuilder()
                            .setService("service-" + i)
                            .setReason(RejectReason.MALFORMED)
                            .setMessage("m")
                            .setTopic("")
                            .setPartition(-1)
                            .setOffset(i)
                            .setKey("")
                            .setValue(ByteBuffer.allocate(0))
                            .setKnowledgeTime(SyntheticCommunity.BEGIN)
                            .build());
        }

        var rejections = fold.snapshot(null, 0).rejections();

        assertEquals(10_000, rejections.total());
        assertEquals(50, rejections.newest().size());
        assertEquals(9_999, rejections.newest().getFirst().getOffset());
        assertFalse(rejections.byReason().size() > 200);
    }

    @Test
    void pricesPublishedYearsAheadStayUntilTheirDayHasPassed() {
        accept(community.opening(1_200));

        accept(community.tick(0));
        assertEquals(12, snapshot().prices().dayAheadCentsPerKwh(), 8);
        accept(List.of(Interval.newBuilder((Interval) community.tick(0).getFirst())
                .setIntervalStart(SyntheticCommunity.BEGIN.plus(Duration.ofDays(1_100)))
                .build()));

        assertEquals(12, snapshot().prices().dayAheadCentsPerKwh(), 8);
    }

    private Dispatch dispatchAt(Instant start) {
        return community.tick(0)
                .stream()
                .filter(Dispatch.class::isInstance)
                .map(Dispatch.class::cast)
                .findFirst()
                .map(it -> Dispatch.newBuilder(it).setIntervalStart(start).build())
                .orElseThrow();
    }

    private void accept(List<? extends SpecificRecord> records) {
        records.forEach(one -> fold.accept(one.getSchema().getName(), TestViews.key(one), one));
    }

    private CommunitySnapshot snapshot() {
        CommunitySnapshot found = fold.snapshot(null, 0).communities().get(SyntheticCommunity.ID);
        assertNotNull(found);
        return found;
    }
}
