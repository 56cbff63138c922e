package org.tavan.solver.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.tavan.conic.Profile;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.CommunityPlanner;
import org.tavan.plan.MemberPlan;
import org.tavan.dro.PartwisePlanner;
import org.tavan.plan.PlanOutcome.Planned;
import org.tavan.plan.PlanOutcome;
import org.tavan.schema.Check;
import org.tavan.schema.Member;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.Problems;
import org.tavan.solver.codec.PlanId;

class RequestSolverTest {
    private static final SolveRequest REQUEST = Problems.dayAhead(3);
    private static final CommunityPlanner NO_PLAN = (_, _) -> new PlanOutcome.Unplanned("the test says so");

    private static CommunityPlanner planner() {
        return new PartwisePlanner();
    }

    private static Answer answer(CommunityPlanner planner, SolveRequest request) {
        return new RequestSolver(() -> planner, Duration.ofSeconds(20), () -> 0L).answer(request);
    }

    /// The plan of the day before, for every member, which was kept from two days before.
    private static SolveRequest withDayBefore(double chargeKw, double dischargeKw) {
        SolveRequest request = SolveRequest.newBuilder(REQUEST).setPreviousPlanAgeMinutes(2880).build();
        for (int i = 0; i < 3; i++) {
            Member member = request.getMembers().get(i);
            boolean battery = member.getProsumer().getBattery() != null;
            request = Problems.with(request, i, Member.newBuilder(member)
                    .setPreviousChargeKw(Collections.nCopies(8, battery ? chargeKw : 0))
                    .setPreviousDischargeKw(Collections.nCopies(8, battery ? dischargeKw : 0))
                    .setPreviousFlexibleKw(member.getDesiredKw().isEmpty()
                            ? Collections.nCopies(8, 0.0)
                            : member.getDesiredKw())
                    .build());
        }
        return request;
    }

    @Test
    void aPlanIsPublishedForEveryMemberUnderTheHashOfItsRequest() {
        Answer answer = answer(planner(), REQUEST);

        assertEquals(PlanStatus.OPTIMAL, answer.record().getStatus(), answer.record().getReason());
        assertEquals(List.of("a", "b", "c"),
                answer.schedules().stream().map(Schedule::getProsumerId).toList());
        assertEquals(List.of("a", "b", "c"), answer.policies().stream().map(Policy::getProsumerId).toList());
        assertTrue(PlanId.of(REQUEST).matches("[0-9a-f]{64}"));
        assertEquals(PlanId.of(REQUEST), answer.record().getPlanId());
        assertEquals(PlanId.of(REQUEST), answer.record().getPlanInForce());
        assertTrue(answer.record().getWorstCaseViolation() <= REQUEST.getEpsilon());
        assertTrue(answer.record().getChecks().stream().allMatch(Check::getPassed));
        assertTrue(answer.record().getBoundCents() <= answer.record().getObjectiveCents() + 1e-6);
    }

    @Test
    void theSameRequestGivesTheSameAnswer() {
        assertEquals(answer(planner(), REQUEST), answer(planner(), REQUEST));
    }

    @Test
    void whatMovesAfterTheGateIsCoveredInRealTime() {
        Answer gate = answer(planner(), REQUEST);
        SolveRequest rest = Problems.intraday(REQUEST, gate.schedules(), 3);
        for (int i = 0; i < 3; i++) {
            Member moved = Problems.moved(rest.getMembers().get(i), 0.6);
            double missingKwh = moved.getProsumer().getBattery() == null ? 0 : 0.5;
            rest = Problems.with(rest, i,
                    Member.newBuilder(moved).setEnergyKwh(moved.getEnergyKwh() - missingKwh).build());
        }

        Answer answer = answer(planner(), rest);

        assertEquals(PlanStatus.OPTIMAL, answer.record().getStatus(), answer.record().getReason());
        assertTrue(answer.record().getWorstCaseViolation() <= REQUEST.getEpsilon());
    }

