package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.tavan.asset.Battery;
import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.dro.RoundSolver.Result.Found;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.WholeSpace;

/// How far the plans of methods that end in a local optimum are from better ones: counts and bounds, measured and published by the test.
class LocalOptimumTest {
    private static final int INTERVALS = 4;
    private static final double EPSILON = 0.2;

    /// The scaling of a joint constraint is a local optimum, so a stricter promise may find a cheaper plan. Its plan keeps the looser one too.
    @Test
    void aSlightlyStricterPromiseIsHardlyEverCheaper(TestReporter reporter) {
        int cheaper = 0;
        double most = 0;
        for (long seed = 0; seed < 60; seed++) {
            CommunityProblem random = RandomCommunity.of(seed, 6, 12, RecourseRule.DIAGONAL, true);
            CommunityProblem problem = random
                    .withPromise(new Promise(EPSILON, 0.001, JointMethod.JOINT_CVAR));
            double cents = plan(problem).statistics().objectiveCents();
            double least = cents;
            for (double part : new double[]{0.99, 0.95, 0.9}) {
                least = Math.min(least,
                        plan(problem.withPromise(problem.promise().withEpsilon(part * EPSILON)))
                                .statistics()
                                .objectiveCents());
            }
            double spared = (cents - least) / Math.max(1, Math.abs(cents));
            cheaper += spared > 1e-6 ? 1 : 0;
            most = Math.max(most, spared);
        }
        reporter.publishEntry("a stricter promise was cheaper",
                "in %d of 60, by %.2f %% at most".formatted(cheaper, 100 * most));

        assertTrue(cheaper <= 6 && most < 0.01, cheaper + " of 60, by " + most);
    }

    /// Without a bound on the residuals the real-time limits, and those of batteries, are rows of the promise.
    @Test
    void whereDoingNothingKeepsThePromiseThereIsAPlan(TestReporter reporter) {
        int possible = 0;
        int missed = 0;
        for (long seed = 0; seed < 150; seed++) {
            CommunityProblem random = RandomCommunity.of(seed, 3, 6,
                    new RecourseRule((int) (seed % 3), seed % 2 == 0), false);
            List<Member> members = new ArrayList<>();
            for (Member member : random.members()) {
                members.add(member.withResiduals(member.residualKw(), new WholeSpace(3))
                        .withLimits(member.grid(), new GridLimits(0.1, 0.1)));
            }
            CommunityProblem problem = random.withMembers(members)
                    .withPromise(new Promise(EPSILON, 0.01, JointMethod.JOINT_CVAR));
            CommunityProblem idle = problem.withRule(RecourseRule.DIAGONAL)
                    .withMembers(members.stream()
                            .map(member -> member.withRealTime(new GridLimits(0, 0)))
                            .toList());
            if (plan(idle).status() == PlanStatus.RELAXED) {
                continue;
            }
            possible++;
            missed += !(TestPlans.solve(problem) instanceof PlanOutcome.Planned planned)
                    || planned.status() == PlanStatus.RELAXED ? 1 : 0;
        }
        reporter.publishEntry("called impossible", "%d of %d".formatted(missed, possible));

        assertTrue(possible > 50 && missed == 0, missed + " of " + possible);
    }

    /// The direction of each interval is chosen one after another where surplus has a price; here all choices are tried.
    @Test
    void directionsOfABatteryAtNegativePrices(TestReporter reporter) {
        int dearer = 0;
        double most = 0;
        for (long seed = 0; seed < 200; seed++) {
            CommunityProblem problem = tiny(seed);
            PlanOutcome.Planned planned = plan(problem);
            double cents = planned.statistics().objectiveCents();
            double best = bestDirections(problem);
            double spared = (cents - best) / Math.max(1, Math.abs(best));
            if (spared > 1e-6) {
                dearer++;
                assertTrue(
                        planned.status() == PlanStatus.FEASIBLE
                                && planned.statistics().boundCents() <= best + 1e-6 * Math.abs(best),
                        planned::reason);
            }
            most = Math.max(most, spared);
        }
        reporter.publishEntry("dearer than by search",
                "%d of 200, by %.1f %% at most".formatted(dearer, 100 * most));

        assertTrue(dearer <= 3 && most < 0.2, dearer + " of 200, by " + most);
    }

    /// One member with more sun than it may export, and a lossy battery, at prices that are negative half the time.
    private static CommunityProblem tiny(long seed) {
        CommunityProblem random = RandomCommunity.ofSize(seed, 1, INTERVALS, 5, RecourseRule.DIAGONAL);
        RandomGenerator choice = new SplittableRandom(seed);
        double[][] cents = {random.prices().dayAheadCentsPerKwh().toArray(),
                random.prices().realTimeBuyCentsPerKwh().toArray(),
                random.prices().realTimeSellCentsPerKwh().toArray()};
        Member like = random.members().getFirst();
        double[] forecastKw = like.forecastKw().toArray();
        for (int t = 0; t < INTERVALS; t++) {
            double shift = choice.nextBoolean() ? -60 * choice.nextDouble() : 0;
            for (double[] price : cents) {
                price[t] += shift;
            }
            forecastKw[t] -= 0.5 * like.nominalKw() * choice.nextDouble();
        }
        Battery lossy = new Battery(0, 6, 1, 3, 3, 0.7, 0.7, 0);
        Member home = like.withForecast(Profile.of(forecastKw), like.residualKw(), like.supportKw())
                .withLimits(new GridLimits(like.nominalKw(), 0.1 * like.nominalKw()), like.realTime())
                .withDevices(List.of(new BatteryState("b", lossy, 2, null)), List.of(), List.of());
        return new CommunityProblem(random.stepHours(),
                new EnergyPrices(Profile.of(cents[0]), Profile.of(cents[1]), Profile.of(cents[2])),
                List.of(home),
                List.of(), GridLimits.NONE, random.promise(), RecourseRule.DIAGONAL, 0);
    }

    private static double bestDirections(CommunityProblem problem) {
        CommunityModel model = new CommunityModel(problem, RiskAllocation.byMethod());
        RoundSolver rounds = new RoundSolver(model, new InteriorPointSolver(), PlannerSettings.defaults());
        double best = Double.POSITIVE_INFINITY;
        for (int choice = 0; choice < 1 << INTERVALS; choice++) {
            Set<CommunityProgram.OneWay> directions = new HashSet<>();
            for (int t = 0; t < INTERVALS; t++) {
                directions.add(new CommunityProgram.OneWay(problem.members().getFirst().id(), "b", t,
                        (choice >> t & 1) == 0));
            }
            if (rounds.solve(new CommunityProgram.Options(false, 0, null, directions)) instanceof Found found
                    && found.draft().missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty()) {
                best = Math.min(best, found.cents());
            }
        }
        return best;
    }
}
