package org.tavan.benchmarks.optimiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.problem.CommunityProblem;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.uncertainty.EmpiricalDistribution;

class CommunityInstanceTest {

    @ParameterizedTest(name = "seed {0}, N = {1}, T = {2}, I = {3}, two-sided {4}")
    @CsvSource({"0, 1, 24, 90, true", "1, 2, 24, 30, true", "2, 3, 8, 5, false", "3, 10, 24, 90, true",
            "4, 10, 24, 90, false", "5, 4, 96, 20, true", "6, 5, 1, 1, true"})
    void everyInstanceHasAnOptimalPlan(long seed, int members, int intervals, int samples, boolean twoSided) {
        CommunityProblem problem = new CommunityInstance(seed, members, intervals, samples, twoSided)
                .problem();

        PlanOutcome outcome = new ConicCommunityPlanner(new InteriorPointSolver()).plan(problem,
                PlannerSettings.defaults());

        PlanOutcome.Planned planned = assertInstanceOf(PlanOutcome.Planned.class, outcome);
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned.reason());
        assertTrue(planned.plan().worstCaseViolation() <= 0.05, () -> planned.plan().toString());
    }

    @Test
    void theSameNumbersGiveTheSameCommunity() {
        CommunityInstance instance = new CommunityInstance(42, 3, 24, 10, true);

        assertEquals(instance.problem(), new CommunityInstance(42, 3, 24, 10, true).problem());
        assertNotEquals(instance.problem(), new CommunityInstance(43, 3, 24, 10, true).problem());
    }

    @Test
    void aWindowOneDayLaterHasOneSampleInAndOneOut() {
        CommunityInstance instance = new CommunityInstance(42, 2, 24, 10, true);

        EmpiricalDistribution first = instance.problem(0).members().getLast().residualKw();
        EmpiricalDistribution second = instance.problem(1).members().getLast().residualKw();

        for (int i = 0; i + 1 < 10; i++) {
            for (int t = 0; t < 24; t++) {
                assertEquals(first.value(i + 1, t), second.value(i, t));
            }
        }
        assertNotEquals(first.value(0, 12), second.value(9, 12));
    }

    @Test
    void pricesHaveOneOrTwoSides() {
        CommunityInstance instance = CommunityInstance.standard();

        var two = instance.problem().prices();
        var one = instance.oneSided().problem().prices();

        assertEquals(one.realTimeBuyCentsPerKwh(), one.realTimeSellCentsPerKwh());
        for (int t = 0; t < 24; t++) {
            assertTrue(two.realTimeBuyCentsPerKwh().get(t) > two.realTimeSellCentsPerKwh().get(t));
        }
    }

    @ParameterizedTest(name = "{0} members have {1} links")
    @CsvSource({"1, 0", "2, 1", "3, 3", "10, 10"})
    void peersFormARing(int members, int links) {
        assertEquals(links, CommunityInstance.standard().withMembers(members).problem().peerLinks().size());
    }

    @Test
    void aSizeOfZeroIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> new CommunityInstance(1, 0, 24, 90, true));
    }
}
