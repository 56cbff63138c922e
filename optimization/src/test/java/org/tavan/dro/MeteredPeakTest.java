package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.Battery;
import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.market.DemandCharge;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;

/// A demand charge on what the meter sees on the worst of the sample days.
class MeteredPeakTest {
    private static final int INTERVALS = 4;
    private static final int SAMPLES = 6;

    static Stream<Arguments> cases() {
        return LongStream.range(0, 12)
                .boxed()
                .flatMap(seed -> Stream
                        .of(RecourseRule.DIAGONAL, new RecourseRule(2, false), new RecourseRule(1, true))
                        .map(rule -> Arguments.of(seed, rule)));
    }

    private static CommunityProblem problem(long seed, RecourseRule rule) {
        CommunityProblem random = RandomCommunity.of(seed, INTERVALS, SAMPLES, rule, false);
        double tail = new double[]{0.1, 0.4, 1}[(int) (seed % 3)];
        List<Member> members = new ArrayList<>(random.members());
        members.set(0, members.getFirst()
                .withDemandCharge(new DemandCharge(4, 0.5, Double.POSITIVE_INFINITY, tail)));
        return random.withMembers(members)
                .withDemandCharge(new DemandCharge(30, 2, Double.POSITIVE_INFINITY, tail));
    }

    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("cases")
    void thePlanCostsWhatTheFullProgramCosts(long seed, RecourseRule rule) {
        CommunityProblem problem = problem(seed, rule);
        boolean hourByHour = rule.memory() > 0 && !problem.prices()
                .realTimeBuyCentsPerKwh()
                .equals(problem.prices().realTimeSellCentsPerKwh());
        double expected = new FullProgram(new HighsProgram(), problem,
                RiskAllocation.byMethod().intervalEpsilon(problem), hourByHour, null).optimum()
                .orElse(Double.NaN);

        RoundSolver.Result result = new RoundSolver(new CommunityModel(problem, RiskAllocation.byMethod()),
                new InteriorPointSolver(), PlannerSettings.defaults())
                .solve(new CommunityProgram.Options(false, 0));

        if (Double.isNaN(expected)) {
            assertInstanceOf(RoundSolver.Result.Infeasible.class, result);
            return;
        }
        RoundSolver.Result.Found found = assertInstanceOf(RoundSolver.Result.Found.class, result);
        double scale = Math.max(1, Math.abs(expected));
        assertEquals(expected, found.cents(), 1e-6 * scale);
        assertEquals(expected, found.boundCents(), 1e-6 * scale);
    }

    /// Day by day with the batteries as they are lived, instead of by linear functions.
    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("cases")
    void theChargeIsThatOfTheDaysAsLived(long seed, RecourseRule rule) {
        CommunityProblem problem = problem(seed, rule);
        PlanOutcome.Planned planned = plan(problem);
        double[] above = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double[] metered = new double[INTERVALS];
            for (Member member : problem.members()) {
                MemberPlan own = planned.plan().member(member.id());
                var storages = member.replay(own.recourse(), problem.stepHours());
                Profile xi = member.residualKw().dividedBy(member.nominalKw()).sample(i);
                for (int t = 0; t < INTERVALS; t++) {
                    metered[t] += own.gridImportKw().get(t) - own.gridExportKw().get(t)
                            - own.marginKw().get(t) + member.residualKw().value(i, t)
                            - storages.step(xi).supplyKw();
                }
            }
            above[i] = Math.max(0, Arrays.stream(metered).max().orElseThrow() - 2);
        }

        double cents = 30 * EmpiricalDistribution.tailMean(above, problem.demandCharge().tail());

        double tolerance = 1e-4 * Math.max(1, cents);
        assertTrue(cents <= planned.plan().peakCents() + tolerance, "one flow supplies no less than two");
        if (!rule.storage()) {
            assertEquals(cents, planned.plan().peakCents(), tolerance);
        }
    }

    /// Needs of 2 and 8 kW, of which the second varies by ±2 kW, and a battery with room for 4 kWh.
    private static Member home() {
        var samples = EmpiricalDistribution.of(List.of(Profile.of(0, -2), Profile.of(0, 2)));
        return new Member("home", 10, new GridLimits(50, 50), new GridLimits(5, 5), Profile.of(2, 8), samples,
                new SupportBox(Profile.of(0, -2), Profile.of(0, 2)),
                new BatteryState(new Battery(0, 4, 0, 5, 5, 1, 1, 0), 0), null);
    }

    @Test
    void theBatteryIsFilledForTheWorstDayOrForTheMeanOfAll() {
        CommunityProblem problem = TestPlans.problem(TestPlans.flatPrices(2, 10, 10.01, 9.99),
                List.of(home()), List.of(), 0);
        DemandCharge charge = new DemandCharge(50, 0, Double.POSITIVE_INFINITY);

        PlanOutcome.Planned asPlanned = plan(problem.withDemandCharge(charge));
        PlanOutcome.Planned worst = plan(problem.withDemandCharge(charge.ofTail(0.5)));
        PlanOutcome.Planned mean = plan(problem.withDemandCharge(charge.ofTail(1)));

        // As planned 5 and 5 kW: 7 on the worst day. With 4 kWh in the battery 6 and 4, which are 6 and 2 or 6 and 6: 6 kW on each day.
        // In the mean of both days 6 cost 6, but x stored give (2 + x + max(2 + x, 10 − x)) / 2 = 6 for any x from 2 to 4.
        assertEquals(4, worst.plan().member("home").energyKwh().get(0), 1e-3);
        assertEquals(50 * 6, worst.plan().peakCents(), 1e-3);
        assertEquals(50 * 6, mean.plan().peakCents(), 1e-3);
        assertTrue(asPlanned.plan().member("home").energyKwh().get(0) < 4 - 0.5);
    }

    @Test
    void aTailOutsideItsRangeAndMembersWithOtherDaysAreRefused() {
        DemandCharge charge = new DemandCharge(1, 0, 10);
        Member other = TestPlans.home("other", 2, 3, GridLimits.NONE, null, null);
        CommunityProblem problem = TestPlans.problem(TestPlans.flatPrices(2, 10, 11, 9),
                List.of(home(), other), List.of(), 0);

        assertThrows(IllegalArgumentException.class, () -> charge.ofTail(1.1));
        assertThrows(IllegalArgumentException.class, () -> charge.ofTail(Double.NaN));
        IllegalArgumentException days = assertThrows(IllegalArgumentException.class,
                () -> problem.withDemandCharge(charge.ofTail(0.1)));
        assertTrue(Objects.requireNonNull(days.getMessage())
                .contains("other (3 samples) differs from home (2)"));
        assertThrows(IllegalArgumentException.class,
                () -> new RollingPlanner(problem.withMembers(List.of(home()))
                        .withDemandCharge(charge.ofTail(0.1)), PlannerSettings.defaults()));
    }
}
