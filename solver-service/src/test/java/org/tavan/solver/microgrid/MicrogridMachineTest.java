package org.tavan.solver.microgrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSide;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.PlannedUnit;
import org.tavan.schema.RejectReason;
import org.tavan.schema.SolveKind;
import org.tavan.schema.StorageState;
import org.tavan.schema.UnitState;
import org.tavan.serde.RecordHash;
import org.tavan.solver.microgrid.GridWorld.Input;

class MicrogridMachineTest {
    private static final String ID = GridWorld.ID;

    private final GridWorld world = GridWorld.berlin(LocalDate.of(2024, 5, 6), 60);
    private final GridBench bench = new GridBench();

    private void configured() {
        bench.accept(ID, world.community());
        bench.accept(ID, world.microgrid());
        for (int day = -1; day < 4; day++) {
            bench.accept(ID, world.weather(day, hour -> 4 + hour % 7));
        }
    }

    private static MicrogridSchedule plan(MicrogridRequest request) {
        return new ToyPlanning().solve(request).schedule();
    }

    @Test
    void everySolveRequestBecomesOneRequestWithWhatWasKnownThen() {
        configured();

        bench.accept(ID, world.dayAhead(1));

        MicrogridRequest request = bench.requests.getFirst();
        assertEquals(SolveKind.DAY_AHEAD, request.getKind());
        assertEquals(world.at(0, 12), request.getRequestedAt());
        assertEquals(world.start(1), request.getStart());
        assertEquals(LocalDate.of(2024, 5, 7), request.getDeliveryDay());
        assertEquals("Europe/Berlin", request.getZone());
        assertEquals("EUR", request.getCurrency());
        assertEquals("gate closure", request.getTrigger());
        assertEquals(24, request.getLoadKw().size());
        assertEquals(world.dayAhead(1)
                .getMembers()
                .stream()
                .mapToDouble(member -> member.getLatestForecastKw().get(5))
                .sum(),
                request.getLoadKw().get(5), 1e-12);
        assertEquals(world.dayAhead(1).getDayAheadCentsPerKwh(), request.getImportCentsPerKwh());
        assertEquals(List.of(), request.getUnitStates());
        assertEquals(List.of(), request.getElasticities());
        assertNull(request.getPreviousPlanId());
        assertNull(request.getSignal());
        assertEquals(List.of(), bench.refusals);
    }

    @ParameterizedTest(name = "{0} {1} min: {2} intervals")
    @CsvSource({"2024-03-30, 60, 23", "2024-10-26, 60, 25", "2024-03-30, 15, 92", "2024-10-26, 15, 100",
            "2024-05-06, 15, 96"})
    void aDayHasAsManyIntervalsAsItsHours(LocalDate firstDay, int minutes, int intervals) {
        GridWorld days = new GridWorld(ZoneId.of("Europe/Berlin"), firstDay, minutes);

        bench.run(days.streams(3));

        MicrogridRequest request = bench.requests.getFirst();
        assertEquals(intervals, request.getLoadKw().size());
        assertEquals(intervals, request.getWindMetresPerSecond().size());
        assertEquals(6, bench.requests.size());
        assertEquals(List.of(), bench.refusals);
    }

    @Test
    void theStateAtTheStartIsThatOfThePlanInForce() {
        configured();
        bench.accept(ID, world.dayAhead(1));
        bench.settle();
        MicrogridSchedule plan = plan(bench.requests.getFirst());

        bench.accept(ID, world.intraday(1, 6));

        MicrogridRequest rest = bench.requests.get(1);
        assertEquals(plan.getPlanId(), rest.getPreviousPlanId());
        assertEquals(List.of(new StorageState("s1", plan.getStorages().getFirst().getEnergyKwh().get(6))),
                rest.getStorageStates());
        for (int u = 0; u < 2; u++) {
            PlannedUnit unit = plan.getUnits().get(u);
            assertEquals(state(unit, 7, -24), rest.getUnitStates().get(u));
            assertEquals(unit.getOn().subList(7, 24), rest.getPreviousCommitment().get(u).getOn());
        }
        assertTrue(plan.getUnits().getFirst().getOn().subList(0, 7).contains(true));
        assertEquals("rtp", Objects.requireNonNull(rest.getSignal()).getOffers().getFirst().getProgrammeId());
    }

    /// Counts back from the end of the intervals.
    private static UnitState state(PlannedUnit unit, int intervals, int before) {
        boolean last = unit.getOn().get(intervals - 1);
        int hours = 0;
        while (hours < intervals && unit.getOn().get(intervals - 1 - hours) == last) {
            hours++;
        }
        if (hours == intervals && last == before > 0) {
            hours += Math.abs(before);
        }
        return new UnitState(unit.getUnitId(), last ? hours : -hours,
                last ? unit.getPowerKw().get(intervals - 1) : 0);
    }

