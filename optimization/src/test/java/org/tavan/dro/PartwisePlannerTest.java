package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicSolver;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.conic.SolverSettings;
import org.tavan.market.DemandCharge;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatistics;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;

/// A community planned part by part costs what it costs planned as a whole, and its bound is one for the whole.
class PartwisePlannerTest {
    private static final int INTERVALS = 6;
    private static final GridLimits WIDE = new GridLimits(50, 50);

    private static PlanOutcome partwise(CommunityProblem problem, int threads) {
        return new PartwisePlanner(InteriorPointSolver::new, threads).plan(problem,
                PlannerSettings.defaults());
    }

    private static PlanOutcome whole(CommunityProblem problem) {
        return new ConicCommunityPlanner(new InteriorPointSolver()).plan(problem, PlannerSettings.defaults());
    }

    private static PlanOutcome.Planned planned(PlanOutcome outcome) {
        return assertInstanceOf(PlanOutcome.Planned.class, outcome, outcome.toString());
    }

    private static void assertSameOptimum(CommunityProblem problem, PlanOutcome expected,
            PlanOutcome actual) {
        if (expected instanceof PlanOutcome.Unplanned) {
            assertInstanceOf(PlanOutcome.Unplanned.class, actual);
            return;
        }
        PlanStatistics ours = planned(actual).statistics();
        PlanStatistics theirs = planned(expected).statistics();
        double tolerance = 2e-6 * Math.max(1, Math.abs(theirs.objectiveCents()));
        assertEquals(planned(expected).status(), planned(actual).status());
        assertEquals(theirs.objectiveCents(), ours.objectiveCents(), tolerance);
        assertTrue(ours.boundCents() <= theirs.objectiveCents() + 0.01 * tolerance);
        PlanAssert.assertPhysical(problem, planned(actual).plan());
    }

