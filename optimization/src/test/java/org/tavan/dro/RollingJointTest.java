package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.RollingMoves.sample;
import static org.tavan.dro.RollingMoves.setPrices;
import static org.tavan.dro.RollingMoves.slide;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.SolverSettings;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// Joint promises planned from the plan before, beside plans made anew at the same scaling.
class RollingJointTest {
    private static final PlannerSettings TIGHT = new PlannerSettings(SolverSettings.defaults(), 1e-8, 100);
    private static final double MARGIN = 0.2;
    private static final RiskAllocation ALLOCATION = RiskAllocation.byMethod();

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static CommunityProblem joint(CommunityProblem problem) {
        return ConicCommunityPlanner.withMethod(problem, JointMethod.JOINT_CVAR);
    }

    /// {@return the plan that the rounds of `ConicCommunityPlanner` find anew, as one program, at the scalings of a planner}
    private static RoundSolver.Result.Found anewAtScalingOf(RollingPlanner planner) {
        CommunityProblem problem = planner.problem();
        List<DiagonalProgram> rules = new ArrayList<>();
        for (int n = 0; n < problem.members().size(); n++) {
            Member member = problem.members().get(n);
            SupportBox box = (SupportBox) member.supportKw().dividedBy(member.nominalKw());
            WassersteinBall ball = new WassersteinBall(
                    Math.min(problem.promise().radius(), box.diameter(Norm.ONE)), Norm.ONE,
                    member.residualKw().dividedBy(member.nominalKw()), box);
            rules.add(new DiagonalProgram(member.nominalKw(), problem.intervals(), member.realTime(),
                    member.commitment() != null,
                    new JointPromise(member.nominalKw(), member.realTime(), ball,
                            problem.promise().epsilon(), planner.scaling(n)),
                    new BoxCost(ball, problem.stepHours(), problem.prices())));
        }
        CommunityModel model = new CommunityModel(problem, ALLOCATION, rules);
        return assertInstanceOf(RoundSolver.Result.Found.class,
                new RoundSolver(model, new InteriorPointSolver(), TIGHT)
                        .solve(new CommunityProgram.Options(false, 0)));
    }

