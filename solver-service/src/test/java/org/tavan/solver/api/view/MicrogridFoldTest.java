package org.tavan.solver.api.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;
import org.tavan.topic.Topics;

class MicrogridFoldTest {
    private static final LocalDate DAY = LocalDate.parse("2025-06-02");
    private static final Instant GATE = Instant.parse("2025-06-01T10:00:00Z");
    private static final Instant NOON = Instant.parse("2025-06-02T10:00:00Z");

    private final SyntheticCommunity community = new SyntheticCommunity(3, new Random(2));
    private final SyntheticMicrogrid microgrid = new SyntheticMicrogrid(new Random(5));
    private final ViewFold fold = new ViewFold();

    @BeforeEach
    void configure() {
        accept(List.of(community.opening(1).getFirst(), microgrid.configuration()));
    }

    @Test
    void aPlanOfTheRestOfTheDayTakesThePlaceOfWhatFollowsItsStart() {
        MicrogridSchedule whole = microgrid.dayAhead(DAY, GATE);
        MicrogridSchedule planned = microgrid.intraday(DAY, 48, NOON);
        var rest = MicrogridSchedule.newBuilder(planned)
                .setUnits(planned.getUnits().subList(0, 2))
                .setLoadKw(Collections.nCopies(48, 7.0))
                .build();

        accept(List.of(whole, rest));

        double[] loadKw = curve("demand", "", "loadKw");
        double[] dieselKw = curve("units", "diesel", "powerKw");
        assertEquals(96, loadKw.length);
        assertEquals(whole.getLoadKw().get(47), loadKw[47]);
        assertEquals(7.0, loadKw[48]);
        assertEquals(0, dieselKw[47]);
        assertTrue(Double.isNaN(dieselKw[48]));
        assertEquals(4, curve("taps", "reg-1", "position")[40]);
        MicrogridDay day = day();
        assertNotNull(day.plan());
        assertNotNull(day.whole());
        assertEquals(NOON, day.plan().requestedAt());
        assertEquals(GATE, day.whole().requestedAt());
    }

    @Test
    void anAnswerWithoutAPlanLeavesTheOneBeforeInForce() {
        accept(List.of(microgrid.dayAhead(DAY, GATE)));
        double[] before = curve("demand", "", "loadKw");

        accept(List.of(microgrid.failed(DAY, 48, NOON, PlanStatus.KEPT_PREVIOUS, "bus 675")));

        MicrogridDay day = day();
        assertNotNull(day.plan());
        assertNotNull(day.newest());
        assertEquals(GATE, day.plan().requestedAt());
        assertEquals("KEPT_PREVIOUS", day.newest().status());
        assertEquals(before[60], curve("demand", "", "loadKw")[60]);
    }

    @Test
    void anAnswerThatComesLateIsLeftOut() {
        accept(List.of(microgrid.intraday(DAY, 48, NOON), microgrid.dayAhead(DAY, GATE)));

        assertTrue(Double.isNaN(curve("demand", "", "loadKw")[47]));
        assertEquals(1, day().answers());
    }

    @Test
    void theAnswersOfCustomersAddUpEachOnce() {
        var answers = microgrid.responses(DAY, 70, 3);

        accept(answers);
        accept(answers);

        double baselineKw = answers.stream()
                .map(DemandResponse.class::cast)
                .filter(answer -> answer.getProgrammeId().equals(SyntheticShapes.TOU))
                .mapToDouble(DemandResponse::getBaselineKw)
                .sum();
        assertEquals(baselineKw, curve("programmes", SyntheticShapes.TOU, "answeredBaselineKw")[70],
                1e-12);
        assertEquals(3, curve("programmes", SyntheticShapes.TOU, "answers")[70]);
        assertTrue(Double.isNaN(curve("programmes", SyntheticShapes.TOU, "answers")[71]));
    }

    @Test
    void whoIsNoMemberAnswersNothing() {
        accept(microgrid.responses(DAY, 70, 5));

        assertEquals(3, curve("programmes", SyntheticShapes.TOU, "answers")[70]);
        assertEquals(4, count(true));
    }

