package org.tavan.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.CommunityPlanner;
import org.tavan.problem.CommunityProblem;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.plan.MemberCosts;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome.Planned;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.Promise;
import org.tavan.dro.RandomCommunity;
import org.tavan.problem.RecourseRule;
import org.tavan.market.DemandCharge;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.recourse.StorageReplay;
import org.tavan.settlement.Settlement.Fairness;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;

class SettlerTest {
    private static final double CENTS = 1e-4;

    private static CommunityPlanner planner() {
        return new ConicCommunityPlanner(new InteriorPointSolver());
    }

    private static Planned plan(CommunityProblem problem) {
        return assertInstanceOf(Planned.class, planner().plan(problem, PlannerSettings.defaults()));
    }

    private static Settlement settle(PeerPriceRule rule, CommunityProblem problem) {
        return new Settler(rule, planner(), PlannerSettings.defaults()).ofPlan(problem, plan(problem).plan());
    }

    /// A member whose forecast is certain.
    private static Member certain(String id, double forecastKw, GridLimits grid) {
        Profile zero = Profile.of(0);
        return new Member(id, 10, grid, new GridLimits(5, 5), Profile.of(forecastKw),
                EmpiricalDistribution.of(List.of(zero)), new SupportBox(zero, zero), null, null);
    }

    private static CommunityProblem problem(List<Member> members, List<PeerLink> links) {
        return new CommunityProblem(1, new EnergyPrices(Profile.of(10), Profile.of(20), Profile.of(4)),
                members, links, GridLimits.NONE, new Promise(0.1, 0, JointMethod.BONFERRONI),
                RecourseRule.DIAGONAL, 0);
    }

    /// `roof` has 3 kW too much and trades with nobody but `flat`, which needs 4 kW at 10 ¢.
    private static CommunityProblem roofAndFlat(double feeCents) {
        return problem(
                List.of(certain("roof", -3, new GridLimits(0, 0)),
                        certain("flat", 4, new GridLimits(20, 20))),
                List.of(new PeerLink("roof", "flat", 10, feeCents, 0)));
    }

    @Test
    void aPriceAboveTheGridsIsMendedByATransfer() {
        Settlement settlement = settle(PeerPriceRule.MID_MARKET, roofAndFlat(0));

        // 3 kWh at (20 + 4) / 2 = 12 ¢ and one of the grid cost 46 ¢; alone the flat pays 40 and the roof nothing.
        assertEquals(36, settlement.bill("flat").peerCents(), CENTS);
        assertEquals(10, settlement.bill("flat").ownCents(), CENTS);
        assertEquals(40, settlement.bill("flat").aloneCents().orElseThrow(), CENTS);
        assertEquals(Fairness.BY_TRANSFERS, settlement.fairness());
        assertEquals(-6, settlement.bill("flat").transferCents(), CENTS);
        assertEquals(40, settlement.bill("flat").totalCents(), CENTS);
        assertEquals(-30, settlement.bill("roof").totalCents(), CENTS);
        assertEquals(30, settlement.savedCents().orElseThrow(), CENTS);
    }

    @ParameterizedTest
    @EnumSource(names = {"SHADOW_PRICES", "UNIFORM"})
    void shadowPricesLeaveTheTakerAsItWasWhereTheGridIsTheMarginalSource(PeerPriceRule rule) {
        Settlement settlement = settle(rule, roofAndFlat(0));

        assertEquals(40, settlement.bill("flat").totalCents(), CENTS);
        assertEquals(-30, settlement.bill("roof").totalCents(), CENTS);
    }

    @Test
    void theFeeIsTakenOffWhatTheGiverGets() {
        Settlement settlement = settle(PeerPriceRule.SHADOW_PRICES, roofAndFlat(2));

        // Worth 10 ¢ to the flat and 8 to the roof: 8 to the roof and 2 to the grid.
        assertEquals(24, settlement.bill("flat").peerCents(), CENTS);
        assertEquals(16, settlement.bill("flat").ownCents(), CENTS);
        assertEquals(-24, settlement.bill("roof").totalCents(), CENTS);
    }

