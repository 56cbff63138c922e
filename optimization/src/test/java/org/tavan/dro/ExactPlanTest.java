package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.JointPlanTest.with;
import static org.tavan.dro.TestPlans.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.SolverSettings;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.WholeSpace;

/// Plans under the exact joint promise, against all subsets, HiGHS, the other methods and the certificate.
class ExactPlanTest {
    private static final double[] EPSILONS = {0.05, 0.25, 0.45, 0.7};
    private static final Norm[] NORMS = {Norm.ONE, Norm.INFINITY};
    private static final double[] RADII = {0, 0.001, 0.01, 0.05, 0.3};

    private static CommunityProblem exact(long seed, int members, int intervals, int samples) {
        CommunityProblem problem = RandomCommunity.of(seed, intervals, samples, RecourseRule.DIAGONAL, false);
        List<Member> some = problem.members().subList(0, Math.min(members, problem.members().size()));
        List<String> ids = some.stream().map(Member::id).toList();
        return new CommunityProblem(problem.stepHours(), problem.prices(), some, problem.peerLinks()
                .stream()
                .filter(link -> ids.contains(link.firstId()) && ids.contains(link.secondId()))
                .toList(), problem.connection(),
                new Promise(EPSILONS[(int) (seed % 4)],
                        RADII[(int) (seed / 4 % 5)], JointMethod.EXACT),
                RecourseRule.DIAGONAL, 0);
    }

    private static void assertCents(double expected, double actual, String what) {
        assertEquals(expected, actual, 1e-6 * Math.max(1, Math.abs(expected)), what);
    }

