package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.RollingMoves.moved;
import static org.tavan.dro.RollingMoves.sample;
import static org.tavan.dro.RollingMoves.setPrices;
import static org.tavan.dro.RollingMoves.slide;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.SolverSettings;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.Commitment;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.SupportBox;

/// Plans made from the one before, beside plans made anew.
class RollingPlannerTest {
    private static final PlannerSettings TIGHT = new PlannerSettings(SolverSettings.defaults(), 1e-8, 100);
    private static final double MARGIN = 0.2;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static RollingPlanner planner(CommunityProblem problem, PlannerSettings settings) {
        return RollingPlanner.withSupportMargin(problem, settings, MARGIN);
    }

    /// A sample near the samples of the start, cut to a support that stays.
    private static double[] sampleInside(Member member, RandomGenerator random) {
        SupportBox box = (SupportBox) member.supportKw();
        double[] sample = sample(member, random);
        Arrays.setAll(sample, t -> Math.clamp(sample[t], box.low().get(t), box.high().get(t)));
        return sample;
    }

    /// The same cost as a plan made anew, and a plan that stands every check from outside.
    private static void assertSameAsAnew(RollingPlanner planner) {
        CommunityProblem problem = planner.problem();
        PlanOutcome.Planned anew = assertInstanceOf(PlanOutcome.Planned.class,
                new ConicCommunityPlanner(new InteriorPointSolver()).plan(problem, TIGHT));
        PlanOutcome.Planned rolled = assertInstanceOf(PlanOutcome.Planned.class, planner.plan());
        double cents = anew.statistics().objectiveCents();
        double tolerance = 1e-8 * Math.max(1, Math.abs(cents));

        assertEquals(anew.status(), rolled.status());
        assertEquals(cents, planner.costCents(), tolerance);
        assertEquals(cents, rolled.statistics().objectiveCents(), tolerance);
        if (rolled.status() == PlanStatus.OPTIMAL) {
            PlanAssert.assertPhysical(problem, rolled.plan());
            assertTrue(rolled.plan().worstCaseViolation() <= problem.promise().epsilon() + 1e-9);
        }
    }

