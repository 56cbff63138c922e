package org.tavan.commitment.genetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.SharedCase;

/// The default microgrid day: the paper's first three studies, beside what a mixed-integer program reached.
class MicrogridSearchTest {
    /// Proven optimal.
    private static final double WITH_PENALTY = 16_768.42;
    /// Best plans of 120 s and 80 s, with their gaps.
    private static final double WITHOUT_PENALTY = 15_614.55;
    private static final double WITHOUT_PENALTY_GAP = 0.026;
    private static final double LIMITED_ENERGY = 16_979.15;
    private static final double LIMITED_ENERGY_GAP = 0.012;

    @Test
    void theCertifiedOptimumWithPenaltyIsReached() {
        CommitmentSchedule plan = plan(SharedCase.microgrid());

        assertEquals(WITH_PENALTY, plan.cost().totalCents(), 0.01);
        assertEquals(1.046, plan.plannedEensKwh(), 1e-3);
    }

    @Test
    void theLimitOfLostEnergyIsKeptAtNoMoreThanTheReferenceCosts() {
        CommitmentProblem problem = SharedCase.microgrid();

        CommitmentSchedule plan = plan(problem.withReliability(problem.reliability().withEensMaxKwh(0.6)));

        assertTrue(plan.plannedEensKwh() <= 0.6 + 1e-6, "EENS %s".formatted(plan.plannedEensKwh()));
        assertBetween(LIMITED_ENERGY * (1 - LIMITED_ENERGY_GAP), LIMITED_ENERGY, plan.cost().totalCents());
    }

    @Test
    void theLimitOfTheProbabilityIsKeptAtNoMoreThanTheReferenceCosts() {
        CommitmentProblem problem = SharedCase.microgrid();

        CommitmentSchedule plan = plan(problem.withReliability(
                problem.reliability().withVollCentsPerKwh(0).withLolpMax(0.005)));

        plan.adequacy()
                .forEach(a -> assertTrue(a.planned().lolp() <= 0.005,
                        "LOLP %s".formatted(a.planned().lolp())));
        assertBetween(WITHOUT_PENALTY * (1 - WITHOUT_PENALTY_GAP), WITHOUT_PENALTY, plan.cost().totalCents());
    }

    private static CommitmentSchedule plan(CommitmentProblem problem) {
        SearchSettings settings = SearchSettings.defaults(1).withThreads(2).withSizes(60, 80, 20);
        return SearchAssert.planned(problem, new GeneticSearch(settings).search(problem, List.of()));
    }

    private static void assertBetween(double low, double high, double value) {
        assertTrue(low <= value && value <= high, "%s is not in [%s, %s]".formatted(value, low, high));
    }
}
