package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.plan.CommunityPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.RecourseRule;

/// The optima of the recorded communities that three other solvers agree on.
class BenchmarkCommunityTest {
    private static PlanOutcome.Planned plan(String name, RecourseRule rule) {
        CommunityProblem problem = SharedCommunity.read(name, 0.05, 0.005, rule);
        CommunityPlanner planner = new ConicCommunityPlanner(new InteriorPointSolver(), _ -> 0.05);
        return assertInstanceOf(PlanOutcome.Planned.class, planner.plan(problem, PlannerSettings.defaults()));
    }

    private static void assertOptimum(double cents, PlanOutcome.Planned planned) {
        assertEquals(PlanStatus.OPTIMAL, planned.status());
        assertEquals(cents, planned.statistics().objectiveCents(), 1e-6 * cents);
        assertEquals(cents, planned.statistics().boundCents(), 1e-6 * cents);
        assertTrue(planned.statistics().primalResidual() < 1e-6);
    }

    @Test
    void oneMemberWithADiagonalRule() {
        assertOptimum(567.9095225, plan("dro-community-1.json", RecourseRule.DIAGONAL));
    }

    @Test
    void tenMembersWithADiagonalRule() {
        assertOptimum(6636.2923343, plan("dro-community-10.json", RecourseRule.DIAGONAL));
    }

    @Test
    void tenMembersWithACausalRule() {
        assertOptimum(6636.07376, plan("dro-community-10.json", RecourseRule.CAUSAL));
    }
}