    private static void assertKept(CommunityProblem problem, CommunityPlan plan) {
        assertTrue(plan.worstCaseViolation() <= problem.promise().epsilon() + 1e-9,
                () -> "violation " + plan.worstCaseViolation());
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static double bestOfAllSubsets(CommunityProblem problem, CommunityPlan plan) {
        double least = Double.POSITIVE_INFINITY;
        for (long bits = 0; bits < 1L << FullExactPromise.binaries(problem); bits++) {
            HighsProgram program = new HighsProgram();
            OptionalDouble cents = new FullProgram(program, problem, 1, false, null)
                    .with(new FullExactPromise(program, plan, bits))
                    .optimum();
            least = Math.min(least, cents.orElse(least));
        }
        return least;
    }

    private static void assertOptimum(double cents, CommunityProblem problem, PlanOutcome.Planned planned) {
        if (cents == Double.POSITIVE_INFINITY) {
            assertEquals(PlanStatus.RELAXED, planned.status());
            return;
        }
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertCents(cents, planned.statistics().objectiveCents(), "cost");
        assertCents(cents, planned.statistics().boundCents(), "bound");
        assertKept(problem, planned.plan());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itCostsWhatTheBestOfAllSubsetsCosts(long seed) {
        CommunityProblem problem = exact(seed, 1, 2, 5);

        PlanOutcome.Planned planned = plan(problem);

        assertOptimum(bestOfAllSubsets(problem, planned.plan()), problem, planned);
        PlanAssert.assertPhysical(problem, planned.plan());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 15})
    void withoutABoxItIsTheBestOfAllSubsetsToo(long seed) {
        CommunityProblem problem = JointPlanTest.unbounded(seed, NORMS[(int) (seed % 2)], JointMethod.EXACT);
        problem = problem.withPromise(problem.promise().withEpsilon(EPSILONS[(int) (seed % 4)]));

        PlanOutcome.Planned planned = plan(problem);

        double cents = bestOfAllSubsets(problem, planned.plan());
        assertCents(cents, planned.statistics().objectiveCents(), "cost");
        assertTrue(planned.statistics().boundCents() <= cents + 1e-6 * Math.max(1, Math.abs(cents)), "bound");
        assertKept(problem, planned.plan());
    }

    static LongStream many() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("many")
    void itCostsWhatTheMixedIntegerProgramCosts(long seed) {
        CommunityProblem problem = exact(seed, 2, 3, 8);
        HighsProgram program = new HighsProgram();

        PlanOutcome.Planned planned = plan(problem);

        assertOptimum(new FullProgram(program, problem, 1, false, null)
                .with(new FullExactPromise(program, planned.plan(), null))
                .optimum()
                .orElse(Double.POSITIVE_INFINITY), problem, planned);
    }

    static LongStream few() {
        return LongStream.range(0, 20);
    }

    /// With wear, trades and flexible load.
    private static CommunityProblem small(long seed, int intervals, int samples) {
        return RandomCommunity.ofSize(seed, 2, intervals, samples, RecourseRule.DIAGONAL)
                .withPromise(new Promise(0.2, RADII[(int) (seed % 4)], JointMethod.EXACT));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void noOtherMethodIsCheaper(long seed) {
        CommunityProblem problem = small(seed, 6, 18);
        double others = Math.min(cents(problem, JointMethod.JOINT_CVAR),
                cents(problem, JointMethod.BONFERRONI));

        PlanOutcome.Planned planned = plan(problem);

        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertTrue(planned.statistics().objectiveCents() <= others + 1e-6, () -> "above " + others);
        assertKept(problem, planned.plan());
        PlanAssert.assertPhysical(problem, planned.plan());
    }

    private static double cents(CommunityProblem problem, JointMethod method) {
        return plan(with(problem, method)).statistics().objectiveCents();
    }

    /// The cheaper plan uses what the promise allows: where a margin has a price and something is given up, nothing is left of `ε`.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void wherePartOfEpsilonSparesMoneyAllOfItIsUsed(long seed) {
        CommunityProblem problem = small(seed, 4, 10);

        PlanOutcome.Planned planned = plan(problem);

        for (MemberPlan member : planned.plan().members()) {
            double price = IntStream.range(0, 4).mapToDouble(t -> member.shadowPrices().risk().get(t)).sum();
            boolean gains = problem.promise().radius() > 0 && member.worstCaseViolation() > 0 && price > 1e-6;
            assertTrue(!gains || member.worstCaseViolation() >= 0.2 - 1e-4, member::toString);
        }
    }

    /// The conditional value at risk of so small a tail is the maximum.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void withoutARadiusAndWithFewerThanOneSampleToGiveUpItIsRobustOverTheSamples(long seed) {
        CommunityProblem problem = small(seed, 4, 10).withPromise(new Promise(0.05, 0, JointMethod.EXACT));

        double cents = cents(problem, JointMethod.EXACT);

        assertCents(cents(problem, JointMethod.JOINT_CVAR), cents, "cost");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void aSmallRadiusCostsLittleMoreThanNone(long seed) {
        CommunityProblem problem = withoutRealTime(seed, 4, 10, new Promise(0.25, 0, JointMethod.EXACT));
        double none = cents(problem, JointMethod.EXACT);

        double some = cents(problem.withPromise(new Promise(0.25, 1e-8, JointMethod.EXACT)),
                JointMethod.EXACT);

        assertTrue(none <= some + 1e-6 && some <= none + 1e-3, none + " " + some);
    }

    /// Margins alone: no assets, and no rule.
    static CommunityProblem withoutRealTime(long seed, int intervals, int samples, Promise promise) {
        CommunityProblem problem = RandomCommunity.ofSize(seed, 1, intervals, samples, RecourseRule.DIAGONAL);
        Member some = problem.members().getFirst();
        Member member = new Member(some.id(), some.nominalKw(), new GridLimits(1000, 1000),
                new GridLimits(0, 0),
                some.forecastKw(), some.residualKw(), some.supportKw(), null, null);
        return problem.withMembers(List.of(member)).withPromise(promise);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void theRestOfTheDayKeepsTheExactPromise(long seed) {
        CommunityProblem day = small(seed, 5, 10);
        CommunityProblem later = TestPlans.rest(day, plan(day).plan(), 2);
        CommunityProblem rest = TestPlans.with(later, later.members(), later.peerLinks(), later.prices(), 0.2,
                0);

        PlanOutcome.Planned planned = plan(rest);

        PlanAssert.assertPhysical(rest, planned.plan());
        if (planned.status() == PlanStatus.RELAXED) {
            assertEquals(PlanStatus.RELAXED, plan(with(rest, JointMethod.JOINT_CVAR)).status());
            return;
        }
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertKept(rest, planned.plan());
    }

    /// A day of hours and ninety correlated samples without a support: as on any such data, Bonferroni costs several times the others.
    @Test
    void onBareMarginsBonferroniIsByFarTheDearestAndExactTheCheapest() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        double[][] residualKw = new double[90][24];
        for (double[] row : residualKw) {
            for (int t = 0; t < row.length; t++) {
                row[t] = (t > 0 ? 0.7 * row[t - 1] : 0) + 2.5 * random.nextGaussian();
            }
        }
        Member member = new Member("home", 10, new GridLimits(1e4, 1e4), new GridLimits(0, 0),
                TestPlans.constant(24, 0), EmpiricalDistribution.of(residualKw), new WholeSpace(24), null,
                null);
        CommunityProblem problem = TestPlans
                .problem(TestPlans.flatPrices(24, 1, 2, 1), List.of(member), List.of(), 0)
                .withPromise(new Promise(0.05, 0.001, JointMethod.EXACT));
        double joint = cents(problem, JointMethod.JOINT_CVAR);

        PlanOutcome.Planned planned = plan(problem);

        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertTrue(planned.statistics().objectiveCents() < 0.99 * joint, () -> "joint " + joint);
        assertTrue(cents(problem, JointMethod.BONFERRONI) > 2 * joint, () -> "joint " + joint);
        assertEquals(0.05, planned.plan().worstCaseViolation(), 1e-6);
    }

    @Test
    void aSearchThatIsStoppedSaysHowFarItIs() {
        CommunityProblem problem = small(5, 6, 20);
        CommunityModel model = new CommunityModel(problem, RiskAllocation.byMethod());
        CommunityModel start = new CommunityModel(with(problem, JointMethod.JOINT_CVAR),
                RiskAllocation.byMethod());
        PlannerSettings settings = PlannerSettings.defaults();
        RoundSolver rounds = new RoundSolver(model, new InteriorPointSolver(), settings);
        PlanDraft draft = assertInstanceOf(RoundSolver.Result.Found.class,
                rounds.forModel(start).solve(new CommunityProgram.Options(false, 0))).draft();
        double optimum = cents(problem, JointMethod.EXACT);

        RoundSolver.Result.Found found = new ExactSearch(model, rounds, settings.gapTolerance(), 3)
                .cheapest(draft);

        assertNotNull(found);
        assertTrue(found.gap() > 1e-3, () -> "gap " + found.gap());
        assertTrue(found.boundCents() <= optimum + 1e-6, () -> "bound above " + optimum);
    }

    /// Turns of search and free rules are never dearer than the search with the rules of the convex plan, and cheaper where those rules were not made for the samples
    /// given up.
    @Test
    void otherRulesSpareMoneyAndNeverCostAny() {
        double spared = 0;
        for (long seed = 0; seed < 12; seed++) {
            CommunityProblem problem = small(seed, 4, 10);
            CommunityModel model = new CommunityModel(problem, RiskAllocation.byMethod());
            RoundSolver rounds = new RoundSolver(model, new InteriorPointSolver(),
                    PlannerSettings.defaults());
            RoundSolver convex = rounds.forModel(new CommunityModel(with(problem, JointMethod.JOINT_CVAR),
                    RiskAllocation.byMethod()));
            RoundSolver.Result.Found start = assertInstanceOf(RoundSolver.Result.Found.class,
                    convex.solve(new CommunityProgram.Options(false, 0)));
            double fixed = Objects.requireNonNull(
                    new ExactSearch(model, rounds, 1e-6, ExactSearch.NODES_MAX).cheapest(start.draft()))
                    .cents();

            double free = cents(problem, JointMethod.EXACT);

            assertTrue(free <= fixed + 1e-5 * Math.max(1, Math.abs(fixed)), free + " above " + fixed);
            spared += fixed - free;
        }
        assertTrue(spared > 0.1, "spared " + spared);
    }

    @Test
    void noTimeIsNoPlan() {
        long[] now = {0};
        PlannerSettings settings = new PlannerSettings(
                SolverSettings.defaults().withTimeLimit(Duration.ofNanos(1), () -> now[0]++), 1e-6, 100);

        PlanOutcome outcome = new ConicCommunityPlanner(new InteriorPointSolver()).plan(small(5, 6, 20),
                settings);

        assertInstanceOf(PlanOutcome.Unplanned.class, outcome);
    }

    @Test
    void whatIsTooLargeOrHasNoExactFormIsRefusedWithWhatToUse() {
        String large = TestPlans.solve(small(0, 24, 60)).toString();
        String causal = TestPlans
                .solve(with(RandomCommunity.of(1, 4, 7, RecourseRule.CAUSAL, false), JointMethod.EXACT))
                .toString();

        assertTrue(large.contains("168 samples and intervals") && large.contains("JOINT_CVAR"), large);
        assertTrue(causal.contains("diagonal rule") && causal.contains("BONFERRONI"), causal);
    }
}