    private static void assertSameAsAnew(RollingPlanner planner) {
        CommunityProblem problem = planner.problem();
        RoundSolver.Result.Found anew = anewAtScalingOf(planner);
        double tolerance = 1e-6 * Math.max(1, Math.abs(anew.cents()));

        assertEquals(anew.cents(), planner.costCents(), tolerance);
        assertTrue(planner.boundCents() <= anew.cents() + tolerance);
        PlanOutcome.Planned rolled = assertInstanceOf(PlanOutcome.Planned.class, planner.plan());
        assertEquals(PlanStatus.OPTIMAL, rolled.status(), rolled.reason());
        assertEquals(planner.costCents(), rolled.statistics().objectiveCents(), tolerance);
        PlanAssert.assertPhysical(problem, rolled.plan());
        assertTrue(rolled.plan().worstCaseViolation() <= problem.promise().epsilon() + 1e-9);
        assertEquals(rolled.plan().worstCaseViolation(), planner.worstCaseViolation(), 1e-6);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPlanFromTheOneBeforeCostsWhatOneMadeAnewAtTheSameScalingDoes(long seed) {
        CommunityProblem start = joint(
                RandomCommunity.of(seed, 8, 12, RecourseRule.DIAGONAL, seed % 4 != 0));
        RandomGenerator random = new SplittableRandom(seed);
        RollingPlanner planner = RollingPlanner.withSupportMargin(start, TIGHT, MARGIN);
        int fellBack = 0;

        for (int step = 0; step <= 30; step++) {
            RollingPlanner.Status status = planner.replan();

            fellBack += planner.fellBack() ? 1 : 0;
            if (!planner.fellBack()) {
                assertEquals(RollingPlanner.Status.OPTIMAL, status);
                assertTrue(planner.gap() <= 1e-8, "gap " + planner.gap());
                assertTrue(planner.worstCaseViolation() <= start.promise().epsilon() + 1e-9);
                if (step % 5 == 0) {
                    assertSameAsAnew(planner);
                }
            }
            slide(planner, start, random);
            if (step % 3 == 0) {
                setPrices(planner, start, random);
            }
        }
        assertTrue(fellBack <= 6, "fell back " + fellBack);
    }

    private static CommunityProblem shared() {
        return joint(SharedCommunity.read("dro-community-10.json", 0.05, 0.001, RecourseRule.DIAGONAL));
    }

    @Test
    void theRecordedCommunityCostsAboutWhatAPlanMadeAnewAtAScalingOfItsOwnDoes() {
        CommunityProblem start = shared();
        RandomGenerator random = new SplittableRandom(1);
        RollingPlanner planner = RollingPlanner.withSupportMargin(start, PlannerSettings.defaults(), MARGIN);
        planner.replan();
        double rolled = 0;
        double anew = 0;

        for (int step = 1; step <= 100; step++) {
            slide(planner, start, random);
            assertEquals(RollingPlanner.Status.OPTIMAL, planner.replan());
            assertFalse(planner.fellBack());
            assertTrue(planner.worstCaseViolation() <= start.promise().epsilon() + 1e-9);
            if (step % 10 == 0) {
                assertSameAsAnew(planner);
                rolled += planner.costCents();
                anew += assertInstanceOf(PlanOutcome.Planned.class,
                        new PartwisePlanner().plan(planner.problem(), PlannerSettings.defaults()))
                        .statistics()
                        .objectiveCents();
            }
        }
        assertTrue(rolled <= 1.01 * anew, "rolled %s, anew %s".formatted(rolled, anew));
    }

    /// Bytes that a window took which made no program, and how many did not.
    private record Quiet(int windows, long bytes) {}

    private static Quiet quiet(RollingPlanner planner, CommunityProblem start, double[][][] samples) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int windows = 0;
        long bytes = 0;
        for (double[][] window : samples) {
            int programs = planner.programs();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int n = 0; n < window.length; n++) {
                planner.slide(n, window[n]);
            }
            planner.replan();
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertFalse(planner.fellBack());
            assertTrue(planner.worstCaseViolation() <= start.promise().epsilon() + 1e-9);
            boolean isQuiet = planner.programs() == programs;
            windows += isQuiet ? 1 : 0;
            bytes += isQuiet ? allocated : 0;
        }
        return new Quiet(windows, bytes);
    }

    @Test
    void theNextWindowAllocatesNothingUnlessItMakesAnotherProgramAndFewDo() {
        CommunityProblem start = shared();
        RandomGenerator random = new SplittableRandom(3);
        double[][][] samples = new double[100][start.members().size()][];
        for (double[][] window : samples) {
            Arrays.setAll(window, n -> sample(start.members().get(n), random));
        }
        RollingPlanner planner = RollingPlanner.withSupportMargin(start, PlannerSettings.defaults(), MARGIN);
        planner.replan();
        quiet(planner, start, samples);

        // The virtual machine itself allocates a little now and then while it compiles: one run of 100 windows without is proof enough.
        List<Quiet> runs = Stream.generate(() -> quiet(planner, start, samples)).limit(5).toList();

        assertEquals(0, runs.stream().mapToLong(Quiet::bytes).min().orElseThrow(), runs.toString());
        assertTrue(runs.stream().allMatch(run -> run.windows() >= 80), runs.toString());
    }

    @Test
    void theSameHistoryGivesTheSameBytes() {
        CommunityProblem start = joint(RandomCommunity.ofSize(4, 3, 8, 30, RecourseRule.DIAGONAL));
        RollingPlanner first = RollingPlanner.withSupportMargin(start, TIGHT, MARGIN);
        RollingPlanner second = RollingPlanner.withSupportMargin(start, TIGHT, MARGIN);

        for (long step = 0; step < 20; step++) {
            slide(first, start, new SplittableRandom(step));
            slide(second, start, new SplittableRandom(step));
            first.replan();
            second.replan();

            assertEquals(first.costCents(), second.costCents());
            assertEquals(first.plan(), second.plan());
        }
    }

    @Test
    void whatCannotBeMetIsPlannedRelaxedAndTheWayBackIsFound() {
        CommunityProblem start = joint(RandomCommunity.ofSize(6, 2, 8, 12, RecourseRule.DIAGONAL));
        RollingPlanner planner = RollingPlanner.withSupportMargin(start, TIGHT, MARGIN);
        assertEquals(RollingPlanner.Status.OPTIMAL, planner.replan());
        double[] forecast = start.members().getFirst().forecastKw().toArray();
        double[] impossible = forecast.clone();
        impossible[3] += 1000;

        planner.setForecast(0, impossible);
        assertEquals(RollingPlanner.Status.RELAXED, planner.replan());
        assertTrue(planner.fellBack());

        planner.setForecast(0, forecast);
        assertEquals(RollingPlanner.Status.OPTIMAL, planner.replan());
        assertFalse(planner.fellBack());
        assertSameAsAnew(planner);
    }
}
