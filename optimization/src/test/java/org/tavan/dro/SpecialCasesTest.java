package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.Battery;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.CommunityPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;

class SpecialCasesTest {
    /// One member, one interval, one sample of 1 kW in a support of ±2 kW, real time limited to 1 kW: `Q ≤ 5`.
    private static CommunityProblem single(double buyCents, double radius) {
        Member member = new Member("home", 10, new GridLimits(20, 20), new GridLimits(1, 1), Profile.of(2),
                EmpiricalDistribution.of(new double[][]{{1}}), new SupportBox(Profile.of(-2), Profile.of(2)),
                null,
                null);
        return TestPlans
                .withRadius(TestPlans.problem(TestPlans.flatPrices(1, 10, buyCents, 5), List.of(member), List
                        .of(), 0), radius);
    }

    @Test
    void dearRealTimeEnergyIsNotUsed() {
        PlanOutcome.Planned planned = plan(single(20, 0));

        // The sample asks for 1 kW more than the forecast of 2 kW, all of it bought day-ahead at 10 ¢.
        assertEquals(30, planned.statistics().objectiveCents(), 1e-5);
        assertEquals(0, planned.plan().member("home").recourse().gainKw(0, 0), 1e-5);
    }

    @Test
    void cheapRealTimeEnergyIsUsedUpToItsLimit() {
        PlanOutcome.Planned planned = plan(single(8, 0));

        // Q = 5 covers half of the sample's kW at 8 ¢, the other half is bought at 10 ¢.
        assertEquals(2.5 * 10 + 0.5 * 8, planned.statistics().objectiveCents(), 1e-5);
        assertEquals(5, planned.plan().member("home").recourse().gainKw(0, 0), 1e-5);
        assertTrue(planned.plan().member("home").binding().getFirst().contains(BindingLimit.REAL_TIME_LIMIT));
    }

