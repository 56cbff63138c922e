package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.constant;
import static org.tavan.dro.TestPlans.plan;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.GridLimits;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;
import org.tavan.problem.Storage;

class PlanTrialTest {
    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    /// Without a radius the worst case is the samples themselves: their mean cost is the optimum, and as many of them break as certified.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void livingTheSamplesCostsWhatWasPlannedAndBreaksWhatWasCertified(long seed) {
        for (RecourseRule rule : List.of(RecourseRule.DIAGONAL, RecourseRule.CAUSAL)) {
            CommunityProblem random = RandomCommunity.of(seed, 5, 10, rule, true);
            CommunityProblem problem = random.withPromise(random.promise().withEpsilon(0.9).withRadius(0));
            PlanOutcome.Planned planned = plan(problem);
            PlanTrial trial = new PlanTrial(problem, planned.plan());
            double cents = 0;
            for (int n = 0; n < problem.members().size(); n++) {
                int broken = 0;
                for (int i = 0; i < 10; i++) {
                    PlanTrial.Outcome day = trial.on(n, problem.members().get(n).residualKw().sample(i));
                    cents += 0.1 * day.cents();
                    broken += day.broken() ? 1 : 0;
                }
                double certified = planned.plan().members().get(n).worstCaseViolation();
                assertTrue(0.1 * broken <= certified + 1e-12, "a shortage below a watt does not count");
            }

            double planCents = planned.statistics().objectiveCents();
            if (rule.equals(RecourseRule.DIAGONAL)) {
                assertEquals(planCents, cents, 1e-6 * Math.max(1, Math.abs(planCents)));
            } else {
                assertTrue(cents <= planCents + 1e-6, "for a causal rule the planned cost is an upper bound");
            }
        }
    }

    /// At one price and without wear the expected cost of a rule is exact, with all that its batteries move and what that is worth at the end.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void batteriesThatFollowCostOnTheSamplesWhatWasPlanned(long seed) {
        boolean wears = seed % 2 == 1;
        CommunityProblem random = RandomCommunity.of(seed, 5, 10, new RecourseRule((int) (seed % 3), true),
                wears);
        EnergyPrices prices = new EnergyPrices(random.prices().dayAheadCentsPerKwh(),
                random.prices().realTimeBuyCentsPerKwh(), random.prices().realTimeBuyCentsPerKwh());
        CommunityProblem problem = random.withPrices(prices)
                .withPromise(random.promise().withEpsilon(0.9).withRadius(0))
                .withMembers(random.members().stream().map(m -> withWorth(m, 8)).toList());

        PlanOutcome.Planned planned = plan(problem);

        PlanTrial trial = new PlanTrial(problem, planned.plan());
        double cents = 0;
        for (int n = 0; n < problem.members().size(); n++) {
            int broken = 0;
            for (int i = 0; i < 10; i++) {
                PlanTrial.Outcome day = trial.on(n, problem.members().get(n).residualKw().sample(i));
                cents += 0.1 * day.cents();
                broken += day.broken() ? 1 : 0;
            }
            assertTrue(0.1 * broken <= planned.plan().members().get(n).worstCaseViolation() + 1e-12);
        }
        double planCents = planned.statistics().objectiveCents();
        double tolerance = 1e-6 * Math.max(1, Math.abs(planCents));
        assertTrue(cents <= planCents + tolerance, "one flow wears no more than two");
        assertTrue(wears || cents >= planCents - tolerance, () -> "planned for more than " + planCents);
    }

    private static Member withWorth(Member member, double cents) {
        List<Storage> storages = member.storages()
                .stream()
                .<Storage>map(storage -> new BatteryState(storage.id(),
                        storage.battery().withTerminalCentsPerKwh(cents),
                        storage.stays(5).getFirst().arrivalKwh(), null))
                .toList();
        return member.withDevices(storages, member.flexibleLoads(), member.curtailments());
    }

    /// A need of 3 kW in two hours at 10 ¢, residuals of ±1 kW: real time buys at 20 ¢ or sells at 5 ¢ all of them, or 5 kW at most.
    @Test
    void aDayIsPaidAtTheRealTimePriceWithinItsLimits() {
        Member home = TestPlans.home("a", 2, 3, GridLimits.NONE, null, null);
        CommunityProblem problem = TestPlans.problem(TestPlans.flatPrices(2, 10, 10.01, 9.99), List.of(home),
                List.of(), 0);
        PlanOutcome.Planned planned = plan(problem);
        MemberPlan own = planned.plan().member("a");
        PlanTrial trial = new PlanTrial(problem, planned.plan());
        double q = own.recourse().gainKw(0, 0) / 10;
        double bought = 3 + own.marginKw().get(0);
        assertEquals(bought, own.gridImportKw().get(0), 1e-9);

        PlanTrial.Outcome more = trial.on(0, constant(2, 1));
        PlanTrial.Outcome less = trial.on(0, constant(2, -1));
        PlanTrial.Outcome far = trial.on(0, constant(2, 9));

        assertEquals(2 * (10 * bought + 10.01 * q), more.cents(), 1e-6);
        assertEquals(2 * (10 * bought - 9.99 * q), less.cents(), 1e-6);
        assertEquals(2 * (10 * bought + 10.01 * 5), far.cents(), 1e-6);
        assertFalse(more.broken());
        assertFalse(less.broken());
        assertTrue(far.broken());
    }
}
