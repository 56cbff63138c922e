package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.Battery;
import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;
import org.tavan.recourse.StorageRecourse;
import org.tavan.recourse.StorageRule;
import org.tavan.uncertainty.SupportBox;

/// Batteries that follow the residuals, checked from outside, with wear.
class StoragePlanTest {
    private static final double TOLERANCE = 1e-6;
    private static final int INTERVALS = 6;

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    private static RoundSolver.Result.Found solve(CommunityProblem problem) {
        return assertInstanceOf(RoundSolver.Result.Found.class, new RoundSolver(
                new CommunityModel(problem, RiskAllocation.byMethod()), new InteriorPointSolver(),
                PlannerSettings.defaults()).solve(new CommunityProgram.Options(false, 0)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void flowsAndLevelsAreWithinTheirLimitsAtEveryCornerOfTheBox(long seed) {
        CommunityProblem problem = RandomCommunity.of(seed, INTERVALS, 8, new RecourseRule(1, true), true);
        RoundSolver.Result.Found found = solve(problem);

        for (int n = 0; n < problem.members().size(); n++) {
            Member member = problem.members().get(n);
            if (member.battery() == null) {
                continue;
            }
            StorageRecourse rule = assertInstanceOf(StorageRecourse.class, found.draft().rules.get(n));
            for (int corner = 0; corner < 1 << INTERVALS; corner++) {
                assertWithinLimits(problem, member, rule.storages().getFirst(),
                        corner(TestPlans.box(member), member.nominalKw(), corner));
            }
        }
    }

    private static double[] corner(SupportBox box, double nominalKw, int corner) {
        double[] xi = new double[INTERVALS];
        for (int t = 0; t < INTERVALS; t++) {
            xi[t] = ((corner >> t & 1) == 0 ? box.low() : box.high()).get(t) / nominalKw;
        }
        return xi;
    }

    private static void assertWithinLimits(CommunityProblem problem, Member member, StorageRule rule,
            double[] xi) {
        BatteryState state = Objects.requireNonNull(member.battery());
        Battery battery = state.battery();
        double energy = state.energyKwh();
        for (int t = 0; t < INTERVALS; t++) {
            double charge = rule.chargeKw().get(t);
            double discharge = rule.dischargeKw().get(t);
            for (int j = 0; j <= t; j++) {
                charge += rule.chargeGain().gainKw(t, j) * xi[j];
                discharge += rule.dischargeGain().gainKw(t, j) * xi[j];
            }
            energy = battery.energyAfterKwh(energy, charge, discharge, problem.stepHours());
            boolean last = t == INTERVALS - 1;
            double least = last ? battery.energyFinalMinKwh() : battery.energyMinKwh();
            assertTrue(charge >= -TOLERANCE && charge <= battery.chargeMaxKw() + TOLERANCE);
            assertTrue(discharge >= -TOLERANCE && discharge <= battery.dischargeMaxKw() + TOLERANCE);
            assertTrue(energy >= least - TOLERANCE && energy <= battery.energyMaxKwh() + TOLERANCE);
        }
    }

    /// `γ^b Δt E[c(ξ)² + d(ξ)²]`, sample by sample, instead of by moments.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void wearIsTheMeanOverTheSamples(long seed) {
        CommunityProblem problem = RandomCommunity.of(seed, INTERVALS, 8, new RecourseRule(1, true), true);
        RoundSolver.Result.Found found = solve(problem);

        for (int n = 0; n < problem.members().size(); n++) {
            Member member = problem.members().get(n);
            if (!(found.draft().rules.get(n) instanceof StorageRecourse rule) || member.battery() == null) {
                continue;
            }
            var samples = member.residualKw().dividedBy(member.nominalKw());
            StorageRule storage = rule.storages().getFirst();
            double planned = 0;
            double mean = 0;
            for (int t = 0; t < INTERVALS; t++) {
                double c = storage.chargeKw().get(t);
                double d = storage.dischargeKw().get(t);
                double netC = storage.planned(t).chargeKw();
                double netD = storage.planned(t).dischargeKw();
                planned += netC * netC + netD * netD;
                for (int i = 0; i < samples.count(); i++) {
                    double charge = c;
                    double discharge = d;
                    for (int j = 0; j <= t; j++) {
                        charge += storage.chargeGain().gainKw(t, j) * samples.value(i, j);
                        discharge += storage.dischargeGain().gainKw(t, j) * samples.value(i, j);
                    }
                    mean += samples.weight(i) * (charge * charge + discharge * discharge);
                }
            }
            Battery battery = member.battery().battery();
            double beyond = problem.stepHours() * battery.wearCents() * (mean - planned);

            assertEquals(beyond, StorageGains.wearCents(storage, new StorageGains.Moments(samples),
                    problem.stepHours()), 1e-9 * Math.max(1, Math.abs(beyond)));
        }
    }

    /// Its rule would not know of it.
    @Test
    void roundingIsNotTakenFromABatteryThatFollows() {
        BatteryState state = new BatteryState(new Battery(0, 10, 5, 4, 4, 0.9, 0.9, 0), 5);
        Member member = TestPlans.home("a", 2, 3, GridLimits.NONE, state, null);

        assertFalse(new StorageDraft(StorageTerms.of(member, state, 1, true)).supplyMore(0, 1e-7));
        assertTrue(new StorageDraft(StorageTerms.of(member, state, 1, false)).supplyMore(0, 1e-7));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void moreFreedomNeverCostsMore(long seed) {
        double banded = cents(seed, new RecourseRule(1, false));
        double causal = cents(seed, RecourseRule.CAUSAL);
        double storage = cents(seed, new RecourseRule(1, true));

        assertTrue(causal <= banded + 1e-5 * Math.abs(banded));
        assertTrue(storage <= banded + 1e-5 * Math.abs(banded));
    }

    /// At one price, where the expected cost of every rule is exact.
    private static double cents(long seed, RecourseRule rule) {
        CommunityProblem random = RandomCommunity.of(seed, INTERVALS, 8, rule, true);
        var prices = new EnergyPrices(random.prices().dayAheadCentsPerKwh(),
                random.prices().realTimeBuyCentsPerKwh(), random.prices().realTimeBuyCentsPerKwh())
                .withFreeSurplus();
        RoundSolver.Result.Found found = solve(TestPlans.with(random, random.members(), random.peerLinks(),
                prices, random.promise().epsilon(), 0));
        assertTrue(found.gap() <= 1e-6, () -> "gap " + found.gap());
        return found.cents();
    }
}