    @Test
    void whatACongestedLinkEarnsIsShared() {
        CommunityProblem narrow = problem(roofAndFlat(0).members(),
                List.of(new PeerLink("roof", "flat", 1, 0, 0)));

        Settlement settlement = settle(PeerPriceRule.SHADOW_PRICES, narrow);

        // Worth 10 ¢ to the flat and nothing to the roof, which throws the rest away: 5 for the one kWh.
        assertEquals(35, settlement.bill("flat").totalCents(), CENTS);
        assertEquals(-5, settlement.bill("roof").totalCents(), CENTS);
    }

    @Test
    void theCommonPeakIsPaidByWhoImportsWhileItLasts() {
        CommunityProblem shared = problem(
                List.of(certain("a", 4, new GridLimits(20, 20)), certain("b", 2, new GridLimits(20, 20)),
                        certain("c", -1, new GridLimits(20, 20))),
                List.of()).withDemandCharge(new DemandCharge(100, 2, 20));

        Settlement settlement = settle(PeerPriceRule.MID_MARKET, shared);

        // 4 + 2 − 1 = 5 kW, 3 of them above the peak reached, cost 300 ¢.
        assertEquals(200, settlement.bill("a").sharedCents(), 1e-2);
        assertEquals(100, settlement.bill("b").sharedCents(), 1e-2);
        assertEquals(0, settlement.bill("c").sharedCents(), 1e-2);
        assertEquals(Fairness.NOT_POSSIBLE, settlement.fairness());
        assertEquals(plan(shared).statistics().objectiveCents(), settlement.totalCents(), 1e-9);
    }

    @Test
    void whoCannotKeepItsPromiseAloneHasNoCostAlone() {
        CommunityProblem problem = problem(
                List.of(certain("roof", -3, new GridLimits(0, 0)), certain("flat", 4, new GridLimits(2, 20))),
                List.of(new PeerLink("roof", "flat", 10, 0, 0)));

        Settlement settlement = settle(PeerPriceRule.MID_MARKET, problem);

        assertEquals(OptionalDouble.empty(), settlement.bill("flat").aloneCents());
        assertEquals(OptionalDouble.empty(), settlement.savedCents());
        assertFalse(settlement.bill("flat").isWorseOff());
    }

