package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.GridLimits;
import org.tavan.consensus.CommunityNegotiation;
import org.tavan.consensus.NegotiationSettings;
import org.tavan.market.DemandCharge;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;

/// What members agree on is what a planner with all their data finds.
class CommunityNegotiationTest {
    private static final NegotiationSettings SETTINGS = new NegotiationSettings(2e-6, 300, 0.1, 10);

    private static PlanOutcome negotiate(CommunityProblem problem, int threads) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            return new CommunityNegotiation(SETTINGS, executor).plan(problem, PlannerSettings.defaults());
        }
    }

    private static PlanOutcome.Planned agreed(CommunityProblem problem) {
        return assertInstanceOf(PlanOutcome.Planned.class, negotiate(problem, 2));
    }

    private static void assertOptimal(CommunityProblem problem) {
        PlanOutcome.Planned central = TestPlans.plan(problem);

        PlanOutcome.Planned agreed = agreed(problem);

        double optimum = central.statistics().objectiveCents();
        double scale = Math.max(1, Math.abs(optimum));
        assertEquals(PlanStatus.OPTIMAL, central.status());
        assertEquals(PlanStatus.OPTIMAL, agreed.status(), agreed::reason);
        assertEquals(optimum, agreed.statistics().objectiveCents(), 1e-5 * scale);
        assertTrue(agreed.statistics().boundCents() <= optimum + 1e-8 * scale,
                () -> agreed.statistics().boundCents() + " above " + optimum);
        assertEquals(agreed.statistics().objectiveCents(), agreed.plan().peakCents()
                + agreed.plan().members().stream().mapToDouble(MemberPlan::costCents).sum(), 1e-9 * scale);
        assertTrue(agreed.plan().worstCaseViolation() <= problem.promise().epsilon());
        PlanAssert.assertPhysical(problem, agreed.plan());
    }

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aCommunityAgreesOnTheOptimum(long seed) {
        assertOptimal(RandomCommunity.of(seed, 6, 8, RecourseRule.DIAGONAL, seed % 4 != 0));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSharedPeakIsCutToTheOptimum(long seed) {
        CommunityProblem problem = RandomCommunity.of(seed, 6, 8, RecourseRule.DIAGONAL, true);
        double peakKw = TestPlans.plan(problem).plan().peakKw();

        assertOptimal(problem.withDemandCharge(new DemandCharge(5, 0.5 * peakKw, Double.POSITIVE_INFINITY)));
    }

    @Test
    void theRecordedCommunityKeepsWithinALimitOfItsConnection() {
        CommunityProblem free = SharedCommunity.read("dro-community-10.json", 0.05, 0.005,
                RecourseRule.DIAGONAL);
        double limitKw = 0.95 * TestPlans.plan(free).plan().peakKw();

        assertOptimal(new CommunityProblem(free.stepHours(), free.prices(), free.members(), free.peerLinks(),
                new GridLimits(limitKw, 1000), free.promise(), free.rule(), 0));
    }

    @Test
    void theAgreementDoesNotDependOnTheThreads() {
        CommunityProblem problem = RandomCommunity.of(3, 6, 8, RecourseRule.DIAGONAL, true);

        assertEquals(negotiate(problem, 1).toString(), negotiate(problem, 3).toString());
    }

    @Test
    void aMemberThatCannotKeepItsPromiseIsNamed() {
        CommunityProblem problem = TestPlans.problem(TestPlans.flatPrices(2, 10, 20, 5),
                List.of(TestPlans.home("far", 2, 50, new GridLimits(10, 10), null, null)), List.of(), 0);

        var unplanned = assertInstanceOf(PlanOutcome.Unplanned.class, negotiate(problem, 1));

        assertTrue(unplanned.reason().startsWith("far has nothing to offer. No plan meets every requirement"),
                unplanned::reason);
    }

    @Test
    void whatIsNotNegotiatedIsRefused() {
        Member home = TestPlans.home("home", 2, 5, new GridLimits(10, 10), null, null);
        CommunityProblem problem = TestPlans.problem(TestPlans.flatPrices(2, 10, 20, 5), List.of(home),
                List.of(), 0);
        CommunityProblem charged = problem
                .withMembers(List.of(home.withDemandCharge(new DemandCharge(1, 0, 100))));
        CommunityProblem joint = problem.withPromise(new Promise(0.1, 0.001, JointMethod.JOINT_CVAR));

        var own = assertThrows(IllegalArgumentException.class, () -> negotiate(charged, 1));
        var all = assertThrows(IllegalArgumentException.class, () -> negotiate(joint, 1));
        var exact = assertThrows(IllegalArgumentException.class,
                () -> negotiate(problem.withPromise(new Promise(0.1, 0.001, JointMethod.EXACT)), 1));

        assertTrue(String.valueOf(own.getMessage()).startsWith("Member home has a demand charge of its own"),
                own::getMessage);
        assertTrue(
                String.valueOf(all.getMessage())
                        .startsWith(
                                "Member home has a promise over all intervals at once (JOINT_CVAR)"),
                all::getMessage);
        assertTrue(
                String.valueOf(exact.getMessage())
                        .startsWith(
                                "Member home has a promise over all intervals at once (EXACT)"),
                exact::getMessage);
    }
}
