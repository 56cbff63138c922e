package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Community;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.Interval;
import org.tavan.schema.Member;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.coordinator.World.Input;
import org.tavan.solver.run.Answer;

/// Re-solves and their answers, rule by rule. Day 3 is the first that is planned.
class IntradayRulesTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 5, 6);
    private static final World WORLD = World.berlin(FIRST_DAY);

    private static World world(double residualFraction, double forecastFraction, int gapMinutes) {
        return WORLD.with(Community.newBuilder(WORLD.community)
                .setResolveResidualFraction(residualFraction)
                .setResolveForecastFraction(forecastFraction)
                .setResolveGapMinutes(gapMinutes)
                .build());
    }

    /// The demand of `c` is far off in some hours of day 3.
    private static Map<String, List<Input>> streams(World world, List<Integer> hours) {
        Map<String, List<Input>> streams = world.streams(4);
        streams.computeIfPresent("intervals c", (_, stream) -> stream.stream().map(input -> {
            Interval interval = (Interval) input.value();
            int hour = world.day(3).indexOf(interval.getIntervalStart().toEpochMilli());
            return hours.contains(hour)
                    ? new Input(input.key(),
                            Interval.newBuilder(interval).setLoadKwh(interval.getLoadKwh() + 3).build())
                    : input;
        }).toList());
        return streams;
    }

    private static List<SolveRequest> intraday(Bench bench) {
        return bench.requests.stream().filter(request -> request.getKind() == SolveKind.INTRADAY).toList();
    }

    @Test
    void aLargeResidualPlansTheRestOfTheDayAfterTheNextInterval() {
        Bench bench = new Bench();

        bench.run(streams(world(1, 100, 240), List.of(6)));

        SolveRequest request = intraday(bench).getFirst();
        assertEquals(1, intraday(bench).size());
        assertEquals(WORLD.day(3).start(7), request.getRequestedAt().toEpochMilli());
        assertEquals(WORLD.day(3).start(8), request.getStart().toEpochMilli());
        assertEquals(16, request.getIntervals());
        assertEquals(24, request.getDayIntervals());
        assertEquals(16, request.getMembers().getFirst().getResidualKw().getFirst().size());
        assertTrue(request.getTrigger().startsWith("demand of c was 3."), request.getTrigger());
    }

    @Test
    void tradesAndDayAheadQuantitiesAreCommitmentsAndTheStateIsThatAfterTheNextInterval() {
        Bench bench = new Bench();

        bench.run(streams(world(1, 100, 240), List.of(6)));

        SolveRequest request = intraday(bench).getFirst();
        List<Schedule> schedules = Bench.solve(bench.requests.getFirst()).schedules();
        for (int i = 0; i < 3; i++) {
            Member member = request.getMembers().get(i);
            Schedule schedule = schedules.get(i);
            assertEquals(schedule.getGridImportKw().subList(8, 24), member.getCommittedImportKw());
            assertEquals(schedule.getGridExportKw().subList(8, 24), member.getCommittedExportKw());
            assertEquals(schedule.getChargeKw().subList(8, 24), member.getPreviousChargeKw());
            assertEquals(schedule.getPeers().size(), member.getCommittedPeerKw().size());
        }
        assertEquals(schedules.getFirst().getEnergyKwh().get(7),
                request.getMembers().getFirst().getEnergyKwh(), 1e-6);
        assertTrue(request.getMembers().getFirst().getEnergyReported());
        assertEquals(schedules.get(1).getShiftedKwh().get(7), request.getMembers().get(1).getShiftedKwh());
        assertEquals(schedules.getFirst().getPeers().getFirst().getTakeKw().subList(8, 24),
                request.getMembers().getFirst().getCommittedPeerKw().getFirst().getTakeKw());
    }

    @Test
    void theNewPlanHoldsFromItsFirstIntervalOn() {
        Bench bench = new Bench();

        bench.run(streams(world(1, 100, 240), List.of(6)));

        String first = Bench.solve(bench.requests.getFirst()).record().getPlanId();
        String second = Bench.solve(intraday(bench).getFirst()).record().getPlanId();
        for (Dispatch dispatch : bench.dispatches) {
            int hour = WORLD.day(3).indexOf(dispatch.getIntervalStart().toEpochMilli());
            if (0 <= hour && hour < 24) {
                assertEquals(hour < 8 ? first : second, dispatch.getPlanId());
                if (hour < 23) {
                    assertEquals(hour + 1 < 8 ? first : second, dispatch.getSetpointPlanId());
                }
            }
        }
    }

    @Test
    void theGapBetweenReSolvesIsKept() {
        Bench bench = new Bench();

        bench.run(streams(world(1, 100, 240), List.of(6, 7, 8, 9, 10, 11)));

        assertEquals(List.of(WORLD.day(3).start(7), WORLD.day(3).start(11)),
                intraday(bench).stream().map(request -> request.getRequestedAt().toEpochMilli()).toList());
    }

    @Test
    void nothingIsPlannedAgainWhenFewerThanTwoIntervalsWouldRemain() {
        Bench late = new Bench();
        Bench lastChance = new Bench();

        late.run(streams(world(1, 100, 240), List.of(21)));
        lastChance.run(streams(world(1, 100, 240), List.of(20)));

        assertTrue(intraday(late).isEmpty());
        assertEquals(2, intraday(lastChance).getFirst().getIntervals());
    }

    @Test
    void aForecastThatMovesPlansAgainOnceWithTheResidualsMovedAlong() {
        Map<String, List<Input>> streams = world(100, 0.35, 240).streams(4);
        streams.computeIfPresent("forecasts b", (_, stream) -> stream.stream().map(input -> {
            Forecast forecast = (Forecast) input.value();
            return forecast.getIssuedAt().toEpochMilli() >= WORLD.day(3).start(10)
                    && forecast.getIssuedAt().toEpochMilli() < WORLD.day(3).endMillis()
                            ? new Input(input.key(), Forecast.newBuilder(forecast)
                                    .setLoadKw(forecast.getLoadKw().stream().map(kw -> kw + 0.8).toList())
                                    .build())
                            : input;
        }).toList());
        Bench bench = new Bench();

        bench.run(streams);

        SolveRequest request = intraday(bench).getFirst();
        assertEquals(1,
                intraday(bench).stream()
                        .filter(other -> other.getDeliveryDay().equals(request.getDeliveryDay()))
                        .count());
        assertEquals(WORLD.day(3).start(10), request.getRequestedAt().toEpochMilli());
        assertEquals("forecast of b moved by 0.80 kW on average", request.getTrigger());
        Member atTheGate = bench.requests.getFirst().getMembers().get(1);
        Member moved = request.getMembers().get(1);
        for (int i = 0; i < request.getIntervals(); i++) {
            assertEquals(atTheGate.getForecastKw().get(11 + i), moved.getForecastKw().get(i));
            assertEquals(atTheGate.getForecastKw().get(11 + i) + 0.8, moved.getLatestForecastKw().get(i),
                    1e-9);
            assertEquals(atTheGate.getResidualKw().getFirst().get(11 + i) + 0.8,
                    moved.getResidualKw().getFirst().get(i), 1e-9);
            for (List<Double> sample : moved.getResidualKw()) {
                assertTrue(moved.getSupportLowKw().get(i) <= sample.get(i));
                assertTrue(sample.get(i) <= moved.getSupportHighKw().get(i));
            }
        }
    }

    @Test
    void aBatteryOffPlanIsNoticedWhenDevicesAreJudged() {
        Bench bench = new Bench();
        bench.energyOffKwh = 1.5;

        bench.run(world(100, 100, 240).streams(4));

        SolveRequest request = intraday(bench).getFirst();
        assertEquals(WORLD.day(3).start(4), request.getRequestedAt().toEpochMilli());
        assertEquals("battery of a is 1.50 kWh off plan", request.getTrigger());
        assertTrue(request.getMembers().getFirst().getEnergyReported());
    }

    @Test
    void aReSolveWaitsForTheDistributionThatItsForecastNames() {
        Map<String, List<Input>> streams = streams(world(1, 100, 240), List.of(6));
        List<Input> late = new ArrayList<>();
        streams.computeIfPresent("distributions c", (_, stream) -> {
            late.addAll(stream.stream().filter(IntradayRulesTest::knownOnDayThree).toList());
            return stream.stream().filter(input -> !knownOnDayThree(input)).toList();
        });
        Bench bench = new Bench();
        bench.run(streams);
        int before = intraday(bench).size();

        late.forEach(bench::accept);
        bench.settle();

        assertFalse(late.isEmpty());
        assertEquals(0, before);
        assertEquals(1, intraday(bench).size());
    }

    @Test
    void aReSolveWithoutAForecastTakesTheDistributionOfTheGateWhateverElseIsIn() {
        Map<String, List<Input>> streams = streams(world(1, 100, 240), List.of(6));
        streams.computeIfPresent("forecasts c", (_, stream) -> stream.stream()
                .filter(input -> {
                    long tick = ((Forecast) input.value()).getIssuedAt().toEpochMilli();
                    return tick < WORLD.day(3).startMillis() || tick > WORLD.day(3).start(7);
                })
                .toList());
        Bench expected = new Bench();
        streams.values().forEach(stream -> stream.forEach(input -> {
            expected.accept(input);
            expected.settle();
        }));
        Bench bench = new Bench();

        bench.run(streams);

        assertEquals(1, intraday(bench).size());
        assertEquals(intraday(expected), intraday(bench));
    }

    private static boolean knownOnDayThree(Input input) {
        return !((Distribution) input.value()).getKnowledgeTime()
                .isBefore(Instant.ofEpochMilli(WORLD.day(3).startMillis()));
    }

    @Test
    void aFaultIsNoticedWhenDevicesAreJudged() {
        Bench bench = new Bench();
        bench.fault = "STUCK";

        bench.run(world(100, 100, 480).streams(4));

        assertEquals(List.of(WORLD.day(3).start(8), WORLD.day(3).start(16)),
                intraday(bench).stream().map(request -> request.getRequestedAt().toEpochMilli()).toList());
        assertEquals("battery of a reports STUCK", intraday(bench).getFirst().getTrigger());
    }

    @Test
    void laterTicksWaitForTheAnswerInWhateverOrderItsPiecesCome() {
        Bench bench = new Bench();
        Map<String, List<Input>> streams = streams(world(1, 100, 240), List.of(6));
        streams.values().forEach(bench::accept);
        deliver(bench, 1);
        deliver(bench, 1);
        int waiting = bench.dispatches.size();
        Deque<Input> pieces = new ArrayDeque<>(bench.answers);
        bench.answers.clear();

        while (pieces.size() > 1) {
            bench.accept(pieces.pollLast());
            assertEquals(waiting, bench.dispatches.size());
        }
        bench.accept(pieces.poll());
        bench.settle();

        assertEquals(3 * 25, bench.dispatches.size());
    }

    /// Lets the solver answer some requests, and the devices.
    private static void deliver(Bench bench, int requests) {
        int target = bench.requests.size() + requests - 1;
        while (bench.requests.size() <= target && (!bench.answers.isEmpty() || !bench.reports.isEmpty())) {
            if (!bench.reports.isEmpty()) {
                bench.accept(bench.reports.poll());
            } else {
                bench.accept(bench.answers.poll());
            }
        }
    }

    @Test
    void withoutAnAnswerThePlanInForceGoesOnAndTheLateOneIsIgnored() {
        Bench bench = new Bench();
        List<Input> late = new ArrayList<>();
        bench.solver = answer -> answer.record().getKind() == SolveKind.INTRADAY
                ? held(answer, late)
                : answer;
        bench.run(streams(world(1, 100, 240), List.of(6)));
        int waiting = bench.dispatches.size();

        bench.pass(Duration.ofSeconds(29));
        int within = bench.dispatches.size();
        bench.pass(Duration.ofSeconds(2));
        bench.settle();
        bench.accept(late);

        assertEquals(waiting, within);
        assertEquals(3 * 25, bench.dispatches.size());
        assertEquals(1,
                bench.dispatches.stream()
                        .map(Dispatch::getPlanId)
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .count());
        assertTrue(bench.stored.keySet().stream().noneMatch(key -> key.contains("/open/")));
    }

    @Test
    void patienceBeginsAnewWithEachRequest() {
        Bench bench = new Bench();
        bench.devicesLocal = true;
        WORLD.streams(4).values().forEach(bench::accept);
        bench.accept(bench.reports.poll());
        bench.pass(Duration.ofSeconds(29));
        // The last piece of the answer brings the next request at once.
        while (bench.requests.size() == 1) {
            bench.accept(bench.answers.poll());
        }
        bench.answers.clear();
        int waiting = bench.dispatches.size();

        bench.pass(Duration.ofSeconds(29));
        int within = bench.dispatches.size();
        bench.pass(Duration.ofSeconds(2));

        assertEquals(2, bench.requests.size());
        assertEquals(waiting, within);
        assertTrue(bench.dispatches.size() > within);
    }

    @Test
    void aLateDayAheadAnswerCountsWhileItsDayHasNotBegun() {
        Bench bench = new Bench();
        List<Input> late = new ArrayList<>();
        bench.solver = answer -> answer.record().getDeliveryDay().equals(FIRST_DAY.plusDays(3))
                ? held(answer, late)
                : answer;
        Map<String, List<Input>> streams = WORLD.streams(4);
        Map<String, List<Input>> untilEvening = new LinkedHashMap<>(streams);
        untilEvening.replaceAll((_,
                stream) -> stream.stream().filter(input -> before(input, WORLD.day(2).start(18))).toList());
        bench.run(untilEvening);

        bench.pass(Duration.ofSeconds(1));
        bench.pass(Duration.ofSeconds(31));
        bench.accept(late);
        bench.run(streams);

        assertEquals(3 * 25, bench.dispatches.size());
        assertEquals("OPTIMAL", bench.dispatches.getLast().getPlanStatus());
    }

    @Test
    void aReSolveIsSentAndAnsweredWhileTheAnswerToTheGateIsOut() {
        Map<String, List<Input>> streams = streams(world(1, 100, 240), List.of(19));
        Bench expected = new Bench();
        expected.devicesLocal = true;
        expected.run(streams);
        Bench bench = new Bench();
        bench.devicesLocal = true;
        List<Input> late = new ArrayList<>();
        bench.solver = answer -> answer.record().getDeliveryDay().equals(FIRST_DAY.plusDays(4))
                ? held(answer, late)
                : answer;

        bench.run(streams);
        int before = bench.dispatches.size();
        bench.accept(late);

        assertEquals(1, intraday(bench).size());
        assertEquals(expected.requests, bench.requests);
        assertEquals(expected.dispatches.subList(0, before), bench.dispatches.subList(0, before));
        assertEquals(expected.dispatches, bench.dispatches);
        assertTrue(before < bench.dispatches.size());
    }

    @Test
    void aDayAheadAnswerThatComesWhenItsDayHasBegunIsIgnored() {
        Bench bench = new Bench();
        List<Input> late = new ArrayList<>();
        bench.solver = answer -> answer.record().getDeliveryDay().equals(FIRST_DAY.plusDays(3))
                ? held(answer, late)
                : answer;
        bench.run(WORLD.streams(4));

        bench.pass(Duration.ofSeconds(1));
        bench.pass(Duration.ofSeconds(31));
        bench.settle();
        bench.accept(late);

        assertEquals(3, bench.dispatches.size());
        assertEquals(WORLD.day(4).startMillis(),
                bench.dispatches.getFirst().getSetpointStart().toEpochMilli());
    }

    private static boolean before(Input input, long millis) {
        return switch (input.value()) {
            case Interval interval -> interval.getKnowledgeTime().toEpochMilli() < millis;
            case Forecast forecast -> forecast.getKnowledgeTime().toEpochMilli() < millis;
            default -> true;
        };
    }

    @Test
    void aRecordThatKeepsThePlanInForceIsAnAnswer() {
        Bench bench = new Bench();
        bench.solver = answer -> answer.record().getKind() == SolveKind.INTRADAY
                ? new Answer(List.of(), List.of(),
                        SolveRecord.newBuilder(answer.record())
                                .setStatus(PlanStatus.KEPT_PREVIOUS)
                                .setPlanInForce("the one before")
                                .build())
                : answer;

        bench.run(streams(world(1, 100, 240), List.of(6)));

        assertEquals(3 * 25, bench.dispatches.size());
        assertEquals(1,
                bench.dispatches.stream()
                        .map(Dispatch::getPlanId)
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .count());
    }

    @Test
    void aDayWithoutAPlanIsDispatchedSafelyOnceThereWasOne() {
        Bench bench = new Bench();
        bench.solver = answer -> answer.record().getDeliveryDay().equals(FIRST_DAY.plusDays(4))
                ? new Answer(List.of(), List.of(), SolveRecord.newBuilder(answer.record())
                        .setStatus(PlanStatus.FAILED)
                        .setPlanInForce(null)
                        .build())
                : answer;

        bench.run(WORLD.streams(5));

        List<Dispatch> unplanned = bench.dispatches.stream()
                .filter(each -> !each.getIntervalStart()
                        .isBefore(java.time.Instant.ofEpochMilli(WORLD.day(4).startMillis())))
                .toList();
        assertEquals(3 * 24, unplanned.size());
        for (Dispatch dispatch : unplanned) {
            assertEquals("", dispatch.getPlanId());
            boolean last = dispatch.getSetpointStart().toEpochMilli() == WORLD.day(4).endMillis();
            assertTrue(last || dispatch.getChargeKw() + dispatch.getDischargeKw() == 0);
            assertEquals(0, dispatch.getRealTimeImportKw() + dispatch.getRealTimeExportKw());
        }
        Dispatch evening = unplanned.stream()
                .filter(each -> each.getProsumerId().equals("b")
                        && each.getSetpointStart().toEpochMilli() == WORLD.day(4).start(19))
                .findFirst()
                .orElseThrow();
        assertEquals(0.8, evening.getFlexibleKw());
        assertNotEquals("", evening.getReason().getSummary());
        assertFalse(evening.getReason().getSummary().contains("battery"));
    }

    private static Answer held(Answer answer, List<Input> late) {
        answer.schedules().forEach(each -> late.add(new Input("c1/" + each.getProsumerId(), each)));
        answer.policies().forEach(each -> late.add(new Input("c1/" + each.getProsumerId(), each)));
        late.add(new Input("c1", answer.record()));
        return new Answer(List.of(), List.of(),
                SolveRecord.newBuilder(answer.record())
                        .setPlanId("another")
                        .setPlanInForce("another")
                        .build());
    }
}
