package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.plan;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.RecourseRule;

/// The price of the promise by multipliers is the change of the optimum, measured by solving again.
class PromisePriceTest {
    private static final double STEP = 1e-3;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static PromisePrice resolved(CommunityProblem problem) {
        return PromisePrice.byResolving(problem, new ConicCommunityPlanner(new InteriorPointSolver()),
                PlannerSettings.defaults(), STEP);
    }

    /// A difference over a step sees the curvature within it.
    private static void assertNear(double measured, double price, String what) {
        assertEquals(measured, price, Math.max(0.01, 5 * STEP * Math.abs(measured)), what);
    }

    private static void assertAgrees(CommunityProblem problem) {
        PromisePrice price = PromisePrice.byMultipliers(problem, plan(problem).plan());
        PromisePrice measured = resolved(problem);

        assertNear(measured.epsilon().below(), price.epsilon().below(), "ε below");
        assertNear(measured.epsilon().above(), price.epsilon().above(), "ε above");
        if (problem.promise().radius() > 0) {
            assertNear(measured.radius().below(), price.radius().below(), "ρ below");
        } else {
            assertTrue(Double.isNaN(price.radius().below()) && Double.isNaN(measured.radius().below()));
        }
        assertNear(measured.radius().above(), price.radius().above(), "ρ above");
        assertTrue(price.centsPerPercentSafety() >= -1e-6);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void multipliersTellTheChangeOfTheOptimum(long seed) {
        assertAgrees(RandomCommunity.of(seed, 5, 10, RecourseRule.DIAGONAL, true));
        assertAgrees(RandomCommunity.of(seed, 4, 8, RecourseRule.CAUSAL, true));
    }

    /// At `ε = 0.5`, `T = 5` and ten samples each tail is exactly the highest one: with less risk it stays, with more a second one enters.
    @Test
    void atAKinkTheSidesDiffer() {
        int differing = 0;
        for (long seed = 0; seed < 10; seed++) {
            CommunityProblem random = RandomCommunity.of(seed, 5, 10, RecourseRule.DIAGONAL, true);
            CommunityProblem problem = random.withPromise(random.promise().withEpsilon(0.5).withRadius(1e-3));
            assertAgrees(problem);
            PromisePrice.Slope slope = PromisePrice.byMultipliers(problem, plan(problem).plan()).epsilon();
            differing += slope.above() < 2 * slope.below() - 0.1 ? 1 : 0;
        }

        assertTrue(differing >= 3, "communities whose tails cost: " + differing);
    }

    /// Of ε = 5 % over the day, one more per cent: the chord of the convex cost lies above the slope.
    @Test
    void onePerCentMoreSafetyCostsAtLeastItsPrice() {
        CommunityProblem random = RandomCommunity.of(3, 5, 10, RecourseRule.DIAGONAL, true);
        CommunityProblem problem = random.withPromise(random.promise().withEpsilon(0.05).withRadius(1e-3));

        double price = PromisePrice.byMultipliers(problem, plan(problem).plan()).centsPerPercentSafety();
        double chord = plan(problem.withPromise(problem.promise().withEpsilon(0.04))).statistics()
                .objectiveCents() - plan(problem).statistics().objectiveCents();

        assertTrue(price > 0.1, "price " + price);
        assertTrue(chord >= price && chord <= 2 * price, price + " against " + chord);
    }

    @Test
    void aSideWithoutAPlanIsNoNumber() {
        CommunityProblem random = RandomCommunity.of(1, 5, 10, RecourseRule.DIAGONAL, true);

        PromisePrice price = PromisePrice.byResolving(random, (_, _) -> new PlanOutcome.Unplanned("none"),
                PlannerSettings.defaults(), STEP);

        for (double slope : List.of(price.epsilon().below(), price.epsilon().above(),
                price.radius().above())) {
            assertTrue(Double.isNaN(slope));
        }
        assertThrows(IllegalArgumentException.class, () -> PromisePrice.byResolving(random,
                (_, _) -> new PlanOutcome.Unplanned("none"), PlannerSettings.defaults(), 0));
    }
}
