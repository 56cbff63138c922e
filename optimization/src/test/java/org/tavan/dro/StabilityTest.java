package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.PreviousPlan;
import org.tavan.problem.RecourseRule;

class StabilityTest {
    /// A community whose plan was made for other prices than the ones that came.
    private static CommunityProblem surprised(long seed, double budgetCents) {
        CommunityProblem before = RandomCommunity.of(seed, 12, 20, RecourseRule.DIAGONAL, true);
        CommunityPlan plan = plan(before).plan();
        List<Member> members = new ArrayList<>();
        for (Member member : before.members()) {
            MemberPlan own = plan.member(member.id());
            members.add(member
                    .withPrevious(new PreviousPlan(own.chargeKw(), own.dischargeKw(), own.flexibleKw())));
        }
        double[] dayAhead = before.prices().dayAheadCentsPerKwh().toArray();
        for (int t = 0; t < dayAhead.length; t++) {
            dayAhead[t] += 3 * Math.sin(t + (double) seed);
        }
        EnergyPrices prices = new EnergyPrices(Profile.of(dayAhead), before.prices().realTimeBuyCentsPerKwh(),
                before
                        .prices()
                        .realTimeSellCentsPerKwh());
        return TestPlans.with(before, members, before.peerLinks(), prices, before.promise().epsilon(),
                budgetCents);
    }

    private static CommunityProblem withRadius(CommunityProblem problem, double radius) {
        return new CommunityProblem(problem.stepHours(), problem.prices(), problem.members(),
                problem.peerLinks(),
                problem.connection(), problem.promise().withRadius(radius), problem.rule(),
                problem.stabilityBudgetCents());
    }

    private static double distance(CommunityProblem problem, CommunityPlan plan) {
        double sum = 0;
        for (Member member : problem.members()) {
            PreviousPlan previous = Objects.requireNonNull(member.previous());
            PreviousPlan own = plan.member(member.id()).asPrevious();
            for (PreviousPlan.StoragePower power : own.storages()) {
                PreviousPlan.StoragePower before = previous.storage(power.id()).orElseThrow();
                sum += distance(before.chargeKw(), power.chargeKw())
                        + distance(before.dischargeKw(), power.dischargeKw());
            }
            for (PreviousPlan.FlexiblePower power : own.flexibleLoads()) {
                sum += distance(previous.flexibleLoad(power.id()).orElseThrow().servedKw(), power.servedKw());
            }
        }
        return sum;
    }

    private static double distance(Profile a, Profile b) {
        double sum = 0;
        for (int t = 0; t < a.length(); t++) {
            sum += (a.get(t) - b.get(t)) * (a.get(t) - b.get(t));
        }
        return sum;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 14, 24, 34, 44, 54})
    void theSearchForAStablePlanLeavesTheShadowPricesOfTheOptimum(long seed) {
        // At some of these radii the search adds rows that the optimum did not need.
        for (double radius : new double[]{0.003, 0.01, 0.03, 0.06, 0.1, 0.2, 0.5, 1}) {
            CommunityPlan free = plan(withRadius(surprised(seed, 0), radius)).plan();
            for (double budget : new double[]{5, 200}) {
                CommunityPlan near = plan(withRadius(surprised(seed, budget), radius)).plan();

                for (MemberPlan member : free.members()) {
                    assertEquals(member.shadowPrices(), near.member(member.memberId()).shadowPrices());
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void aPlanStaysNearForTheBudgetAndNotMore(long seed) {
        PlanOutcome.Planned free = plan(surprised(seed, 0));
        double distance = distance(surprised(seed, 0), free.plan());

        for (double budget : new double[]{0.5, 5, 50}) {
            CommunityProblem problem = surprised(seed, budget);
            PlanOutcome.Planned near = plan(problem);

            assertTrue(
                    near.statistics().objectiveCents() <= free.statistics().objectiveCents() + budget + 1e-6);
            // A squared distance of 1e-6 kW² counts as the plan in force.
            assertTrue(distance(problem, near.plan()) <= distance + 1e-6);
            PlanAssert.assertPhysical(problem, near.plan());
            assertTrue(near.plan().worstCaseViolation() <= problem.promise().epsilon());
            distance = distance(problem, near.plan());
        }
    }

    @Test
    void aLargeBudgetKeepsThePlanInForce() {
        CommunityProblem problem = surprised(3, 1e6);

        PlanOutcome.Planned planned = plan(problem);

        assertEquals(0, distance(problem, planned.plan()), 1e-4);
    }

    @Test
    void theStablePlanIsTheNearestForWhatItSpends() {
        CommunityProblem problem = surprised(4, 20);
        double optimum = plan(surprised(4, 0)).statistics().objectiveCents();
        PlanOutcome.Planned near = plan(problem);
        double spent = near.statistics().objectiveCents() - optimum;

        // A smaller budget buys less nearness, a larger one more: the distance falls with what is spent.
        PlanOutcome.Planned less = plan(surprised(4, 0.5 * spent));
        assertTrue(spent >= 0.5 * 20, "spent " + spent);
        assertTrue(distance(problem, less.plan()) > distance(problem, near.plan()));
    }
}
