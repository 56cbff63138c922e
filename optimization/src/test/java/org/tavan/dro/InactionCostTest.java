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
import org.tavan.recourse.DiagonalRecourse;

class InactionCostTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static CommunityProblem oneHome(double buy, double sell) {
        Member home = TestPlans.home("a", 2, 3, GridLimits.NONE, null, null);
        return TestPlans.problem(TestPlans.flatPrices(2, 10, buy, sell), List.of(home), List.of(), 0);
    }

    private static MemberPlan with(MemberPlan plan, double gainKw, double marginKw) {
        return new MemberPlan(plan.memberId(), plan.gridImportKw(), plan.gridExportKw(), plan.chargeKw(),
                plan.dischargeKw(), plan.energyKwh(), plan.flexibleKw(), plan.shiftedKwh(), plan.peers(),
                new DiagonalRecourse(constant(2, gainKw)), plan.plannedRealTimeKw(), constant(2, marginKw),
                plan.worstCaseViolation(), plan.shadowPrices(), plan.binding(), plan.costCents());
    }

    /// `C = 10` kW, `Q = 8` kW, 0.1 kW of margin: of 1 kW the rule buys 0.8 at 20 ¢, 0.1 stay missing; alone 0.9 would.
    @Test
    void theShortageAvoidedIsHeldAgainstThePriceOfTheExchange() {
        CommunityProblem problem = oneHome(20, 5);
        MemberPlan plan = with(plan(problem).plan().member("a"), 8, 0.1);

        InactionCost more = InactionCost.of(problem, plan, 0, Profile.of(0.1), 300);
        InactionCost less = InactionCost.of(problem, plan, 1, Profile.of(0.1, -0.1), 300);

        assertEquals(0.9, more.missingKwh(), 1e-12);
        assertEquals(0.1, more.stillMissingKwh(), 1e-12);
        assertEquals(16, more.actingCents(), 1e-12);
        assertEquals(300 * 0.8 - 16, more.cents(), 1e-10);
        assertEquals(new InactionCost(0, 0, -4, 300), less, "selling what is left over earns 4 ¢");
        assertEquals(4, less.cents());
    }

    @Test
    void theExpectationIsThatOfTheSamples() {
        CommunityProblem problem = oneHome(20, 5);
        MemberPlan plan = with(plan(problem).plan().member("a"), 8, 0.1);

        InactionCost expected = InactionCost.expected(problem, plan, 0, 300);

        assertEquals(0.9 / 3, expected.missingKwh(), 1e-12);
        assertEquals((16 - 4) / 3.0, expected.actingCents(), 1e-12);
        assertEquals((300 * 0.8 - 16 + 4) / 3, expected.cents(), 1e-10);
    }

    /// Over a day, the exchanges cost what the day costs above the same plan that does nothing.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theExchangesOfADayCostWhatLivingItCosts(long seed) {
        CommunityProblem random = RandomCommunity.of(seed, 5, 10, RecourseRule.DIAGONAL, true);
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
                .map(m -> new Member(m.id(), m.nominalKw(), m.grid(), new GridLimits(0, 0), m.forecastKw(),
                        m.residualKw(), m.supportKw(), m.battery(), m.flexible()))
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
        CommunityProblem problem = oneHome(20, 5);
        MemberPlan plan = plan(problem).plan().member("a");
        CommunityProblem stranger = problem.withMembers(
                List.of(TestPlans.home("b", 2, 3, GridLimits.NONE, null, null)));

        assertThrows(IllegalArgumentException.class,
                () -> InactionCost.of(problem, plan, 0, Profile.of(0), Double.NaN));
        assertThrows(IllegalArgumentException.class,
                () -> InactionCost.of(stranger, plan, 0, Profile.of(0), 1));
    }
}
