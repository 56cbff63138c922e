package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Contribution;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Policy;
import org.tavan.schema.RecourseRule;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.run.Answer;

/// Dispatches, rule by rule. Day 3 is the first that can be planned.
class DispatchRulesTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 5, 6);
    private static final World WORLD = World.berlin(FIRST_DAY);

    @Test
    void nothingIsDispatchedBeforeTheFirstSetPointsOfTheFirstPlannedDay() {
        Bench bench = Bench.ran(WORLD, 4);

        Dispatch first = bench.dispatches.getFirst();
        assertEquals(WORLD.day(3).startMillis(), first.getSetpointStart().toEpochMilli());
        assertEquals("", first.getPlanId());
        assertNotEquals("", first.getSetpointPlanId());
        assertEquals(0, first.getRealTimeImportKw());
    }

    @Test
    void eachMemberIsDispatchedOnceForEachInterval() {
        Bench bench = Bench.ran(WORLD, 5);

        assertEquals(3 * (2 * 24 + 1), bench.dispatches.size());
        assertEquals(bench.dispatches.size(),
                bench.dispatches.stream().map(Dispatch::getDispatchId).distinct().count());
        assertEquals("c1/a/" + Instant.ofEpochMilli(WORLD.day(3).startMillis()),
                bench.dispatch("a", WORLD.day(3).startMillis()).getDispatchId());
    }

    @Test
    void settlementFollowsTheZoneEvenWhereHoursStartAtHalfPast() {
        ZoneId tehran = ZoneId.of("Asia/Tehran");
        LocalDate first = LocalDate.of(2022, 3, 19);
        World world = new World(tehran, first, 60, World.community(tehran, first, 60).build());

        Bench bench = Bench.ran(world, 4);

        SolveRequest request = bench.requests.getFirst();
        assertEquals(Instant.parse("2022-03-21T20:30:00Z"), request.getStart());
        assertEquals(Instant.parse("2022-03-21T08:30:00Z"), request.getRequestedAt());
        assertEquals(23, request.getIntervals());
        assertEquals(3 * (23 + 1), bench.dispatches.size());
    }

    @Test
    void anEstimatedIntervalGivesNoRecourse() {
        long start = WORLD.day(3).start(5);
        Bench bench = Bench.ran(World.change(WORLD.streams(4), Interval.class,
                interval -> interval.getIntervalStart().toEpochMilli() == start
                        && interval.getProsumerId().equals("c")
                                ? Interval.newBuilder(interval)
                                        .setLoadKwh(9)
                                        .setQuality(IntervalQuality.ESTIMATED)
                                        .build()
                                : interval));

        Dispatch dispatch = bench.dispatch("c", start);
        assertFalse(dispatch.getMeasured());
        assertEquals(0, dispatch.getRealTimeImportKw());
        assertEquals(0, dispatch.getResidualKw());
        assertEquals(0, dispatch.getShortageKw());
        assertTrue(dispatch.getReason().getSummary().contains("nothing was measured"));
    }

    @Test
    void anIntervalThatNeverCameIsDispatchedAsUnmeasuredOnceALaterOneIsIn() {
        long start = WORLD.day(3).start(5);
        Bench bench = Bench.ran(World.keep(WORLD.streams(4), value -> !(value instanceof Interval interval
                && interval.getIntervalStart().toEpochMilli() == start
                && interval.getProsumerId().equals("c"))));

        assertFalse(bench.dispatch("c", start).getMeasured());
        assertEquals(3 * 25, bench.dispatches.size());
    }

    @Test
    void aRevisionChangesNoDispatch() {
        Bench bench = Bench.ran(WORLD, 4);
        List<Dispatch> before = List.copyOf(bench.dispatches);
        Interval interval = WORLD.interval("c", WORLD.day(3).start(5));

        bench.accept("c1/c", Interval.newBuilder(interval).setLoadKwh(8).setRevision(1).build());
        bench.accept("c1/c", interval);

        assertEquals(before, bench.dispatches);
        assertTrue(bench.refusals.isEmpty());
    }

    @Test
    void aMemberIsDispatchedWithoutWaitingForTheOthers() {
        Bench bench = Bench.ran(WORLD, 3);
        long start = WORLD.day(2).start(23);

        // The last interval before the planned day came with the others; the first of it comes for one member only.
        bench.accept("c1/b", WORLD.interval("b", WORLD.day(3).start(0)));

        assertEquals(start + 3_600_000, bench.dispatches.getLast().getIntervalStart().toEpochMilli());
        assertEquals("b", bench.dispatches.getLast().getProsumerId());
        bench.accept("c1/b", WORLD.interval("b", WORLD.day(3).start(1)));
        assertEquals(3 + 1, bench.dispatches.size());
    }

    @Test
    void recourseIsTheRuleTimesTheResidualAndWhatItLeavesIsTheShortage() {
        Bench bench = Bench.ran(WORLD, 4);

        for (Dispatch dispatch : bench.dispatches) {
            if (dispatch.getPlanId().isEmpty()) {
                continue;
            }
            var answer = Bench.solve(bench.requests.getFirst());
            var policy = answer.policies()
                    .stream()
                    .filter(each -> each.getProsumerId().equals(dispatch.getProsumerId()))
                    .findFirst()
                    .orElseThrow();
            int t = WORLD.day(3).indexOf(dispatch.getIntervalStart().toEpochMilli());
            double residual = WORLD.residualKw(dispatch.getProsumerId(),
                    dispatch.getIntervalStart().toEpochMilli());
            double q = policy.getRecourseKw().get(t) * residual / policy.getNominalKw();
            assertEquals(residual, dispatch.getResidualKw(), 1e-9);
            assertEquals(q, dispatch.getRealTimeImportKw() - dispatch.getRealTimeExportKw(), 1e-9);
            assertEquals(Math.max(0, residual - policy.getMarginKw().get(t) - q), dispatch.getShortageKw(),
                    1e-9);
            assertEquals(policy.getRiskCentsPerKwh().get(t), dispatch.getReason().getRiskCentsPerKwh());
        }
    }

    @Test
    void recourseBeyondTheLimitIsClippedAndSaysSo() {
        long start = WORLD.day(3).start(5);
        Bench bench = Bench.ran(World.change(WORLD.streams(4), Interval.class,
                interval -> interval.getIntervalStart().toEpochMilli() == start
                        && interval.getProsumerId().equals("c")
                                ? Interval.newBuilder(interval).setLoadKwh(12).build()
                                : interval));

        Dispatch dispatch = bench.dispatch("c", start);
        assertEquals(5, dispatch.getRealTimeImportKw());
        assertEquals("AT_IMPORT_LIMIT", dispatch.getClipped().name());
        assertTrue(dispatch.getUnclippedKw() > 5);
        assertTrue(dispatch.getShortageKw() > 5);
        assertTrue(dispatch.getReason().getSummary().contains("the most allowed"));
        assertTrue(dispatch.getReason().getSummary().contains("uncovered"));
    }

    @Test
    void aCausalRuleAnswersTheResidualsOfTheDaySoFar() {
        List<Double> gains = new ArrayList<>();
        for (int i = 0; i < 24 * 25 / 2; i++) {
            gains.add(0.1 + 0.01 * (i % 7));
        }
        Bench bench = new Bench();
        bench.solver = answer -> new Answer(answer.schedules(), answer.policies()
                .stream()
                .map(policy -> Policy.newBuilder(policy)
                        .setRule(RecourseRule.CAUSAL)
                        .setRecourseKw(gains)
                        .build())
                .toList(),
                answer.record());

        bench.run(WORLD.streams(4));

        Dispatch dispatch = bench.dispatch("b", WORLD.day(3).start(9));
        double q = 0;
        for (int j = 0; j <= 9; j++) {
            q += gains.get(9 * 10 / 2 + j) * WORLD.residualKw("b", WORLD.day(3).start(j)) / 2;
        }
        List<Contribution> shares = dispatch.getReason().getContributions();
        assertEquals(q, dispatch.getUnclippedKw(), 1e-9);
        assertEquals(5, shares.size());
        assertTrue(Math.abs(shares.get(0).getShareKw()) >= Math.abs(shares.get(4).getShareKw()));
        assertEquals(WORLD.residualKw("b", shares.get(0).getIntervalStart().toEpochMilli()),
                shares.get(0).getResidualKw(),
                1e-9);
    }

    @Test
    void whatWasPlannedForRealTimeIsBoughtBesideTheRecourse() {
        Bench bench = new Bench();
        bench.solver = answer -> new Answer(answer.schedules(), answer.policies()
                .stream()
                .map(policy -> Policy.newBuilder(policy)
                        .setPlannedRealTimeKw(Collections.nCopies(24, 0.7))
                        .build())
                .toList(),
                answer.record());

        bench.run(WORLD.streams(4));

        Dispatch with = bench.dispatch("b", WORLD.day(3).start(9));
        Dispatch without = Bench.ran(WORLD, 4).dispatch("b", WORLD.day(3).start(9));
        assertEquals(without.getUnclippedKw() + 0.7, with.getUnclippedKw(), 1e-9);
        assertEquals(with.getUnclippedKw(), with.getRealTimeImportKw() - with.getRealTimeExportKw(), 1e-9);
        assertEquals(0, with.getShortageKw());
    }

    @Test
    void whatWasPlannedForRealTimeIsBoughtEvenIfNothingIsMeasured() {
        long start = WORLD.day(3).start(9);
        Bench bench = new Bench();
        bench.solver = answer -> new Answer(answer.schedules(), answer.policies()
                .stream()
                .map(policy -> Policy.newBuilder(policy)
                        .setPlannedRealTimeKw(Collections.nCopies(24, 0.7))
                        .build())
                .toList(),
                answer.record());

        bench.run(World.change(WORLD.streams(4), Interval.class,
                interval -> interval.getIntervalStart().toEpochMilli() == start
                        ? Interval.newBuilder(interval).setQuality(IntervalQuality.ESTIMATED).build()
                        : interval));

        Dispatch dispatch = bench.dispatch("b", start);
        assertFalse(dispatch.getMeasured());
        assertEquals(0.7, dispatch.getRealTimeImportKw());
        assertEquals(0, dispatch.getShortageKw());
        assertTrue(dispatch.getReason().getSummary().contains("0.7 kW was bought in real time as planned"),
                dispatch.getReason().getSummary());
    }

    @Test
    void onlyMidnightWaitsForTheAnswerToTheGate() {
        Bench bench = new Bench();
        bench.devicesLocal = true;
        bench.run(WORLD.streams(3));

        WORLD.streams(4).values().forEach(bench::accept);
        List<Dispatch> before = List.copyOf(bench.dispatches);
        bench.settle();

        assertEquals(2, bench.requests.size());
        assertEquals(WORLD.day(3).start(22), before.getLast().getIntervalStart().toEpochMilli());
        assertEquals(WORLD.day(3).start(23), bench.dispatches.getLast().getIntervalStart().toEpochMilli());
    }

    @Test
    void setPointsAtMidnightComeFromTheNextDaysPlan() {
        Bench bench = Bench.ran(WORLD, 5);

        Dispatch last = bench.dispatch("a", WORLD.day(3).start(23));
        assertNotEquals(last.getPlanId(), last.getSetpointPlanId());
        var next = Bench.solve(bench.requests.get(1)).schedules().getFirst();
        assertEquals(next.getPlanId(), last.getSetpointPlanId());
        assertEquals(next.getDischargeKw().getFirst(), last.getDischargeKw());
    }
}
