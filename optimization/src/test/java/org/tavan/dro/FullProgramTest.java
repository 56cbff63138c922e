package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.RecourseRule;

/// The reduced form against the literal one, on random communities without quadratic costs.
class FullProgramTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theDiagonalPlanCostsWhatTheFullProgramCosts(long seed) {
        CommunityProblem problem = RandomCommunity.of(seed, 4, 7, RecourseRule.DIAGONAL, false);
        OptionalDouble expected = optimum(problem);

        PlanOutcome outcome = new ConicCommunityPlanner(new InteriorPointSolver()).plan(problem,
                PlannerSettings
                        .defaults());

        assertAgrees(problem, expected, outcome);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theCausalPlanCostsWhatTheFullProgramCosts(long seed) {
        CommunityProblem problem = RandomCommunity.of(seed, 4, 7, RecourseRule.CAUSAL, false);
        OptionalDouble expected = optimum(problem);

        PlanOutcome outcome = new ConicCommunityPlanner(new InteriorPointSolver()).plan(problem,
                PlannerSettings
                        .defaults());

        assertAgrees(problem, expected, outcome);
    }

    /// As intraday: purchases and trades are made, forecasts have moved, and batteries are not as full as planned.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theRestOfADisturbedDayCostsWhatTheFullProgramCosts(long seed) {
        RecourseRule rule = seed % 4 == 0 ? RecourseRule.CAUSAL : RecourseRule.DIAGONAL;
        CommunityProblem day = RandomCommunity.of(seed, 4, 7, rule, false);
        var planner = new ConicCommunityPlanner(new InteriorPointSolver());
        PlanOutcome.Planned gate = assertInstanceOf(PlanOutcome.Planned.class,
                planner.plan(day, PlannerSettings.defaults()));
        CommunityProblem rest = TestPlans.disturbed(TestPlans.rest(day, gate.plan(), 1), seed);
        OptionalDouble expected = optimum(rest);

        PlanOutcome outcome = planner.plan(rest, PlannerSettings.defaults());

        assertAgrees(rest, expected, outcome);
    }

    /// At two-sided prices a causal rule is charged hour by hour, which may be more than the diagonal rule costs: then that one stands.
    private static OptionalDouble optimum(CommunityProblem problem) {
        double epsilon = problem.promise().epsilon() / problem.intervals();
        boolean hourByHour = problem.rule().equals(RecourseRule.CAUSAL) && !problem.prices()
                .haveOneRealTimePrice();
        OptionalDouble own = new FullProgram(new HighsProgram(), problem, epsilon, hourByHour, null)
                .optimum();
        if (!hourByHour || own.isEmpty()) {
            return own;
        }
        OptionalDouble diagonal = new FullProgram(new HighsProgram(), problem.withRule(RecourseRule.DIAGONAL),
                epsilon, false, null).optimum();
        return diagonal.isEmpty() || own.getAsDouble() < diagonal.getAsDouble() ? own : diagonal;
    }

    private static void assertAgrees(CommunityProblem problem, OptionalDouble expected, PlanOutcome outcome) {
        PlanOutcome.Planned planned = assertInstanceOf(PlanOutcome.Planned.class, outcome);
        if (expected.isEmpty()) {
            assertEquals(PlanStatus.RELAXED, planned.status());
            return;
        }
        double scale = Math.max(1, Math.abs(expected.getAsDouble()));
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertEquals(expected.getAsDouble(), planned.statistics().objectiveCents(), 1e-6 * scale);
        assertEquals(expected.getAsDouble(), planned.statistics().boundCents(), 1e-6 * scale);
        PlanAssert.assertPhysical(problem, planned.plan());
        assertTrue(planned.plan().worstCaseViolation() <= problem.promise().epsilon() + 1e-9,
                () -> "violation " + planned.plan()
                        .worstCaseViolation());
    }
}