    @Test
    void theRestOfADayKeepsWhatIsCommitted() {
        List<Schedule> plan = answer(planner(), REQUEST).schedules();
        SolveRequest rest = Problems.intraday(REQUEST, plan, 3);

        Answer answer = answer(planner(), rest);

        assertEquals(PlanStatus.OPTIMAL, answer.record().getStatus(), answer.record().getReason());
        assertEquals(plan.getFirst().getGridImportKw().subList(3, 8),
                answer.schedules().getFirst().getGridImportKw());
        assertEquals(REQUEST.getEpsilon(), answer.policies().getFirst().getEpsilon());
    }

    @Test
    void withoutAPlanTheDevicesDoAsOnTheDayBeforeIfThatPassesEveryCheck() {
        SolveRequest request = withDayBefore(0.5, 0);

        Answer answer = answer(NO_PLAN, request);

        assertEquals(PlanStatus.KEPT_PREVIOUS, answer.record().getStatus());
        assertTrue(answer.record().getReason().contains("the test says so"));
        assertTrue(answer.record().getChecks().stream().allMatch(Check::getPassed));
        assertEquals(Collections.nCopies(8, 0.5), answer.schedules().getFirst().getChargeKw());
        assertEquals(2880, answer.schedules().getFirst().getPlanAgeMinutes());
        assertEquals(2880, answer.record().getPlanAgeMinutes());
        assertEquals(PlanId.of(request), answer.record().getPlanInForce());
        assertEquals(0, answer.record().getWorstCaseViolation());
    }

    @Test
    void ifTheDayBeforeDoesNotFitTodaysStateTheDevicesAreSafe() {
        Answer answer = answer(NO_PLAN, withDayBefore(0, 2));

        assertEquals(PlanStatus.FAILED, answer.record().getStatus());
        assertSafe(answer, withDayBefore(0, 2));
    }

    @Test
    void withoutAPlanOfTheDayBeforeTheDevicesAreSafe() {
        Answer answer = answer(NO_PLAN, REQUEST);

        assertEquals(PlanStatus.FAILED, answer.record().getStatus());
        assertEquals("safe state: the test says so", answer.record().getReason());
        assertSafe(answer, REQUEST);
    }

    private static void assertSafe(Answer answer, SolveRequest request) {
        for (int i = 0; i < 3; i++) {
            Member member = request.getMembers().get(i);
            Schedule schedule = answer.schedules().get(i);
            for (int t = 0; t < 8; t++) {
                double flexible = member.getDesiredKw().isEmpty() ? 0 : member.getDesiredKw().get(t);
                assertEquals(0, schedule.getChargeKw().get(t) + schedule.getDischargeKw().get(t));
                assertEquals(flexible, schedule.getFlexibleKw().get(t));
                assertEquals(member.getForecastKw().get(t) + flexible + member.getSupportHighKw().get(t),
                        schedule.getGridImportKw().get(t) - schedule.getGridExportKw().get(t), 1e-5);
                assertEquals(0, answer.policies().get(i).getRecourseKw().get(t));
            }
        }
        assertTrue(answer.record().getChecks().stream().allMatch(Check::getPassed));
    }

    @Test
    void theSafeStateStaysWithinTheCommunitysConnection() {
        Answer answer = answer(NO_PLAN, SolveRequest.newBuilder(REQUEST).setGridImportMaxKw(2.0).build());

        for (int t = 0; t < 8; t++) {
            int at = t;
            double sum = answer.schedules()
                    .stream()
                    .mapToDouble(schedule -> schedule.getGridImportKw().get(at)
                            - schedule.getGridExportKw().get(at))
                    .sum();
            assertTrue(sum <= 2 + 1e-9);
        }
        assertTrue(check(answer, "connection-limits").getPassed());
        assertTrue(!check(answer, "promise").getPassed());
    }

