package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tavan.dro.TestPlans.plan;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.Profile;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.ShadowPrices;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;

/// Shadow prices are what they say: the change of the optimum, measured by solving again. A price that jumps at this very
/// point lies between the changes to both sides.
class ShadowPriceTest {
    private static final double STEP = 1e-3;

    private static double cents(CommunityProblem problem, Member changed) {
        List<Member> members = problem.members()
                .stream()
                .map(m -> m.id().equals(changed.id()) ? changed : m)
                .toList();
        return plan(
                TestPlans.with(problem, members, problem.peerLinks(), problem.prices(),
                        problem.promise().epsilon(), 0))
                .statistics()
                .objectiveCents();
    }

    private static Member demanding(Member member, int t, double moreKw) {
        double[] forecast = member.forecastKw().toArray();
        forecast[t] += moreKw;
        return new Member(member.id(), member.nominalKw(), member.grid(), member.realTime(),
                Profile.of(forecast), member
                        .residualKw(),
                member.supportKw(), member.battery(), member.flexible());
    }

    private static Member filled(Member member, double moreKwh) {
        BatteryState state = Objects.requireNonNull(member.battery());
        return new Member(member.id(), member.nominalKw(), member.grid(), member.realTime(),
                member.forecastKw(), member
                        .residualKw(),
                member.supportKw(), new BatteryState(state.battery(), state.energyKwh() + moreKwh),
                member.flexible());
    }

    private static void assertBetween(double below, double above, double price) {
        double tolerance = 1e-2 * Math.max(1, Math.abs(price));
        assertEquals(Math.clamp(price, Math.min(below, above), Math.max(below, above)), price, tolerance,
                () -> "not between %s and %s".formatted(below, above));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void theBalancePriceIsTheCostOfOneKwhMoreDemand(long seed) {
        CommunityProblem problem = RandomCommunity.of(seed, 5, 10, RecourseRule.DIAGONAL, true);
        PlanOutcome.Planned planned = plan(problem);
        Member member = problem.members().getFirst();
        double base = planned.statistics().objectiveCents();

        for (int t = 0; t < 5; t++) {
            double kwh = STEP * problem.stepHours();
            double above = (cents(problem, demanding(member, t, STEP)) - base) / kwh;
            double below = (base - cents(problem, demanding(member, t, -STEP))) / kwh;

            ShadowPrices prices = planned.plan().member(member.id()).shadowPrices();
            assertBetween(below, above, prices.balance().get(t));
            assertEquals(prices.balance().get(t), prices.risk().get(t), 1e-4);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void theStorageValueIsWhatOneKwhMoreSaves(long seed) {
        CommunityProblem problem = RandomCommunity.of(seed, 5, 10, RecourseRule.DIAGONAL, true);
        PlanOutcome.Planned planned = plan(problem);
        double base = planned.statistics().objectiveCents();

        for (Member member : problem.members()) {
            if (member.battery() != null) {
                double above = (base - cents(problem, filled(member, STEP))) / STEP;
                double below = (cents(problem, filled(member, -STEP)) - base) / STEP;

                assertBetween(below, above,
                        planned.plan().member(member.id()).shadowPrices().storage().get(0));
            }
        }
    }
}
