package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.constant;
import static org.tavan.dro.TestPlans.plan;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;

class InactionCostTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    /// Residuals of −1, 0 and 1 kW, in a support that reaches to 1.05 kW; real time may carry 0.84 kW, so that `Q = 8` kW of `C = 10` and the
    /// margin is `2 · 0.105 = 0.21` kW.
    private static CommunityProblem oneHome() {
        EmpiricalDistribution residual = EmpiricalDistribution.of(
                List.of(constant(2, -1), constant(2, 0), constant(2, 1)));
        Member home = new Member("a", 10, GridLimits.NONE, new GridLimits(0.84, 0.84), constant(2, 3),
                residual,
                residual.supportBox(0.025), null, null);
        return TestPlans.problem(TestPlans.flatPrices(2, 10, 10.01, 9.99), List.of(home), List.of(), 0);
    }

    /// Of 2 kW the rule buys all it may, 0.95 kW stay missing; alone 1.79 kW would.
    @Test
    void theShortageAvoidedIsHeldAgainstThePriceOfTheExchange() {
        CommunityProblem problem = oneHome();
        MemberPlan plan = plan(problem).plan().member("a");

        InactionCost more = InactionCost.of(problem, plan, 0, Profile.of(0.2), 300);
        InactionCost less = InactionCost.of(problem, plan, 1, Profile.of(0.2, -0.1), 300);

        assertEquals(1.79, more.missingKwh(), 1e-6);
        assertEquals(0.95, more.stillMissingKwh(), 1e-6);
        assertEquals(0.84 * 10.01, more.actingCents(), 1e-6);
        assertEquals(0.84 * (300 - 10.01), more.cents(), 1e-4);
        assertEquals(0, less.missingKwh());
        assertEquals(0.8 * 9.99, less.cents(), 1e-5, "selling what is left over earns");
    }

    @Test
    void theExpectationIsThatOfTheSamples() {
        CommunityProblem problem = oneHome();
        MemberPlan plan = plan(problem).plan().member("a");

        InactionCost expected = InactionCost.expected(problem, plan, 0, 300);

        assertEquals(0.79 / 3, expected.missingKwh(), 1e-6);
        assertEquals(0, expected.stillMissingKwh(), 1e-6);
        assertEquals(0.8 * (10.01 - 9.99) / 3, expected.actingCents(), 1e-6);
        assertEquals((300 * 0.79 - 0.8 * 0.02) / 3, expected.cents(), 1e-4);
    }

    /// Over a day, the exchanges cost what the day costs above the same plan that does nothing.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theExchangesOfADayCostWhatLivingItCosts(long seed) {
        RecourseRule rule = seed % 2 == 0 ? RecourseRule.DIAGONAL : new RecourseRule(1, true);
        CommunityProblem random = RandomCommunity.of(seed, 5, 10, rule, true);
        CommunityProblem problem = random.withPromise(random.promise().withRadius(0));
        PlanOutcome.Planned planned = plan(problem);
        PlanTrial trial = new PlanTrial(problem, planned.plan());
        for (int n = 0; n < problem.members().size(); n++) {
            Member member = problem.members().get(n);
            double idleCents = trial.on(n, constant(5, 0)).cents();
            for (int i = 0; i < 10; i++) {
                Profile xi = member.residualKw().dividedBy(member.nominalKw()).sample(i);
                double acting = 0;
                boolean missing = false;
                for (int t = 0; t < 5; t++) {
                    InactionCost cost = InactionCost.of(problem, planned.plan().members().get(n), t, xi, 100);
                    acting += cost.actingCents();
                    missing |= cost.stillMissingKwh() > 1e-3 * problem.stepHours();
                    assertTrue(cost.missingKwh() >= 0);
                }
                PlanTrial.Outcome day = trial.on(n, member.residualKw().sample(i));
                assertEquals(day.cents() - idleCents, acting, 1e-9 * Math.max(1, Math.abs(day.cents())));
                assertEquals(day.broken(), missing);
            }
        }
    }

    /// Forbidding the exchange and solving again costs at least as much as acting is worth on average: the plan must hold by itself.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPlanThatMayNotActIsNoCheaper(long seed) {
        CommunityProblem random = RandomCommunity.of(seed, 5, 10, RecourseRule.DIAGONAL, true);
        CommunityProblem idle = random.withMembers(random.members()
                .stream()
                .map(m -> m.withRealTime(new GridLimits(0, 0)))
                .toList());
        if (TestPlans.solve(idle) instanceof PlanOutcome.Planned planned
                && planned.status() == PlanStatus.OPTIMAL) {
            for (MemberPlan member : planned.plan().members()) {
                for (int t = 0; t < 5; t++) {
                    InactionCost cost = InactionCost.expected(idle, member, t, 100);
                    assertEquals(0, cost.cents(), 1e-9, "who cannot act loses nothing by not acting");
                }
            }
            assertTrue(planned.statistics().objectiveCents() >= plan(random).statistics().objectiveCents()
                    - 1e-5 * Math.max(1, Math.abs(planned.statistics().objectiveCents())));
        }
    }

    @Test
    void nonsenseIsRefused() {
        CommunityProblem problem = oneHome();
        MemberPlan plan = plan(problem).plan().member("a");
        CommunityProblem stranger = problem.withMembers(
                List.of(TestPlans.home("b", 2, 3, GridLimits.NONE, null, null)));

        assertThrows(IllegalArgumentException.class,
                () -> InactionCost.of(problem, plan, 0, Profile.of(0), Double.NaN));
        assertThrows(IllegalArgumentException.class,
                () -> InactionCost.of(stranger, plan, 0, Profile.of(0), 1));
    }
}