    /// A ring of generated homes, some of which have less grid than they need or would like.
    private static CommunityProblem narrowRing(long seed, RecourseRule rule, JointMethod method) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        CommunityProblem wide = RandomCommunity.ofSize(seed, 9, INTERVALS, 12, rule);
        List<Member> members = new ArrayList<>();
        for (Member member : wide.members()) {
            double kw = member.nominalKw() * (0.4 + 1.2 * random.nextDouble());
            members.add(random.nextDouble() < 0.4
                    ? member.withLimits(new GridLimits(kw, random.nextBoolean() ? 0 : kw), member.realTime())
                    : member);
        }
        Promise promise = wide.promise();
        return wide.withMembers(members)
                .withPromise(new Promise(promise.epsilon(), promise.radius(), method));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aNarrowRingCostsWhatItCostsAsAWhole(long seed) {
        CommunityProblem problem = narrowRing(seed, RecourseRule.DIAGONAL, JointMethod.BONFERRONI);

        PlanOutcome actual = partwise(problem, 2);

        assertSameOptimum(problem, whole(problem), actual);
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void soItDoesWithACausalRule(long seed) {
        CommunityProblem problem = narrowRing(seed, RecourseRule.CAUSAL, JointMethod.BONFERRONI);

        PlanOutcome actual = partwise(problem, 2);

        assertSameOptimum(problem, whole(problem), actual);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void withTheJointConstraintItCostsNoMoreThanTheRescaledWhole(long seed) {
        CommunityProblem problem = narrowRing(seed, RecourseRule.DIAGONAL, JointMethod.JOINT_CVAR);

        PlanOutcome actual = partwise(problem, 2);

        PlanOutcome expected = whole(problem);
        assertEquals(expected instanceof PlanOutcome.Planned, actual instanceof PlanOutcome.Planned);
        if (expected instanceof PlanOutcome.Planned planned && planned.status() != PlanStatus.RELAXED) {
            double cents = planned.statistics().objectiveCents();
            assertTrue(planned(actual).statistics().objectiveCents() <= cents + 2e-6 * Math.max(1, Math.abs(
                    cents)));
            PlanAssert.assertPhysical(problem, planned(actual).plan());
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        CommunityProblem problem = narrowRing(7, RecourseRule.DIAGONAL, JointMethod.BONFERRONI);

        PlanOutcome alone = partwise(problem, 1);

        assertEquals(alone, partwise(problem, 2));
        assertEquals(alone, partwise(problem, 5));
    }

    private static Member home(String id, double demandKw, GridLimits grid) {
        double[] forecast = new double[INTERVALS];
        Arrays.fill(forecast, demandKw);
        EmpiricalDistribution errors = EmpiricalDistribution.of(new double[][]{{0.1, 0, -0.1, 0, 0.1, 0}, {
                -0.1, 0, 0.1, 0, -0.1, 0
        }});
        return new Member(id, 10, grid, new GridLimits(3, 3), Profile.of(forecast), errors, errors.supportBox(
                0.1), null, null);
    }

    private static EnergyPrices prices() {
        return new EnergyPrices(Profile.of(6, 8, 14, 10, 9, 7), Profile.of(9, 12, 20, 15, 12, 9),
                Profile.of(5, 6, 9, 7, 6, 5));
    }

    /// Eight homes in a row; the second may not export what it has too much of.
    private static CommunityProblem row(GridLimits second, double secondKw, GridLimits connection) {
        List<Member> members = new ArrayList<>();
        List<PeerLink> links = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            members.add(home("home-" + n, n == 1 ? secondKw : 2, n == 1 ? second : WIDE));
            if (n > 0) {
                links.add(new PeerLink("home-" + (n - 1), "home-" + n, 1.5, 0.5, 0.01));
            }
        }
        return new CommunityProblem(1, prices(), members, links, connection,
                new Promise(0.1, 0.001, JointMethod.BONFERRONI), RecourseRule.DIAGONAL, 0);
    }

    @Test
    void onlyThoseWhoTradeArePlannedTogether() {
        CommunityProblem problem = row(new GridLimits(50, 0), -2.5, GridLimits.NONE);

        PlanOutcome.Planned actual = planned(partwise(problem, 1));

        PlanOutcome.Planned expected = planned(whole(problem));
        assertSameOptimum(problem, expected, actual);
        assertTrue(actual.plan().member("home-1").peers().getFirst().giveKw().get(2) > 1);
        assertTrue(actual.statistics().variables() < expected.statistics().variables());
        assertTrue(actual.statistics().gap() <= 1e-6);
    }

    @Test
    void whoCannotDoWithoutNeighboursIsJoinedWithThem() {
        CommunityProblem problem = row(new GridLimits(1, 0), 2, GridLimits.NONE);

        PlanOutcome.Planned actual = planned(partwise(problem, 1));

        assertEquals(PlanStatus.OPTIMAL, actual.status());
        assertSameOptimum(problem, whole(problem), actual);
        assertTrue(actual.statistics().rounds() > 1);
    }

    @Test
    void aConnectionThatBindsIsKept() {
        CommunityProblem problem = row(WIDE, -20, new GridLimits(100, 3));

        PlanOutcome.Planned actual = planned(partwise(problem, 2));

        assertSameOptimum(problem, whole(problem), actual);
    }

    @Test
    void aConnectionThatDoesNotBindCostsNothing() {
        CommunityProblem free = row(WIDE, 2, GridLimits.NONE);
        CommunityProblem limited = row(WIDE, 2, new GridLimits(100, 3));

        PlanStatistics actual = planned(partwise(limited, 2)).statistics();

        assertEquals(planned(partwise(free, 2)).statistics(), actual);
    }

    @Test
    void aChargeOnTheCommonPeakIsPlannedAsAWhole() {
        CommunityProblem problem = row(WIDE, 2, GridLimits.NONE).withDemandCharge(new DemandCharge(20, 0,
                Double.POSITIVE_INFINITY));

        assertEquals(whole(problem), partwise(problem, 2));
    }

    /// Within the tolerance of what each pays or earns alone, but not of what is left of it together.
    @Test
    void whereCostsAndRevenuesCancelAWholeIsPlanned() {
        CommunityProblem problem = new CommunityProblem(1, prices(),
                List.of(home("buyer", 20, WIDE), home("seller", -20.5, WIDE)), List.of(), GridLimits.NONE,
                new Promise(0.1, 0.001, JointMethod.BONFERRONI), RecourseRule.DIAGONAL, 0);
        SolverSettings coarse = SolverSettings.defaults().withTolerances(1e-6, 1e-6);
        // Without a guess, which would leave no gap.
        ConicSolver interior = new InteriorOnly();
        double gap = Stream.concat(problem.members().stream().map(List::of), Stream.of(problem.members()))
                .map(members -> new ConicCommunityPlanner(interior).plan(problem.withMembers(members),
                        new PlannerSettings(coarse, 0.5, 100)))
                .mapToDouble(each -> planned(each).statistics().gap())
                .max()
                .orElseThrow();
        PlannerSettings settings = new PlannerSettings(coarse, 1.01 * gap, 100);

        PlanOutcome actual = new PartwisePlanner(() -> interior, 1).plan(problem, settings);

        PlanOutcome expected = new ConicCommunityPlanner(interior).plan(problem, settings);
        assertEquals(PlanStatus.OPTIMAL, planned(expected).status());
        assertEquals(expected, actual);
    }

    @Test
    void noTimeNoPlan() {
        AtomicLong now = new AtomicLong();
        SolverSettings hurried = SolverSettings.defaults()
                .withTimeLimit(Duration.ofNanos(5), () -> now.getAndIncrement());

        PlanOutcome actual = new PartwisePlanner(InteriorPointSolver::new, 1).plan(row(WIDE, 2,
                GridLimits.NONE), new PlannerSettings(hurried, 1e-6, 100));

        assertTrue(assertInstanceOf(PlanOutcome.Unplanned.class, actual).reason().contains("time limit"));
    }

    @Test
    void noThreadIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PartwisePlanner(InteriorPointSolver::new, 0));
    }