    private static void assertValuesOfPlan(RollingPlanner planner) {
        CommunityPlan plan = assertInstanceOf(PlanOutcome.Planned.class, planner.plan()).plan();
        for (int n = 0; n < plan.members().size(); n++) {
            MemberPlan own = plan.members().get(n);
            for (int t = 0; t < own.marginKw().length(); t++) {
                assertEquals(own.gridImportKw().get(t) - own.gridExportKw().get(t), planner.exchangeKw(n, t),
                        1e-6);
                assertEquals(own.plannedRealTimeKw().get(t), planner.plannedRealTimeKw(n, t), 1e-6);
                assertEquals(own.chargeKw().get(t), planner.chargeKw(n, t), 1e-6);
                assertEquals(own.dischargeKw().get(t), planner.dischargeKw(n, t), 1e-6);
                assertEquals(own.recourse().gainKw(t, t), planner.gainKw(n, t), 2e-5);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPlanFromTheOneBeforeCostsWhatOneMadeAnewDoes(long seed) {
        CommunityProblem start = RandomCommunity.of(seed, 8, 12, RecourseRule.DIAGONAL, seed % 4 != 0);
        RandomGenerator random = new SplittableRandom(seed);
        RollingPlanner planner = planner(start, TIGHT);

        int fellBack = 0;
        for (int step = 0; step <= 30; step++) {
            planner.replan();

            fellBack += planner.fellBack() ? 1 : 0;
            if (step % 10 == 0) {
                assertSameAsAnew(planner);
                assertValuesOfPlan(planner);
            }
            slide(planner, start, random);
            if (step % 3 == 0) {
                setPrices(planner, start, random);
            }
        }
        assertTrue(fellBack <= 6, "fell back " + fellBack);
    }

    private static CommunityProblem shared() {
        return SharedCommunity.read("dro-community-10.json", 0.9, 0.005, RecourseRule.DIAGONAL);
    }

    @Test
    void theRecordedCommunityIsPlannedFromThePlanBeforeForThreeHundredWindows() {
        CommunityProblem start = shared();
        RandomGenerator random = new SplittableRandom(1);
        RollingPlanner planner = planner(start, TIGHT);
        planner.replan();
        int anew = 0;

        for (int step = 1; step <= 300; step++) {
            slide(planner, start, random);
            assertEquals(RollingPlanner.Status.OPTIMAL, planner.replan());
            anew += planner.startedAnew() ? 1 : 0;
            assertFalse(planner.fellBack());
            if (step % 10 == 0) {
                assertSameAsAnew(planner);
            }
        }
        assertTrue(anew <= 15, "anew " + anew);
    }

    static LongStream fewSeeds() {
        return LongStream.range(10, 13);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void whereTheEndsOfTheSupportMoveNoWindowOfTheRecordedCommunityStartsAnew(long seed) {
        CommunityProblem start = shared();
        RandomGenerator random = new SplittableRandom(seed);
        RollingPlanner planner = planner(start, PlannerSettings.defaults());
        planner.replan();
        int factorisations = 0;

        for (int step = 1; step <= 400; step++) {
            slide(planner, start, random);
            planner.replan();

            factorisations += planner.iterations();
            assertFalse(planner.startedAnew());
            assertFalse(planner.fellBack());
            if (step % 20 == 0) {
                assertSameAsAnew(planner);
            }
        }
        assertTrue(factorisations <= 1.2 * 400 * start.members().size(), "factorisations " + factorisations);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void whereTheSupportStaysEveryWindowIsTheColdPlanOfTheSameSamples(long seed) {
        CommunityProblem start = shared();
        RandomGenerator random = new SplittableRandom(seed);
        RollingPlanner planner = new RollingPlanner(start, PlannerSettings.defaults());
        planner.replan();

        for (int step = 1; step <= 300; step++) {
            for (int n = 0; n < start.members().size(); n++) {
                Member member = start.members().get(n);
                planner.slide(n, sampleInside(member, random));
                planner.setForecast(n, moved(member.forecastKw().toArray(), random, 0.02));
            }
            assertEquals(RollingPlanner.Status.OPTIMAL, planner.replan());

            assertFalse(planner.startedAnew());
            if (step % 20 == 0) {
                assertSameAsAnew(planner);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theCertificateOfAReplanIsThatOfThePlan(long seed) {
        CommunityProblem start = RandomCommunity.of(seed, 8, 12, RecourseRule.DIAGONAL, seed % 4 != 0);
        RandomGenerator random = new SplittableRandom(seed);
        RollingPlanner planner = planner(start, TIGHT);

        for (int step = 0; step < 5; step++) {
            planner.replan();
            double certified = planner.worstCaseViolation();

            PlanOutcome.Planned plan = assertInstanceOf(PlanOutcome.Planned.class, planner.plan());
            assertEquals(plan.plan().worstCaseViolation(), certified, 1e-6);
            slide(planner, start, random);
        }
    }

    private static double[][][] samples(CommunityProblem start, int windows, RandomGenerator random) {
        double[][][] samples = new double[windows][start.members().size()][];
        for (double[][] window : samples) {
            Arrays.setAll(window, n -> sample(start.members().get(n), random));
        }
        return samples;
    }

    private static long allocated(RollingPlanner planner, double[][][] samples, double[][] forecastsKw,
            double[] prices) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        double sum = 0;
        for (int w = 0; w < samples.length; w++) {
            for (int n = 0; n < forecastsKw.length; n++) {
                planner.slide(n, samples[w][n]);
                planner.setForecast(n, forecastsKw[n]);
                sum += planner.exchangeKw(n, 0) + planner.gainKw(n, 0) + planner.marginKw(n, 0)
                        + planner.chargeKw(n, 0) + planner.dischargeKw(n, 0);
            }
            planner.setPrices(prices, prices, prices);
            planner.replan();
            sum += planner.costCents() + planner.boundCents() + planner.gap();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(Double.isFinite(sum));
        return allocated;
    }

    @Test
    void theNextWindowAllocatesNothing() {
        CommunityProblem start = RandomCommunity.ofSize(2, 4, 8, 12, RecourseRule.DIAGONAL);
        RollingPlanner planner = planner(start, PlannerSettings.defaults());
        planner.replan();
        double[][][] samples = samples(start, 40, new SplittableRandom(3));
        double[][] forecasts = start.members()
                .stream()
                .map(member -> member.forecastKw().toArray())
                .toArray(double[][]::new);
        double[] prices = start.prices().realTimeBuyCentsPerKwh().toArray();
        allocated(planner, samples, forecasts, prices);

        // The virtual machine itself allocates a little now and then while it compiles: one run of 40 windows without is proof enough.
        long allocated = LongStream.generate(() -> allocated(planner, samples, forecasts, prices))
                .limit(5)
                .min()
                .orElseThrow();

        assertFalse(planner.fellBack());
        assertEquals(0, allocated);
    }

    @Test
    void theSameHistoryGivesTheSameBytes() {
        CommunityProblem start = RandomCommunity.ofSize(4, 3, 8, 12, RecourseRule.DIAGONAL);
        double[][][] samples = samples(start, 30, new SplittableRandom(5));
        RollingPlanner first = planner(start, PlannerSettings.defaults());
        RollingPlanner second = planner(start, PlannerSettings.defaults());

        for (double[][] window : samples) {
            for (int n = 0; n < window.length; n++) {
                first.slide(n, window[n]);
                second.slide(n, window[n]);
            }
            first.replan();
            second.replan();

            assertEquals(first.costCents(), second.costCents());
            assertEquals(first.plan(), second.plan());
        }
    }

    @Test
    void whatCannotBeMetIsPlannedRelaxedAndTheWayBackIsFound() {
        CommunityProblem start = RandomCommunity.ofSize(6, 2, 8, 12, RecourseRule.DIAGONAL);
        RollingPlanner planner = planner(start, TIGHT);
        assertEquals(RollingPlanner.Status.OPTIMAL, planner.replan());
        double before = planner.costCents();
        double[] forecast = start.members().getFirst().forecastKw().toArray();
        double[] impossible = forecast.clone();
        impossible[3] += 1000;

        planner.setForecast(0, impossible);
        assertEquals(RollingPlanner.Status.RELAXED, planner.replan());
        assertTrue(planner.fellBack());
        PlanOutcome.Planned relaxed = assertInstanceOf(PlanOutcome.Planned.class, planner.plan());
        assertFalse(relaxed.slacks().isEmpty());
        assertEquals(relaxed.plan().members().getFirst().marginKw().get(3), planner.marginKw(0, 3));

        planner.setForecast(0, forecast);
        assertEquals(RollingPlanner.Status.OPTIMAL, planner.replan());
        assertFalse(planner.fellBack());
        assertEquals(before, planner.costCents(), 1e-8 * Math.max(1, Math.abs(before)));
        assertSameAsAnew(planner);
    }

    @Test
    void committedExchangeIsPartOfTheCost() {
        CommunityProblem open = RandomCommunity.ofSize(8, 3, 8, 12, RecourseRule.DIAGONAL);
        CommunityPlan plan = assertInstanceOf(PlanOutcome.Planned.class,
                new ConicCommunityPlanner(new InteriorPointSolver()).plan(open, TIGHT)).plan();
        CommunityProblem start = open.withMembers(open.members()
                .stream()
                .map(member -> member.withCommitment(new Commitment(
                        plan.member(member.id()).gridImportKw(), plan.member(member.id()).gridExportKw())))
                .toList());
        RandomGenerator random = new SplittableRandom(9);
        RollingPlanner planner = planner(start, TIGHT);

        for (int step = 0; step < 12; step++) {
            planner.replan();
            if (step % 3 == 0) {
                assertSameAsAnew(planner);
            }
            for (int n = 0; n < start.members().size(); n++) {
                planner.slide(n, sample(start.members().get(n), random));
            }
            setPrices(planner, start, random);
        }
    }

    @Test
    void whereTheSupportStaysASampleOutsideIsRefused() {
        CommunityProblem start = RandomCommunity.ofSize(6, 2, 8, 12, RecourseRule.DIAGONAL);
        RollingPlanner planner = new RollingPlanner(start, TIGHT);
        double[] outside = start.members().getFirst().residualKw().sample(0).toArray();
        outside[2] = 1000;
        CommunityProblem before = planner.problem();

        var refusal = assertThrows(IllegalArgumentException.class, () -> planner.slide(0, outside));

        assertTrue(String.valueOf(refusal.getMessage()).contains("interval 2"), refusal.toString());
        assertEquals(before, planner.problem());
    }

    @Test
    void aPlanIsNotReadOnceSomethingHasChanged() {
        CommunityProblem start = RandomCommunity.ofSize(6, 2, 8, 12, RecourseRule.DIAGONAL);
        RollingPlanner planner = planner(start, TIGHT);
        planner.replan();

        planner.setForecast(0, start.members().getFirst().forecastKw().toArray());

        assertThrows(IllegalStateException.class, planner::plan);
    }

    @Test
    void anotherRuleIsRefused() {
        CommunityProblem causal = RandomCommunity.ofSize(6, 2, 8, 12, RecourseRule.CAUSAL);

        assertThrows(IllegalArgumentException.class, () -> new RollingPlanner(causal, TIGHT));
    }
}