    @Test
    void whatCustomersWereToldStandsBesideThePlan() {
        accept(List.of(microgrid.dayAhead(DAY, GATE), microgrid.signal(DAY, GATE)));

        MicrogridDay day = day();
        assertNotNull(day.signal());
        assertEquals(15, day.signal().flatCentsPerKwh());
        assertEquals(21.5, curve("programmes", SyntheticShapes.TOU, "priceCentsPerKwh")[70]);
        assertEquals(0.75, curve("programmes", SyntheticShapes.INTERRUPTIBLE, "keptFraction")[70]);
        assertTrue(curve("programmes", SyntheticShapes.INTERRUPTIBLE, "afterKw")[70] > 0);
    }

    @Test
    void aRemovedMicrogridIsGoneAndItsPlansAreUnknown() {
        accept(List.of(microgrid.dayAhead(DAY, GATE)));

        fold.accept(Topics.MICROGRIDS.name(), SyntheticCommunity.ID, null);
        accept(List.of(microgrid.intraday(DAY, 48, NOON)));

        assertNull(snapshot());
        assertEquals(1, count(true));
    }

    @Test
    void aMicrogridMayBeKnownBeforeItsCommunity() {
        var other = new ViewFold();
        other.accept("", SyntheticCommunity.ID, microgrid.configuration());
        other.accept("", SyntheticCommunity.ID, community.opening(1).getFirst());

        CommunitySnapshot found = other.snapshot(null, 0).communities().get(SyntheticCommunity.ID);

        assertNotNull(found);
        assertNotNull(found.microgrid());
    }

    @Test
    void whatDoesNotFitItsDayIsCountedAndChangesNothing() {
        accept(List.of(microgrid.dayAhead(DAY, GATE)));
        MicrogridDay before = day();
        MicrogridSchedule rest = microgrid.intraday(DAY, 48, NOON);
        var tooLong = MicrogridSchedule.newBuilder(rest)
                .setStart(rest.getStart().plus(Duration.ofHours(1)))
                .build();
        var between = MicrogridSchedule.newBuilder(rest)
                .setStart(rest.getStart().plus(Duration.ofMinutes(7)))
                .build();
        var hourly = MicrogridSchedule.newBuilder(rest).setIntervalMinutes(60).build();

        accept(List.of(tooLong, between, hourly));
        fold.accept("", "elsewhere", microgrid.configuration());

        assertSame(before, day());
        assertEquals(4, count(false));
    }

    @Test
    void theDayOnWhichClocksGoBackHasAnHourMore() {
        var autumn = LocalDate.parse("2025-10-26");

        accept(List.of(microgrid.dayAhead(autumn, GATE)));

        assertEquals(100, day().length());
    }

    @Test
    void onlyTheNewestDaysAreKept() {
        for (int i = 0; i < 40; i++) {
            accept(List.of(microgrid.dayAhead(DAY.plusDays(i), GATE.plus(Duration.ofDays(i)))));
        }
        accept(List.of(microgrid.dayAhead(DAY, GATE)));

        MicrogridSnapshot snapshot = snapshot();

        assertNotNull(snapshot);
        assertEquals(10, snapshot.days().size());
        assertEquals(DAY.plusDays(39), snapshot.days().getLast().day());
        assertEquals(DAY.plusDays(30), snapshot.days().getFirst().day());
    }

    private void accept(List<? extends SpecificRecord> records) {
        records.forEach(one -> fold.accept(one.getSchema().getName(), TestViews.key(one), one));
    }

    private @Nullable MicrogridSnapshot snapshot() {
        CommunitySnapshot found = fold.snapshot(null, 0).communities().get(SyntheticCommunity.ID);
        assertNotNull(found);
        return found.microgrid();
    }

    private MicrogridDay day() {
        MicrogridSnapshot snapshot = snapshot();
        assertNotNull(snapshot);
        return snapshot.days().getLast();
    }

    private double[] curve(String group, String element, String quantity) {
        var elements = day().curves().get(group);
        assertNotNull(elements, group);
        var quantities = elements.get(element);
        assertNotNull(quantities, element);
        double[] values = quantities.get(quantity);
        assertNotNull(values, quantity);
        return values;
    }

    /// Records that were of nothing known, or made no sense.
    private long count(boolean unknown) {
        return fold.snapshot(null, 0)
                .records()
                .stream()
                .mapToLong(count -> unknown ? count.unknown() : count.malformed())
                .sum();
    }
}
