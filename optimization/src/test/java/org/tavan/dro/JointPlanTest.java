package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.plan;

import java.util.OptionalDouble;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.InteriorPointSolver;

/// Plans under the joint constraint, against the literal program, recorded optima and the certificate.
class JointPlanTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    static CommunityProblem with(CommunityProblem problem, JointMethod method) {
        Promise promise = problem.promise();
        return new CommunityProblem(problem.stepHours(), problem.prices(), problem.members(),
                problem.peerLinks(), problem.connection(),
                new Promise(promise.epsilon(), promise.radius(), promise.norm(), method), problem.rule(),
                problem.stabilityBudgetCents());
    }

    private static PlanOutcome.Planned equalScaling(CommunityProblem problem) {
        return assertInstanceOf(PlanOutcome.Planned.class,
                new ConicCommunityPlanner(new InteriorPointSolver(), RiskAllocation.byMethod(), 0)
                        .plan(problem, PlannerSettings.defaults()));
    }

    private static void assertOptimum(double cents, String name) {
        CommunityProblem problem = with(SharedCommunity.read(name, 0.05, 0.001, RecourseRule.DIAGONAL),
                JointMethod.JOINT_CVAR);

        PlanOutcome.Planned planned = equalScaling(problem);

        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertEquals(cents, planned.statistics().objectiveCents(), 1e-6 * cents);
        assertEquals(cents, planned.statistics().boundCents(), 1e-6 * cents);
        assertTrue(planned.plan().worstCaseViolation() <= 0.05);
        System.out.println(planned.statistics());
        PlanAssert.assertPhysical(problem, planned.plan());
    }

    @Test
    void theRecordedOptimumOfOneMember() {
        assertOptimum(551.564581, "dro-community-1.json");
    }

    @Test
    void theRecordedOptimumOfTenMembers() {
        assertOptimum(6621.903634, "dro-community-10.json");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePlanCostsWhatTheFullProgramCosts(long seed) {
        CommunityProblem problem = with(RandomCommunity.of(seed, 4, 7, RecourseRule.DIAGONAL, false),
                JointMethod.JOINT_CVAR);
        OptionalDouble expected = new FullProgram(new HighsProgram(), problem, 1, false, null).optimum();

        PlanOutcome.Planned planned = equalScaling(problem);

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
                () -> "violation " + planned.plan().worstCaseViolation());
    }
}