    /// What a closed link could spare, against the best of many trades.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aClosedLinkSparesWhatTheBestTradeDoes(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double limit = 4 * random.nextDouble();
        PeerLink link = new PeerLink("home-0", "home-1", limit, random.nextDouble(), seed % 2 == 0 ? 0 : 0.4);
        CommunityProblem problem = new CommunityProblem(0.5, prices(), List.of(home("home-0", 2, WIDE),
                home("home-1", 2, WIDE)), List.of(link), GridLimits.NONE,
                new Promise(0.1, 0.001, JointMethod.BONFERRONI), RecourseRule.DIAGONAL, 0);
        double[][] price = new double[2][INTERVALS];
        double most = 0;
        for (int t = 0; t < INTERVALS; t++) {
            price[0][t] = 4 * random.nextDouble();
            price[1][t] = 4 * random.nextDouble();
            double best = 0;
            for (int k = -1000; k <= 1000; k++) {
                double kw = limit * k / 1000;
                best = Math.max(best, (price[1][t] - price[0][t]) * kw - link.feeCentsPerKwh() * Math.abs(kw)
                        - link.wearCents() * kw * kw);
            }
            most += 0.5 * best;
        }

        double cents = new ClosedLinks(problem, new CommunityParts(problem), price).cents();

        assertEquals(most, cents, 1e-5);
        assertTrue(cents >= most - 1e-12);
    }

    /// A part whose bound is not one over all plans says so; its gap does not show it.
    @Test
    void whatAPartReservesIsSaidOfTheWhole() {
        CommunityProblem problem = RandomCommunity.ofSize(1, 3, 4, 8, RecourseRule.DIAGONAL);
        CommunityParts parts = new CommunityParts(problem);
        for (CommunityParts.Part part : parts.all()) {
            PlanOutcome.Planned own = assertInstanceOf(PlanOutcome.Planned.class,
                    TestPlans.solve(part.problem));
            part.take(new PlanOutcome.Planned(own.plan(), PlanStatus.FEASIBLE, "batteries stay still",
                    List.of(), own.statistics()));
        }

        PlanOutcome.Planned whole = new PartPlans(problem, parts).outcome(1e9);

        assertEquals(PlanStatus.FEASIBLE, whole.status());
        assertEquals("batteries stay still", whole.reason());
    }
}
