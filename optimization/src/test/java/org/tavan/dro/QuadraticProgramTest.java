package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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

/// Plans with quadratic costs against the literal program, with these costs as tangents, solved by two other solvers.
class QuadraticProgramTest {
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    static LongStream someSeeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void highsAgreesOnADiagonalRule(long seed) {
        assertOptimal(RandomCommunity.of(seed, 4, 7, RecourseRule.DIAGONAL, true), new HighsProgram());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void highsAgreesOnACausalRule(long seed) {
        assertOptimal(RandomCommunity.of(seed, 3, 5, RecourseRule.CAUSAL, true), new HighsProgram());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("someSeeds")
    void ojAlgoAgreesOnADiagonalRule(long seed) {
        assertOptimal(RandomCommunity.of(seed, 2, 5, RecourseRule.DIAGONAL, true), new OjAlgoProgram());
    }

    /// At two-sided prices the plan of the diagonal rule may stand, and is the best of those.
    private static void assertOptimal(CommunityProblem asked, LinearProgram program) {
        PlanOutcome.Planned planned = assertInstanceOf(PlanOutcome.Planned.class, new ConicCommunityPlanner(
                new InteriorPointSolver()).plan(asked, PlannerSettings.defaults()));
        CommunityProblem problem = asked.withRule(
                SmallerRule.of(planned.plan().members().getFirst().recourse(), asked.rule()));
        boolean hourByHour = problem.rule().equals(RecourseRule.CAUSAL) && !problem.prices()
                .haveOneRealTimePrice();

        OptionalDouble optimum = new FullProgram(program, problem,
                problem.promise().epsilon() / problem.intervals(),
                hourByHour,
                planned.plan()).optimum();

        if (optimum.isEmpty()) {
            assertEquals(PlanStatus.RELAXED, planned.status());
            return;
        }
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        double least = optimum.getAsDouble();
        assertEquals(least, planned.statistics().objectiveCents(), 1e-6 * Math.max(1, Math.abs(least)));
        PlanAssert.assertPhysical(problem, planned.plan());
    }
}
