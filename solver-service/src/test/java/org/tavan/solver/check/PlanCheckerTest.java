package org.tavan.solver.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.solver.Problems.changed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.dro.PartwisePlanner;
import org.tavan.schema.Check;
import org.tavan.schema.PeerTrade;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.Problems;
import org.tavan.solver.codec.PlanId;
import org.tavan.solver.run.Answer;
import org.tavan.solver.run.RequestSolver;

class PlanCheckerTest {
    private static final SolveRequest REQUEST = Problems.dayAhead(7);
    private static final Answer ANSWER = solve(REQUEST);
    private static final SolveRequest REST = Problems.intraday(REQUEST, ANSWER.schedules(), 3);
    private static final Answer REST_ANSWER = solve(REST);

    private static Answer solve(SolveRequest request) {
        return new RequestSolver(PartwisePlanner::new,
                Duration.ofSeconds(20), () -> 0L)
                .answer(request);
    }

    /// A plan that a test may spoil.
    static final class Plan {
        private final SolveRequest request;
        private final List<Schedule> schedules;
        private final List<Policy> policies;
        private List<Relaxation> relaxations = List.of();

        Plan(SolveRequest request, Answer answer) {
            this.request = request;
            this.schedules = new ArrayList<>(answer.schedules());
            this.policies = new ArrayList<>(answer.policies());
        }

        Plan schedule(int index, Consumer<Schedule.Builder> change) {
            Schedule.Builder builder = Schedule.newBuilder(schedules.get(index));
            change.accept(builder);
            schedules.set(index, builder.build());
            return this;
        }

        Plan policy(int index, Consumer<Policy.Builder> change) {
            Policy.Builder builder = Policy.newBuilder(policies.get(index));
            change.accept(builder);
            policies.set(index, builder.build());
            return this;
        }

        CheckReport check() {
            return PlanChecker.check(request, PlanId.of(request), schedules, policies, relaxations);
        }
    }

    private static Plan dayAhead() {
        return new Plan(REQUEST, ANSWER);
    }

    /// The rest of the day where everybody's import is as much as the connection allows.
    private static Plan narrow() {
        SolveRequest request = SolveRequest.newBuilder(REST).setGridImportMaxKw(0.1).build();
        return new Plan(request, solve(request));
    }

    private static Plan rest() {
        return new Plan(REST, REST_ANSWER);
    }

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPlanOfThePlannerPassesEveryCheck(long seed) {
        SolveRequest request = Problems.dayAhead(seed);
        Answer answer = solve(request);
        SolveRequest rest = Problems.intraday(request, answer.schedules(), 3);

        CheckReport dayAhead = new Plan(request, answer).check();
        CheckReport intraday = new Plan(rest, solve(rest)).check();

        assertEquals("", dayAhead.failures());
        assertEquals("", intraday.failures());
        assertEquals(24, dayAhead.checks().size());
    }

