package org.tavan.commitment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommitmentBruteForceTest {
    private static final CommitmentModel MODEL = new CommitmentModel(new CommitmentSettings(1e-7, 60, 21),
            System::nanoTime);

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void unitsOfSquareCostAreCommittedAsTheBestOfAllCommitments(int seed) {
        CommitmentProblem problem = TinyProblem.unitsAlone(seed);

        CommitmentOutcome outcome = MODEL.plan(problem);

        assertIsTheBest(problem, outcome, BruteForce.minimumOfUnitsAlone(problem));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aMicrogridIsPlannedAsTheBestOfAllPlans(int seed) {
        CommitmentProblem problem = TinyProblem.microgrid(seed);

        CommitmentOutcome outcome = MODEL.plan(problem);

        assertIsTheBest(problem, outcome, BruteForce.minimum(problem));
    }

    @Test
    void bothFamiliesHaveFeasibleAndInfeasibleProblems() {
        long feasible = seeds().limit(20)
                .filter(seed -> MODEL.plan(TinyProblem.unitsAlone(seed)) instanceof CommitmentOutcome.Planned)
                .count();
        long feasibleMicrogrids = seeds().limit(20)
                .filter(seed -> MODEL.plan(TinyProblem.microgrid(seed)) instanceof CommitmentOutcome.Planned)
                .count();

        assertTrue(feasible > 5 && feasible < 20, () -> "feasible: " + feasible);
        assertTrue(feasibleMicrogrids > 5 && feasibleMicrogrids < 20,
                () -> "feasible: " + feasibleMicrogrids);
    }

    private static void assertIsTheBest(CommitmentProblem problem, CommitmentOutcome outcome,
            double bestCents) {
        if (Double.isInfinite(bestCents)) {
            assertFalse(assertInstanceOf(CommitmentOutcome.Infeasible.class, outcome).unmet().isEmpty());
            return;
        }
        var planned = assertInstanceOf(CommitmentOutcome.Planned.class, outcome);
        double cents = planned.schedule().cost().totalCents();
        assertEquals(bestCents, cents, 1e-5 + 2e-6 * Math.abs(bestCents));
        var proven = assertInstanceOf(Certificate.Proven.class, planned.certificate());
        assertTrue(proven.boundCents() <= bestCents + 1e-5);
        assertEquals(List.of(), ScheduleCheck.of(problem, planned.schedule()));
    }
}