    @Test
    void hoursOnGoOnOverSeveralPlans() {
        Microgrid always = Microgrid.newBuilder(world.microgrid())
                .setUnits(List.of(GeneratingUnit.newBuilder(world.microgrid().getUnits().getFirst())
                        .setUnitId("u0")
                        .setInitialHours(5)
                        .build()))
                .build();
        bench.accept(ID, world.community());
        bench.accept(ID, always);
        for (int day = 1; day <= 3; day++) {
            bench.accept(ID, world.dayAhead(day));
            bench.settle();
        }

        // The toy runs u0 above 6 kW; count what it did.
        List<Boolean> on = bench.requests.subList(0, 2)
                .stream()
                .flatMap(request -> plan(request).getUnits().getFirst().getOn().stream())
                .toList();
        var whole = new PlannedUnit("u0", on, GridWorld.each(48, t -> on.get(t) ? 4 : 0), List.of());
        assertEquals(state(whole, 48, 5), bench.requests.get(2).getUnitStates().getFirst());
    }

    @Test
    void aQuarterOfAnHourOnCountsAsOneHour() {
        var minutes = new UnitMinutes(Map.of("u1", -600L));
        var unit = new PlannedUnit("u1", List.of(false, true, true, true, true, true), List.of(), List.of());

        assertEquals(15, minutes.after(List.of(unit), 2, 15).byUnit().get("u1"));
        assertEquals(75, minutes.after(List.of(unit), 6, 15).byUnit().get("u1"));
        assertEquals(-615, minutes.after(List.of(unit), 1, 15).byUnit().get("u1"));
    }

    @Test
    void aMicrogridIsInForceFromItsKnowledgeTimeOn() {
        configured();
        bench.accept(ID, Microgrid.newBuilder(world.microgrid())
                .setName("later")
                .setKnowledgeTime(world.at(1, 12))
                .build());

        for (int day = 1; day <= 3; day++) {
            bench.accept(ID, world.dayAhead(day));
            bench.settle();
        }

        assertEquals(List.of("Test", "later", "later"),
                bench.requests.stream().map(request -> request.getMicrogrid().getName()).toList());
    }

    @Test
    void beforeItsKnowledgeTimeAndWithoutAMicrogridThereAreNoRequests() {
        bench.accept(ID, world.community());
        bench.accept(ID, world.dayAhead(1));
        bench.accept(ID, Microgrid.newBuilder(world.microgrid()).setKnowledgeTime(world.at(1, 13)).build());
        bench.accept(ID, world.dayAhead(2));

        assertEquals(List.of(), bench.requests);
        assertTrue(bench.stored.keySet().stream().noneMatch(key -> key.contains("/asked/")));
    }

    @Test
    void aMicrogridThatIsRemovedLeavesNothingButWeather() {
        configured();
        bench.accept(ID, world.dayAhead(1));
        bench.microgrids().microgridRemoved(ID);
        bench.settle();
        bench.accept(ID, world.dayAhead(2));

        assertEquals(1, bench.requests.size());
        assertEquals(List.of("community", "forecast"),
                bench.stored.keySet().stream().map(key -> key.split("/", -1)[1]).distinct().toList());
    }

    @Test
    void weatherIsTheNewestForecastKnownAtTheDecision() {
        bench.accept(ID, world.community());
        bench.accept(ID, world.microgrid());
        bench.accept(ID, world.weather(2, _ -> 9));
        bench.accept(ID, world.weather(0, _ -> 5));
        bench.accept(ID, world.weather(1, _ -> 7));

        bench.accept(ID, world.dayAhead(1));
        bench.settle();
        bench.accept(ID, world.dayAhead(2));

        assertEquals(GridWorld.each(24, _ -> 5), bench.requests.get(0).getWindMetresPerSecond());
        assertEquals(GridWorld.each(24, _ -> 7), bench.requests.get(1).getWindMetresPerSecond());
    }

