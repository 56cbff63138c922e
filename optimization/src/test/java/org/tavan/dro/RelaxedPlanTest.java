package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.flatPrices;
import static org.tavan.dro.TestPlans.home;
import static org.tavan.dro.TestPlans.plan;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.Battery;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.plan.Slack;
import org.tavan.plan.Slack.Requirement;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;

/// Where no plan meets all requirements, the outcome names the input that causes it.
class RelaxedPlanTest {
    private static final GridLimits WIDE = new GridLimits(50, 50);

    private static PlanOutcome.Planned relaxed(Member... members) {
        PlanOutcome.Planned planned = plan(
                TestPlans.problem(flatPrices(4, 10, 20, 5), List.of(members), List.of(), 0));
        assertEquals(PlanStatus.RELAXED, planned.status());
        return planned;
    }

    @Test
    void aShortageNamesTheMemberTheIntervalAndTheGridLimit() {
        PlanOutcome.Planned planned = relaxed(home("small", 4, 8, new GridLimits(6, 0), null, null),
                home("large", 4, 8,
                        WIDE, null, null));

        assertEquals(4, planned.slacks().size());
        for (Slack slack : planned.slacks()) {
            assertEquals(Requirement.BALANCE, slack.requirement());
            assertEquals("small", slack.memberId());
            // 8 kW are forecast and 6 bought; of the residual of up to 1.1 kW the rule covers all it may.
            assertEquals(2, slack.amount(), 1e-4);
        }
        assertTrue(planned.reason().contains("balance of small in interval"), planned.reason());
        assertTrue(planned.reason().contains("grid-import-limit"), planned.reason());
    }

    @Test
    void aProgramThatTheMethodCannotSolveIsTriedOnceMoreWithPenalties() {
        CommunityProblem problem = RandomCommunity.of(3, 4, 7, RecourseRule.DIAGONAL, true);
        var solver = new InteriorPointSolver();
        var programs = new AtomicInteger();
        var planner = new ConicCommunityPlanner((program, settings) -> programs.getAndIncrement() == 0
                ? new SolveOutcome.NumericalError(7, "overflow", halfWay(solver, program))
                : solver.solve(program, settings));

        PlanOutcome.Planned planned = assertInstanceOf(PlanOutcome.Planned.class,
                planner.plan(problem, PlannerSettings.defaults()));

        PlanOutcome.Planned expected = plan(problem);
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertEquals(expected.statistics().objectiveCents(), planned.statistics().objectiveCents(),
                1e-6 * Math.max(1, Math.abs(expected.statistics().objectiveCents())));
    }

    private static Solution halfWay(InteriorPointSolver solver, ConicProgram program) {
        var early = SolverSettings.defaults().withIterationLimit(2);
        return assertInstanceOf(SolveOutcome.LimitReached.class, solver.solve(program, early)).last();
    }

    @Test
    void aBatteryThatCannotBeFilledInTimeIsNamed() {
        Battery battery = new Battery(0, 20, 18, 1, 5, 1, 1, 0.01);

        PlanOutcome.Planned planned = relaxed(home("home", 4, 2, WIDE, new BatteryState(battery, 10), null));

        // Four hours of charging at 1 kW lead from 10 to 14 kWh of the 18 due.
        Slack slack = planned.slacks().getFirst();
        assertEquals(1, planned.slacks().size());
        assertEquals(Requirement.BATTERY_ENERGY, slack.requirement());
        assertEquals(3, slack.interval());
        assertEquals(4, slack.amount(), 1e-4);
        assertTrue(planned.reason().contains("battery energy of home in interval 3"), planned.reason());
        assertTrue(planned.reason().contains("charge-limit"), planned.reason());
    }

    @Test
    void aBatteryReportedBelowItsLimitIsLedBack() {
        Battery battery = new Battery(5, 20, 5, 1, 5, 1, 1, 0.01);

        PlanOutcome.Planned planned = relaxed(home("home", 4, 2, WIDE, new BatteryState(battery, 3), null));

        assertEquals(List.of(1.0),
                planned.slacks().stream().map(s -> Math.round(s.amount() * 1e4) / 1e4).toList());
        assertEquals(5, planned.plan().member("home").energyKwh().get(1), 1e-4);
    }

    @Test
    void flexibleLoadThatCannotBeServedIsNamed() {
        FlexibleDemand demand = new FlexibleDemand(new FlexibleLoad(1, 2, 0.01), TestPlans.constant(4, 3), 0);

        PlanOutcome.Planned planned = relaxed(home("home", 4, 2, WIDE, null, demand));

        assertTrue(planned.slacks().stream().allMatch(s -> s.requirement() == Requirement.SHIFTED_ENERGY));
        assertEquals(8, planned.slacks().getFirst().amount(), 1e-3);
        assertTrue(planned.reason().contains("shifted energy of home in interval 3"), planned.reason());
        assertTrue(planned.reason().contains("flexible-max"), planned.reason());
    }

    @Test
    void aMissingLimitAtANegativePriceIsNamed() {
        CommunityProblem problem = TestPlans.problem(flatPrices(2, -1, 20, 5), List.of(home("home", 2, 3,
                GridLimits.NONE, null, null)), List.of(), 0);

        PlanOutcome.Unplanned unplanned = assertInstanceOf(PlanOutcome.Unplanned.class,
                TestPlans.solve(problem));

        assertTrue(unplanned.reason().contains("the grid import of home in interval"), unplanned.reason());
    }

    @Test
    void aPassedDeadlineIsAnOutcome() {
        AtomicLong nanos = new AtomicLong();
        PlannerSettings hurried = new PlannerSettings(SolverSettings.defaults()
                .withTimeLimit(Duration.ofMillis(1),
                        () -> nanos.getAndAdd(1_000_000)),
                1e-7, 100);
        CommunityProblem problem = RandomCommunity.of(1, 24, 30, RecourseRule.DIAGONAL, true);

        PlanOutcome outcome = new ConicCommunityPlanner(new InteriorPointSolver()).plan(problem, hurried);

        PlanOutcome.Unplanned unplanned = assertInstanceOf(PlanOutcome.Unplanned.class, outcome);
        assertTrue(unplanned.reason().contains("time limit"), unplanned.reason());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
            23, 24, 25})
    void aPlanIsRelaxedExactlyWhereTheFullProgramHasNone(long seed) {
        CommunityProblem wide = RandomCommunity.of(seed, 4, 7, RecourseRule.DIAGONAL, false);
        List<Member> members = wide.members()
                .stream()
                .map(m -> new Member(m.id(), m.nominalKw(), new GridLimits(0.45
                        * m.nominalKw(), m.nominalKw()), m.realTime(), m.forecastKw(), m.residualKw(),
                        m.supportKw(), m
                                .battery(),
                        m.flexible()))
                .toList();
        CommunityProblem tight = TestPlans.with(wide, members, wide.peerLinks(), wide.prices(),
                wide.promise().epsilon(), 0);
        boolean feasible = new FullProgram(new HighsProgram(), tight, tight.promise().epsilon() / 4, false,
                null)
                .optimum()
                .isPresent();

        PlanOutcome.Planned planned = plan(tight);

        assertEquals(feasible ? PlanStatus.OPTIMAL : PlanStatus.RELAXED, planned.status(), planned::reason);
        assertEquals(feasible, planned.slacks().isEmpty());
    }
}