    @Test
    void withoutAPlanForTheRestOfADayThePlanInForceGoesOn() {
        SolveRequest rest = SolveRequest
                .newBuilder(Problems.intraday(REQUEST, answer(planner(), REQUEST).schedules(), 3))
                .setPreviousPlanAgeMinutes(840)
                .build();

        Answer answer = answer(NO_PLAN, rest);

        assertEquals(840, answer.record().getPlanAgeMinutes());
        assertEquals(PlanStatus.KEPT_PREVIOUS, answer.record().getStatus());
        assertEquals(PlanId.of(REQUEST), answer.record().getPlanInForce());
        assertEquals(PlanId.of(rest), answer.record().getPlanId());
        assertEquals(List.of(), answer.schedules());
        assertEquals(List.of(), answer.policies());
    }

    @Test
    void aPlanThatTheCheckerRefusesIsNotPublished() {
        CommunityPlanner wrong = (problem, settings) -> switch (planner().plan(problem, settings)) {
            case Planned planned -> new Planned(new CommunityPlan(planned.plan()
                    .members()
                    .stream()
                    .map(RequestSolverTest::withoutGrid)
                    .toList(), 0, 0, 0), planned.status(), "", List.of(), planned.statistics());
            case PlanOutcome.Unplanned unplanned -> unplanned;
        };

        Answer answer = answer(wrong, REQUEST);

        assertEquals(PlanStatus.FAILED, answer.record().getStatus());
        assertTrue(
                answer.record().getReason().startsWith("safe state: the plan checker refuses: balance by "),
                answer.record().getReason());
        assertSafe(answer, REQUEST);
    }

    private static MemberPlan withoutGrid(MemberPlan plan) {
        return new MemberPlan(plan.memberId(), Profile.of(new double[8]), plan.gridExportKw(),
                plan.chargeKw(),
                plan.dischargeKw(), plan.energyKwh(), plan.flexibleKw(), plan.shiftedKwh(), plan.peers(),
                plan.recourse(), plan.plannedRealTimeKw(),
                plan.marginKw(), plan.worstCaseViolation(), plan.shadowPrices(), plan.binding(),
                plan.costCents(), plan.storages(), plan.flexibleLoads(), plan.curtailments(), plan.costs(),
                plan.offers());
    }

    @Test
    void aPlannerThatThrowsIsAFailureWithTheReason() {
        Answer answer = answer((_, _) -> {
            throw new ArithmeticException("singular");
        }, REQUEST);

        assertEquals(PlanStatus.FAILED, answer.record().getStatus());
        assertTrue(answer.record().getReason().contains("singular"));
    }

    @Test
    void theDeadlineEndsASolve() {
        var clock = new AtomicLong();

        Answer answer = new RequestSolver(RequestSolverTest::planner, Duration.ofMillis(1),
                () -> clock.addAndGet(600_000)).answer(REQUEST);

        assertEquals(PlanStatus.FAILED, answer.record().getStatus());
        assertTrue(answer.record().getSolveMicros() > 0);
        assertTrue(answer.record().getReason().startsWith("safe state: "), answer.record().getReason());
    }

    @Test
    void aRequestThatMakesNoSenseIsAnsweredByAFailureWithoutAPlan() {
        SolveRequest broken = change(request -> request.setRealTimeBuyCentsPerKwh(List.of(1.0)));

        Answer answer = answer(planner(), broken);

        assertEquals(PlanStatus.FAILED, answer.record().getStatus());
        assertEquals(List.of(), answer.schedules());
        assertNull(answer.record().getPlanInForce());
        assertTrue(answer.record().getReason().contains("number of intervals"), answer.record().getReason());
    }

    private static SolveRequest change(UnaryOperator<SolveRequest.Builder> change) {
        return change.apply(SolveRequest.newBuilder(REQUEST)).build();
    }

    private static Check check(Answer answer, String name) {
        return answer.record()
                .getChecks()
                .stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