    @Test
    void weatherThatIsMissingIsThatOfTheDayBeforeAndThenNone() {
        bench.accept(ID, world.community());
        bench.accept(ID, world.microgrid());
        bench.accept(ID, world.weather(0, hour -> hour % 24));
        for (int day = 1; day <= 4; day++) {
            bench.accept(ID, world.dayAhead(day));
            bench.settle();
        }

        assertEquals("gate closure", bench.requests.get(0).getTrigger());
        assertEquals(bench.requests.get(0).getWindMetresPerSecond(),
                bench.requests.get(1).getWindMetresPerSecond());
        assertEquals(
                "gate closure; the temperature of 24 intervals is that of a day before; the irradiance of 24 "
                        + "intervals is that of a day before; the wind of 24 intervals is that of a day before",
                bench.requests.get(1).getTrigger());
        assertEquals(List.of(), bench.requests.get(3).getWindMetresPerSecond());
        assertTrue(bench.requests.get(3).getTrigger().endsWith("no forecast of the wind is known"));
    }

    @Test
    void weatherIsNotAskedForWithoutPlants() {
        bench.accept(ID, world.community());
        bench.accept(ID, Microgrid.newBuilder(world.microgrid())
                .setWindPlants(List.of())
                .setPvPlants(List.of())
                .build());
        bench.accept(ID, world.dayAhead(1));

        assertEquals("gate closure", bench.requests.getFirst().getTrigger());
    }

    @Test
    void theNextRequestWaitsForTheAnswerUntilPatienceRunsOut() {
        configured();
        bench.solves = false;
        bench.accept(ID, world.dayAhead(1));
        bench.accept(ID, world.intraday(1, 6));
        // The patience counts beyond the two seconds of the proof.
        bench.pass(Duration.ofSeconds(61));
        assertEquals(1, bench.requests.size());

        bench.pass(Duration.ofSeconds(2));

        assertEquals(2, bench.requests.size());
        assertEquals("forecast moved; without the answer of plan " + RecordHash.sha256(bench.requests.get(0)),
                bench.requests.get(1).getTrigger());
        assertEquals(1, bench.metric("tavan_microgrid_answers_missed", ID));
    }

    @Test
    void patienceBeginsAgainWithTheProcess() {
        configured();
        bench.solves = false;
        bench.accept(ID, world.dayAhead(1));
        bench.accept(ID, world.intraday(1, 6));
        bench.pass(Duration.ofSeconds(50));
        bench.restart();
        bench.pass(Duration.ofSeconds(50));
        assertEquals(1, bench.requests.size());

        bench.pass(Duration.ofSeconds(13));

        assertEquals(2, bench.requests.size());
    }

    @Test
    void aLateAnswerCountsUnlessANewerOneIsIn() {
        configured();
        bench.solves = false;
        bench.accept(ID, world.dayAhead(1));
        bench.accept(ID, world.intraday(1, 6));
        bench.pass(Duration.ofSeconds(63));
        bench.accept(ID, plan(bench.requests.get(1)));
        MicrogridAnswer late = new ToyPlanning().solve(bench.requests.get(0));
        bench.accept(ID, late.schedule());
        bench.accept(ID, late.signal().orElseThrow());
        bench.accept(ID, world.intraday(1, 12));

        MicrogridRequest third = bench.requests.get(2);
        assertEquals(RecordHash.sha256(bench.requests.get(1)), third.getPreviousPlanId());
        assertEquals(RecordHash.sha256(bench.requests.get(0)),
                Objects.requireNonNull(third.getSignal()).getPlanId());
    }

    @Test
    void withoutAPlanOfItsOwnThePlanBeforeGoesOn() {
        configured();
        bench.accept(ID, world.dayAhead(1));
        bench.settle();
        bench.solves = false;
        bench.accept(ID, world.intraday(1, 6));
        bench.accept(ID, MicrogridSchedule.newBuilder(plan(bench.requests.get(1)))
                .setStatus(PlanStatus.FAILED)
                .setDemand(null)
                .build());
        bench.accept(ID, world.intraday(1, 12));

        assertEquals(bench.requests.get(1).getPreviousPlanId(), bench.requests.get(2).getPreviousPlanId());
        assertEquals(3, bench.requests.size());
    }

    @Test
    void requestsWaitForTheAnswersOfDaysThatAreOver() {
        configured();
        bench.customersAnswer = false;
        bench.accept(ID, world.dayAhead(1));
        bench.settle();
        bench.accept(ID, world.dayAhead(2));
        bench.settle();
        assertEquals(2, bench.requests.size());
        bench.accept(ID, world.dayAhead(3));
        bench.settle();
        assertEquals(2, bench.requests.size());

        bench.pass(Duration.ofSeconds(30));

        assertEquals("gate closure; without the answers of a, b, c on 2024-05-07",
                bench.requests.get(2).getTrigger());
        assertEquals(List.of(), bench.requests.get(2).getElasticities());
        assertEquals(1, bench.metric("tavan_microgrid_responses_missed", ID));
    }

