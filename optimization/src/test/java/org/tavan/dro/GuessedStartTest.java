package org.tavan.dro;

import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.RecourseRule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicSolver;
import org.tavan.conic.InteriorPointSolver;

/// Plans from a guess of the active set against those from the interior.
class GuessedStartTest {
    private static PlanOutcome plan(CommunityProblem problem, ConicSolver solver) {
        return new ConicCommunityPlanner(solver).plan(problem, PlannerSettings.defaults());
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aMemberAloneHasTheSamePlanFromAGuess(long seed) {
        CommunityProblem problem = RandomCommunity.ofSize(seed, 1, 6, 8, RecourseRule.DIAGONAL);

        PlanOutcome actual = plan(problem, new InteriorPointSolver());

        PlanOutcome expected = plan(problem, new InteriorOnly());
        assertEquals(expected.getClass(), actual.getClass());
        if (expected instanceof PlanOutcome.Planned from && actual instanceof PlanOutcome.Planned guessed) {
            double cents = from.statistics().objectiveCents();
            assertEquals(from.status(), guessed.status());
            assertEquals(cents, guessed.statistics().objectiveCents(), 1e-7 * Math.max(1, Math.abs(cents)));
            assertTrue(guessed.statistics().gap() <= Math.max(1e-8, from.statistics().gap()));
            assertEquals(from.plan().worstCaseViolation(), guessed.plan().worstCaseViolation(), 1e-5);
        }
    }

    /// The first members of each seed, without the connection and with the prices that leave their exchange free: one factorisation each.
    @Test
    void mostMembersAloneTakeOneFactorisation() {
        int once = 0;
        int all = 0;
        for (long seed : seeds().toArray()) {
            CommunityProblem problem = RandomCommunity.ofSize(seed, 1, 24, 30, RecourseRule.DIAGONAL);
            if (problem.connection().equals(GridLimits.NONE) && problem.promise().radius() > 0
                    && plan(problem, new InteriorPointSolver()) instanceof PlanOutcome.Planned planned
                    && planned.statistics().rounds() == 1) {
                all++;
                once += planned.statistics().iterations() == 1 ? 1 : 0;
            }
        }

        assertTrue(all > 20 && once > 0.8 * all, "%d of %d".formatted(once, all));
    }

    @Test
    void theSamePlanComesFromEveryThread() {
        CommunityProblem problem = RandomCommunity.ofSize(3, 5, 24, 30, RecourseRule.DIAGONAL);

        PlanOutcome one = new PartwisePlanner(InteriorPointSolver::new, 1).plan(problem,
                PlannerSettings.defaults());
        PlanOutcome three = new PartwisePlanner(InteriorPointSolver::new, 3).plan(problem,
                PlannerSettings.defaults());

        assertInstanceOf(PlanOutcome.Planned.class, one);
        assertEquals(one, three);
    }
}