    @Test
    void anInfiniteRadiusPreparesForTheWholeBox() {
        PlanOutcome.Planned planned = plan(single(20, 1e12));

        // 2 kW of residual at the end of the box, in the promise and in the cost.
        assertEquals(40, planned.statistics().objectiveCents(), 1e-5);
        assertEquals(0, planned.plan().worstCaseViolation());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aLargerRadiusNeverCostsLess(long seed) {
        CommunityProblem problem = RandomCommunity.of(seed, 6, 20, RecourseRule.DIAGONAL, true);
        double cents = Double.NEGATIVE_INFINITY;

        for (double radius : new double[]{0, 1e-12, 1e-3, 1e-2, 0.1, 1, 10, 1e9}) {
            PlanOutcome.Planned planned = plan(TestPlans.withRadius(problem, radius));

            assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
            assertTrue(planned.statistics().objectiveCents() >= cents - 1e-4, () -> "at radius " + radius);
            assertTrue(planned.plan().worstCaseViolation() <= problem.promise().epsilon());
            cents = planned.statistics().objectiveCents();
        }
    }

    @Test
    void aVanishingRadiusCostsWhatNoRadiusCosts() {
        CommunityProblem problem = RandomCommunity.of(3, 6, 20, RecourseRule.DIAGONAL, true);

        double none = plan(TestPlans.withRadius(problem, 0)).statistics().objectiveCents();
        double vanishing = plan(TestPlans.withRadius(problem, 1e-9)).statistics().objectiveCents();

        assertEquals(none, vanishing, 1e-4);
    }

    @ParameterizedTest(name = "{0} intervals")
    @ValueSource(ints = {1, 23, 24, 25, 92, 100})
    void aLocalDayMayHaveAnyNumberOfIntervals(int intervals) {
        CommunityProblem problem = RandomCommunity.ofSize(7, 3, intervals, 30, RecourseRule.DIAGONAL);

        PlanOutcome.Planned planned = plan(problem);

        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        PlanAssert.assertPhysical(problem, planned.plan());
        assertTrue(planned.plan().worstCaseViolation() <= problem.promise().epsilon());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DIAGONAL", "CAUSAL"})
    void oneSampleIsEnough(String rule) {
        CommunityProblem problem = RandomCommunity.of(11, 4, 1, RecourseRule.named(rule), true);

        PlanOutcome.Planned planned = plan(problem);

        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        PlanAssert.assertPhysical(problem, planned.plan());
    }

    @Test
    void aMemberWithoutUncertaintyBuysItsForecast() {
        Profile zero = TestPlans.constant(4, 0);
        Member member = new Member("home", 10, new GridLimits(20, 20), new GridLimits(1, 1),
                TestPlans.constant(4, 3),
                EmpiricalDistribution.of(List.of(zero)), new SupportBox(zero, zero), null, null);

        PlanOutcome.Planned planned = plan(
                TestPlans.problem(TestPlans.flatPrices(4, 10, 12, 8), List.of(member), List
                        .of(), 0));

        assertEquals(4 * 3 * 10, planned.statistics().objectiveCents(), 1e-4);
    }

    @Test
    void theSameProblemGivesTheSamePlanWhateverWasSolvedBefore() {
        CommunityProblem problem = RandomCommunity.of(5, 24, 30, RecourseRule.DIAGONAL, true);
        CommunityPlanner used = new ConicCommunityPlanner(new org.tavan.conic.InteriorPointSolver());
        used.plan(RandomCommunity.of(6, 24, 30, RecourseRule.DIAGONAL, true), PlannerSettings.defaults());

        PlanOutcome again = used.plan(problem, PlannerSettings.defaults());

        assertEquals(plan(problem), again);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void theRestOfTheDayKeepsWhatIsCommitted(long seed) {
        CommunityProblem day = RandomCommunity.of(seed, 8, 20, RecourseRule.DIAGONAL, true);
        CommunityPlan plan = plan(day).plan();

        for (int from = 0; from < 8; from += 3) {
            CommunityProblem rest = TestPlans.rest(day, plan, from);
            PlanOutcome.Planned planned = plan(rest);

            assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
            PlanAssert.assertPhysical(rest, planned.plan());
            assertTrue(planned.plan().worstCaseViolation() <= rest.promise().epsilon(),
                    () -> "violation " + planned.plan()
                            .worstCaseViolation());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void theWholeDayCommittedCostsWhatItDidWhereRealTimeTradingDoesNotPay(long seed) {
        CommunityProblem random = RandomCommunity.of(seed, 8, 20, RecourseRule.DIAGONAL, true);
        CommunityProblem day = TestPlans.with(random, random.members(), random.peerLinks(),
                new EnergyPrices(random.prices().dayAheadCentsPerKwh(), constant(100), constant(-100))
                        .withFreeSurplus(),
                random.promise().epsilon(), 0);
        PlanOutcome.Planned planned = plan(day);

        PlanOutcome.Planned again = plan(TestPlans.rest(day, planned.plan(), 0));

        assertEquals(planned.statistics().objectiveCents(), again.statistics().objectiveCents(), 1e-4);
    }

    @Test
    void whatABatteryTurnsOutNotToHaveIsBoughtInRealTime() {
        CommunityProblem day = lonelyBattery(5);
        CommunityProblem rest = TestPlans.rest(day, plan(day).plan(), 0);

        PlanOutcome.Planned planned = plan(
                TestPlans.with(rest, List.of(emptier(rest.members().getFirst(), 2)),
                        List.of(), rest.prices(), rest.promise().epsilon(), 0));

        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        double boughtKwh = Arrays.stream(planned.plan().member("home").plannedRealTimeKw().toArray()).sum();
        assertEquals(2, boughtKwh, 1e-4);
    }

    /// One member, lossless battery that must end as it began, residuals too small to matter.
    private static CommunityProblem lonelyBattery(double energyKwh) {
        var residual = EmpiricalDistribution.of(new double[][]{{1e-6, 1e-6, 1e-6}, {-1e-6, -1e-6, -1e-6}});
        var battery = new BatteryState(new Battery(0, 10, energyKwh, 5, 5, 1, 1, 0.01), energyKwh);
        var member = new Member("home", 2, new GridLimits(10, 10), new GridLimits(4, 4), Profile.of(1, 1, 1),
                residual,
                residual.supportBox(0), battery, null);
        var prices = new EnergyPrices(Profile.of(10, 12, 11), Profile.of(20, 20, 20), Profile.of(5, 5, 5));
        return new CommunityProblem(1, prices, List.of(member), List.of(), GridLimits.NONE,
                new Promise(0.05, 0, JointMethod.BONFERRONI), RecourseRule.DIAGONAL, 0);
    }

    private static Member emptier(Member member, double kwh) {
        BatteryState state = Objects.requireNonNull(member.battery());
        return new Member(member.id(), member.nominalKw(), member.grid(), member.realTime(),
                member.forecastKw(),
                member.residualKw(), member.supportKw(),
                new BatteryState(state.battery(), state.energyKwh() - kwh), null,
                member.commitment(), member.previous());
    }

    private static Profile constant(double value) {
        return Profile.of(IntStream.range(0, 8).mapToDouble(_ -> value).toArray());
    }
}