    @Test
    void nobodyWaitsAgainForAMemberThatIsNotHeard() {
        configured();
        bench.customersAnswer = false;
        for (int day = 1; day <= 3; day++) {
            bench.accept(ID, world.dayAhead(day));
            bench.settle();
        }
        bench.pass(Duration.ofSeconds(30));
        bench.settle();

        bench.accept(ID, world.dayAhead(4));

        assertEquals("gate closure", bench.requests.get(3).getTrigger());
        // Once it is heard again, it is waited for again.
        DemandSignal third = ToyPlanning.signal(bench.requests.get(2));
        bench.accept(GridBench.answers(third).getFirst());
        bench.settle();
        bench.accept(ID, world.dayAhead(5));
        assertEquals(4, bench.requests.size());
    }

    @Test
    void anIntervalWithoutAnAnswerHoldsNobodyUpOnceTheNextDayIsAnswered() {
        configured();
        bench.customersAnswer = false;
        bench.accept(ID, world.dayAhead(1));
        bench.settle();
        bench.accept(ID, world.dayAhead(2));
        bench.settle();
        List<Input> first = GridBench.answers(ToyPlanning.signal(bench.requests.get(0)));
        List<Input> second = GridBench.answers(ToyPlanning.signal(bench.requests.get(1)));
        first.subList(0, first.size() - 6).forEach(bench::accept);
        bench.accept(ID, world.dayAhead(3));
        assertEquals(2, bench.requests.size());

        second.subList(0, 6).forEach(bench::accept);

        assertEquals(3, bench.requests.size());
        assertEquals(9, bench.requests.get(2).getElasticities().size());
        assertEquals("gate closure", bench.requests.get(2).getTrigger());
    }

    @Test
    void whatAMemberSaysOfADayAfterTheNextOneIsIgnored() {
        configured();
        bench.customersAnswer = false;
        bench.accept(ID, world.dayAhead(1));
        bench.settle();
        bench.accept(ID, world.dayAhead(2));
        bench.settle();
        List<Input> first = GridBench.answers(ToyPlanning.signal(bench.requests.get(0)));
        List<Input> second = GridBench.answers(ToyPlanning.signal(bench.requests.get(1)));
        first.subList(0, first.size() - 6).forEach(bench::accept);
        second.subList(0, 2).forEach(bench::accept);

        first.subList(first.size() - 6, first.size()).forEach(bench::accept);

        assertEquals(2, bench.metric("tavan_microgrid_responses_ignored", ID));
    }

    @Test
    void whatCustomersDidOnWholeDaysTeachesTheirElasticities() {
        GridWorld weeks = GridWorld.berlin(LocalDate.of(2024, 5, 6), 60);
        bench.run(weeks.streams(15));

        List<Double> prior = weeks.microgrid().getDemand().getElasticities();
        List<Double> learnt = bench.requests.getLast().getElasticities();
        for (int own = 0; own < 9; own += 4) {
            double truth = GridBench.ELASTICITIES.get(own);
            assertEquals(truth, learnt.get(own), Math.abs(truth - prior.get(own)) / 4);
        }
        assertEquals(13, bench.metric("tavan_microgrid_elasticity_days", ID));
    }

    @Test
    void whatWasAchievedStandsBesideWhatWasPlanned() {
        bench.run(world.streams(3));

        double joules = 3.6e6;
        MicrogridSchedule first = plan(bench.requests.getFirst());
        double plannedKwh = first.getLoadKw().stream().mapToDouble(kw -> 0.05 * kw).sum();
        double achievedKwh = 3
                * GridWorld.each(24, t -> 0.1 * (1 + 0.1 * t)).stream().mapToDouble(x -> x).sum();
        assertEquals(joules * achievedKwh,
                bench.metric("tavan_microgrid_response_joules", "cut")
                        - joules * plannedKwh,
                1);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        configured();
        bench.accept(ID, world.dayAhead(1));
        DemandSignal signal = new ToyPlanning().solve(bench.requests.getFirst()).signal().orElseThrow();
        DemandResponse answer = GridBench.response(signal, signal.getOffers().getFirst(), "a", 3, 1, 1);

        bench.accept("other", world.microgrid());
        bench.accept("c1/b", answer);
        bench.accept("c1/a", DemandResponse.newBuilder(answer).setLoadKw(Double.NaN).build());
        bench.accept("c1/a", DemandResponse.newBuilder(answer).setLoadKw(-1).build());
        bench.accept("c1/a", DemandResponse.newBuilder(answer).setInterval(24).build());
        bench.accept(ID, DemandSignal.newBuilder(signal).setPeriods(List.of(1)).build());
        bench.accept(ID, MicrogridSchedule.newBuilder(plan(bench.requests.getFirst()))
                .setLoadKw(List.of(1.0))
                .build());

        assertEquals(
                List.of(RejectReason.INVALID_CONFIGURATION, RejectReason.MALFORMED, RejectReason.NOT_A_NUMBER,
                        RejectReason.NEGATIVE, RejectReason.BAD_INTERVAL, RejectReason.INVALID_STATE,
                        RejectReason.INVALID_STATE),
                bench.refusals.stream().map(refusal -> refusal.reason()).toList());
    }