    static Stream<Arguments> mutations() {
        double half = 0.5;
        return Stream.of(
                mutation("members", "a schedule is missing", dayAhead(),
                        plan -> plan.schedules.removeFirst()),
                mutation("members", "a policy is there twice", dayAhead(),
                        plan -> plan.policies.add(plan.policies.get(1))),
                mutation("members", "a stranger", dayAhead(),
                        plan -> plan.schedule(0, s -> s.setProsumerId("x"))),
                mutation("identity", "another plan", dayAhead(),
                        plan -> plan.schedule(0, s -> s.setPlanId("x"))),
                mutation("identity", "another start", dayAhead(),
                        plan -> plan.policy(1, p -> p.setStart(p.getStart().plusSeconds(60)))),
                mutation("identity", "another day", dayAhead(),
                        plan -> plan.schedule(1, s -> s.setDeliveryDay(s.getDeliveryDay().plusDays(1)))),
                mutation("lengths", "a value too few", dayAhead(),
                        plan -> plan.schedule(2, s -> s.setChargeKw(s.getChargeKw().subList(1, 8)))),
                mutation("lengths", "a gain too many", dayAhead(), plan -> plan.policy(2, p -> {
                    p.setRecourseKw(Stream.concat(p.getRecourseKw().stream(), Stream.of(0.0)).toList());
                })),
                mutation("finite", "not a number", dayAhead(),
                        plan -> plan.schedule(0,
                                s -> s.setEnergyKwh(changed(s.getEnergyKwh(), 2, Double.NaN)))),
                mutation("finite", "infinite", dayAhead(), plan -> plan.policy(0,
                        p -> p.setMarginKw(changed(p.getMarginKw(), 2, Double.POSITIVE_INFINITY)))),
                mutation("status", "optimal with a reason", dayAhead(),
                        plan -> plan.schedule(0, s -> s.setStatusReason("no"))),
                mutation("status", "relaxed without a reason", dayAhead(), plan -> {
                    for (int i = 0; i < 3; i++) {
                        plan.schedule(i, s -> s.setStatus(PlanStatus.RELAXED));
                    }
                }),
                mutation("status", "members disagree", dayAhead(),
                        plan -> plan.schedule(1,
                                s -> s.setStatus(PlanStatus.FEASIBLE).setStatusReason("gap"))),
                mutation("status", "optimal but old", dayAhead(),
                        plan -> plan.schedule(0, s -> s.setPlanAgeMinutes(5))),
                mutation("balance", "margin overstated", dayAhead(),
                        plan -> plan.policy(1,
                                p -> p.setMarginKw(
                                        changed(p.getMarginKw(), 3, p.getMarginKw().get(3) + half)))),
                mutation("policy-inputs", "another forecast", dayAhead(), plan -> plan.policy(1,
                        p -> p.setForecastKw(
                                changed(p.getForecastKw(), 3, p.getForecastKw().get(3) - half)))),
                mutation("policy-inputs", "another latest forecast", dayAhead(), plan -> plan.policy(1,
                        p -> p.setLatestForecastKw(
                                changed(p.getLatestForecastKw(), 3, p.getLatestForecastKw().get(3) - half)))),
                mutation("recourse-limits", "real time planned day-ahead", dayAhead(),
                        plan -> plan.policy(1,
                                p -> p.setPlannedRealTimeKw(changed(p.getPlannedRealTimeKw(), 3, 0.1)))),
                mutation("recourse-limits", "real time planned beyond the limit", rest(),
                        plan -> plan.policy(1,
                                p -> p.setPlannedRealTimeKw(changed(p.getPlannedRealTimeKw(), 2, 2.1)))),
                mutation("connection-limits", "real time planned beyond the connection", narrow(),
                        plan -> plan.policy(1,
                                p -> p.setPlannedRealTimeKw(changed(p.getPlannedRealTimeKw(), 2, 1.9)))),
                mutation("policy-inputs", "another limit", dayAhead(),
                        plan -> plan.policy(1, p -> p.setRealTimeImportMaxKw(9))),
                mutation("policy-inputs", "another promise", dayAhead(),
                        plan -> plan.policy(1, p -> p.setEpsilon(0.01))),
                mutation("battery-energy", "energy from nowhere", dayAhead(),
                        plan -> plan.schedule(0,
                                s -> s.setEnergyKwh(
                                        changed(s.getEnergyKwh(), 3, s.getEnergyKwh().get(3) + half)))),
                mutation("battery-limits", "overfull", dayAhead(),
                        plan -> plan.schedule(0, s -> s.setEnergyKwh(changed(s.getEnergyKwh(), 3, 10.5)))),
                mutation("battery-limits", "below empty", dayAhead(),
                        plan -> plan.schedule(0, s -> s.setEnergyKwh(changed(s.getEnergyKwh(), 3, half)))),
                mutation("battery-final", "empty at the end", dayAhead(),
                        plan -> plan.schedule(0, s -> s.setEnergyKwh(changed(s.getEnergyKwh(), 7, 3.5)))),
                mutation("battery-power", "too strong", dayAhead(),
                        plan -> plan.schedule(0, s -> s.setChargeKw(changed(s.getChargeKw(), 3, 3.5)))),
                mutation("battery-power", "no battery at all", dayAhead(),
                        plan -> plan.schedule(2,
                                s -> s.setDischargeKw(changed(s.getDischargeKw(), 3, half)))),
                mutation("charge-or-discharge", "both at once", dayAhead(), plan -> plan.schedule(0,
                        s -> s.setChargeKw(changed(s.getChargeKw(), 3, half))
                                .setDischargeKw(changed(s.getDischargeKw(), 3, half)))),
                mutation("flexible-power", "too strong", dayAhead(),
                        plan -> plan.schedule(1, s -> s.setFlexibleKw(changed(s.getFlexibleKw(), 3, 2.5)))),
                mutation("flexible-power", "no such load", dayAhead(),
                        plan -> plan.schedule(2, s -> s.setFlexibleKw(changed(s.getFlexibleKw(), 3, half)))),
                mutation("shifted-energy", "load from nowhere", dayAhead(), plan -> plan.schedule(1,
                        s -> s.setShiftedKwh(
                                changed(s.getShiftedKwh(), 3, s.getShiftedKwh().get(3) + half)))),
                mutation("shifted-limits", "too far ahead", dayAhead(),
                        plan -> plan.schedule(1, s -> s.setShiftedKwh(changed(s.getShiftedKwh(), 3, 3.5)))),
                mutation("shifted-final", "not served", dayAhead(),
                        plan -> plan.schedule(1, s -> s.setShiftedKwh(changed(s.getShiftedKwh(), 7, -half)))),
                mutation("grid-limits", "too much import", dayAhead(),
                        plan -> plan.schedule(2,
                                s -> s.setGridImportKw(changed(s.getGridImportKw(), 3, 8.5)))),
                mutation("grid-limits", "negative export", dayAhead(),
                        plan -> plan.schedule(2,
                                s -> s.setGridExportKw(changed(s.getGridExportKw(), 3, -half)))),
                mutation("connection-limits", "too much together", dayAhead(),
                        plan -> plan.schedule(2,
                                s -> s.setGridImportKw(changed(s.getGridImportKw(), 3, 60)))),
                mutation("reciprocity", "taken but not given", dayAhead(), plan -> plan.schedule(0,
                        s -> s.setPeers(List.of(trade(s.getPeers().getFirst(), 3, 0.25))))),
                mutation("reciprocity", "the other end is missing", dayAhead(),
                        plan -> plan.schedule(2, s -> s.setPeers(List.of()))),
                mutation("peer-limits", "beyond the link", dayAhead(), plan -> plan.schedule(0,
                        s -> s.setPeers(List.of(trade(s.getPeers().getFirst(), 3, 1.5))))),
                mutation("commitments", "another day-ahead quantity", rest(), plan -> plan.schedule(2,
                        s -> s.setGridImportKw(
                                changed(s.getGridImportKw(), 2, s.getGridImportKw().get(2) + half)))),
                mutation("commitments", "another trade", rest(), plan -> plan.schedule(0,
                        s -> s.setPeers(List.of(trade(s.getPeers().getFirst(), 2, 0.9))))),
                mutation("recourse-limits", "a gain too large", dayAhead(),
                        plan -> plan.policy(2, p -> p.setRecourseKw(changed(p.getRecourseKw(), 3, 20)))),
                mutation("promise", "no recourse and no margin", dayAhead(),
                        plan -> plan.policy(2, p -> p.setRecourseKw(changed(p.getRecourseKw(), 3, -2)))),
                mutation("certificate", "promises too much", dayAhead(),
                        plan -> plan.policy(2, p -> p.setWorstCaseViolation(0.04))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mutations")
    void aSpoiledPlanFailsTheCheckOfThatName(String check, String what, Plan plan, Consumer<Plan> mutation) {
        mutation.accept(plan);

        CheckReport report = plan.check();

        Check failed = report.checks()
                .stream()
                .filter(each -> each.getName().equals(check))
                .findFirst()
                .orElseThrow();
        assertFalse(failed.getPassed(), what);
        assertFalse(report.passed());
        assertFalse(failed.getWhere().isEmpty());
        assertTrue(failed.getWorst() > 0);
    }

    @Test
    void aRelaxedPlanMayMissWhatItSaysByAsMuchAsItSays() {
        Plan plan = dayAhead();
        for (int i = 0; i < 3; i++) {
            plan.schedule(i, s -> s.setStatus(PlanStatus.RELAXED).setStatusReason("why"));
        }
        double before = plan.schedules.getFirst().getEnergyKwh().getLast();
        plan.schedule(0,
                s -> s.setDischargeKw(changed(s.getDischargeKw(), 7, 1.9))
                        .setChargeKw(changed(s.getChargeKw(), 7, 0))
                        .setEnergyKwh(changed(s.getEnergyKwh(), 7, s.getEnergyKwh().get(6) - 2)));
        double missing = 4 - plan.schedules.getFirst().getEnergyKwh().getLast();

        plan.relaxations = List.of(new Relaxation(Relaxation.Requirement.BATTERY_ENERGY, "a", 7, missing));
        boolean enough = passed(plan, "battery-final");
        plan.relaxations = List
                .of(new Relaxation(Relaxation.Requirement.BATTERY_ENERGY, "a", 7, missing / 2));
        boolean tooLittle = passed(plan, "battery-final");

        assertTrue(missing > 0, "energy was " + before);
        assertTrue(enough);
        assertFalse(tooLittle);
    }

    private static boolean passed(Plan plan, String name) {
        return plan.check()
                .checks()
                .stream()
                .filter(check -> check.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getPassed();
    }

    private static PeerTrade trade(PeerTrade trade, int interval, double takeKw) {
        return new PeerTrade(trade.getPeerId(), changed(trade.getTakeKw(), interval, takeKw),
                trade.getGiveKw());
    }

    private static Arguments mutation(String check, String what, Plan plan, Consumer<Plan> change) {
        return Arguments.of(check, what, plan, change);
    }
}