    @Test
    void anAchievedDayIsPaidAtTheRealTimePrices() {
        CommunityProblem problem = roofAndFlat(0);
        var day = new AchievedDay(Map.of("flat", Profile.of(1), "roof", Profile.of(-0.5)));

        Settlement settlement = new Settler(PeerPriceRule.MID_MARKET, planner(), PlannerSettings.defaults())
                .ofDay(problem, plan(problem).plan(), day);

        // The flat needs one kWh more, at 20 ¢; the roof has half a kWh more, which earns 4 ¢ a kWh. Alone it throws away 3.5 kWh, which earn as much.
        assertEquals(30, settlement.bill("flat").ownCents(), CENTS);
        assertEquals(-2, settlement.bill("roof").ownCents(), CENTS);
        assertEquals(60, settlement.bill("flat").aloneCents().orElseThrow(), CENTS);
        assertEquals(-14, settlement.bill("roof").aloneCents().orElseThrow(), CENTS);
        assertEquals(28, settlement.totalCents(), CENTS);
        assertThrows(IllegalArgumentException.class,
                () -> new Settler(PeerPriceRule.MID_MARKET, planner(), PlannerSettings.defaults())
                        .ofDay(problem, plan(problem).plan(),
                                new AchievedDay(Map.of("flat", Profile.of(1)))));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void nobodyIsWorseOffAndNothingIsLeftOver(long seed) {
        CommunityProblem random = RandomCommunity.ofSize(seed, 4, 6, 10, RecourseRule.DIAGONAL);
        CommunityProblem problem = new CommunityProblem(random.stepHours(), random.prices(), random.members(),
                random.peerLinks(), GridLimits.NONE, random.promise(), random.rule(), 0);
        Planned planned = plan(problem);
        assertEquals(PlanStatus.OPTIMAL, planned.status());

        for (PeerPriceRule rule : PeerPriceRule.values()) {
            Settlement settlement = new Settler(rule, planner(), PlannerSettings.defaults()).ofPlan(problem,
                    planned.plan());

            assertTrue(settlement.fairness() != Fairness.NOT_POSSIBLE);
            assertTrue(settlement.bills().stream().noneMatch(MemberBill::isWorseOff));
            assertBalanced(settlement, planned.statistics().objectiveCents());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void whatFollowingBatteriesDidIsNotBoughtAgain(long seed) {
        CommunityProblem random = RandomCommunity.ofSize(seed, 2, 5, 10, new RecourseRule(1, true));
        Profile price = random.prices().realTimeBuyCentsPerKwh();
        CommunityProblem problem = random
                .withPrices(new EnergyPrices(random.prices().dayAheadCentsPerKwh(), price, price));
        CommunityPlan plan = plan(problem).plan();
        Map<String, Profile> residuals = new HashMap<>();
        problem.members().forEach(member -> residuals.put(member.id(), member.residualKw().sample(3)));

        Settlement settlement = new Settler(PeerPriceRule.MID_MARKET, planner(), PlannerSettings.defaults())
                .ofDay(problem, plan, new AchievedDay(residuals));

        for (Member member : problem.members()) {
            MemberPlan own = plan.member(member.id());
            MemberCosts costs = own.costs();
            double expected = costs.dayAheadCents() + costs.assetCents() + costs.tradeCents();
            Profile xi = member.residualKw().dividedBy(member.nominalKw()).sample(3);
            StorageReplay storages = member.replay(own.recourse(), problem.stepHours());
            for (int t = 0; t < problem.intervals(); t++) {
                StorageReplay.Step step = storages.step(xi);
                expected += step.wearCents() - step.storedCents() + problem.stepHours() * price.get(t)
                        * (member.residualKw().value(3, t) - own.marginKw().get(t) - step.supplyKw());
            }
            assertEquals(expected, settlement.bill(member.id()).ownCents(), CENTS);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void anAchievedDayIsBalancedToo(long seed) {
        CommunityProblem problem = RandomCommunity.ofSize(seed, 4, 6, 10, RecourseRule.DIAGONAL)
                .withDemandCharge(new DemandCharge(30, 1, Double.POSITIVE_INFINITY));
        Planned planned = plan(problem);
        Map<String, Profile> residuals = new HashMap<>();
        for (Member member : problem.members()) {
            double[] residual = new double[problem.intervals()];
            for (int t = 0; t < residual.length; t++) {
                residual[t] = member.residualKw().value(3, t);
            }
            residuals.put(member.id(), Profile.of(residual));
        }

        Settlement settlement = new Settler(PeerPriceRule.UNIFORM, planner(), PlannerSettings.defaults())
                .ofDay(problem, planned.plan(), new AchievedDay(residuals));

        double own = settlement.bills().stream().mapToDouble(b -> b.ownCents() + b.sharedCents()).sum();
        assertBalanced(settlement, own);
        assertTrue(settlement.fairness() == Fairness.NOT_POSSIBLE
                || settlement.bills().stream().noneMatch(MemberBill::isWorseOff));
    }

    private static void assertBalanced(Settlement settlement, double cents) {
        assertEquals(0, settlement.bills().stream().mapToDouble(MemberBill::peerCents).sum(), 1e-9);
        assertEquals(0, settlement.bills().stream().mapToDouble(MemberBill::transferCents).sum(), 1e-9);
        assertEquals(cents, settlement.totalCents(), 1e-9 * Math.max(1, Math.abs(cents)));
    }
}