    @Test
    void aPriorWithTheWrongSignIsRefusedByName() {
        Microgrid microgrid = Microgrid.newBuilder(world.microgrid())
                .setDemand(DemandSide.newBuilder(world.microgrid().getDemand())
                        .setElasticities(List.of(0.1, 0.0, 0.0, 0.0, -0.1, 0.0, 0.0, 0.0, -0.1))
                        .build())
                .build();

        var refusal = bench.accept(ID, microgrid);

        assertNotNull(refusal);
        assertTrue(refusal.message().contains("between the periods valley and valley"), refusal.message());
    }

    @Test
    void theFirstAnswerOfAnIntervalCounts() {
        configured();
        bench.customersAnswer = false;
        bench.accept(ID, world.dayAhead(1));
        bench.settle();
        DemandSignal signal = ToyPlanning.signal(bench.requests.getFirst());
        List<Input> answers = GridBench.answers(signal);
        answers.forEach(bench::accept);
        GridBench once = new GridBench();
        once.run(world.streams(2));
        for (Input answer : answers) {
            var other = DemandResponse.newBuilder((DemandResponse) answer.value())
                    .setLoadKw(0)
                    .build();
            bench.accept(answer.key(), other);
        }
        bench.accept(ID, world.intraday(1, 6));
        bench.settle();
        bench.accept(ID, world.dayAhead(2));
        bench.settle();
        bench.accept(ID, world.dayAhead(3));
        once.accept(ID, world.dayAhead(3));

        assertEquals(once.requests.getLast().getElasticities(), bench.requests.getLast().getElasticities());
    }

    @Test
    void ifOvertakenAreSkippedTheNewestOfADayWins() {
        GridBench hasty = new GridBench(
                new RequestSettings(Duration.ofSeconds(60), Duration.ofSeconds(30), true));
        hasty.accept(ID, world.community());
        hasty.accept(ID, world.microgrid());
        hasty.accept(ID, world.dayAhead(1));
        for (int hour = 3; hour < 9; hour++) {
            hasty.accept(ID, world.intraday(1, hour));
        }
        hasty.accept(ID, world.dayAhead(2));
        hasty.settle();

        assertEquals(List.of(world.at(0, 12), world.at(1, 8), world.at(1, 12)),
                hasty.requests.stream().map(MicrogridRequest::getRequestedAt).toList());
        assertEquals(5, hasty.metric("tavan_microgrid_requests_skipped", ID));
    }

    /// The plans of the real solver, one after another: each request stands on the plan before, and passes its rules.
    @Test
    void theSolverPlansWhatIsAsked() {
        bench.planning = new MicrogridSolver(() -> 0)::solve;
        bench.accept(ID, world.community());
        bench.accept(ID,
                Microgrid.newBuilder(world.microgrid()).setSearchGenerations(5).setProofSeconds(0).build());
        bench.accept(ID, world.weather(0, hour -> 4 + hour % 7));
        for (var request : List.of(world.dayAhead(1), world.intraday(1, 6), world.dayAhead(2),
                world.intraday(1, 17), world.dayAhead(3))) {
            bench.accept(ID, request);
            bench.settle();
        }

        assertEquals(Collections.nCopies(5, PlanStatus.FEASIBLE),
                bench.planned.stream().map(MicrogridSchedule::getStatus).toList(),
                () -> bench.planned.stream().map(MicrogridSchedule::getReason).toList().toString());
        assertEquals(List.of(), bench.refusals);
    }

    @Test
    void aRequestBeforeItsCommunityIsConfiguredWaits() {
        bench.accept(ID, world.microgrid());
        bench.accept(ID, world.dayAhead(1));
        assertEquals(List.of(), bench.requests);

        bench.accept(ID, world.community());

        assertEquals(1, bench.requests.size());
        assertEquals(Instant.parse("2024-05-06T10:00:00Z"), bench.requests.getFirst().getRequestedAt());
    }
}
