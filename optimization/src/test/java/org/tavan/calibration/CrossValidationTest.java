package org.tavan.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.plan.CommunityPlanner;
import org.tavan.problem.CommunityProblem;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.market.EnergyPrices;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;

class CrossValidationTest {
    private static final double NOMINAL_KW = 10;
    private static final Profile RADII = Profile.of(0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05);
    private static final PlannerSettings SETTINGS = PlannerSettings.defaults();

    static LongStream seeds() {
        return LongStream.range(0, 5);
    }

    private static Profile constant(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return Profile.of(values);
    }

    private static CommunityProblem problem(double epsilon, EmpiricalDistribution... residuals) {
        int intervals = residuals[0].intervals();
        List<Member> members = new ArrayList<>();
        for (EmpiricalDistribution residual : residuals) {
            members.add(new Member("home-" + members.size(), NOMINAL_KW, new GridLimits(100, 100),
                    new GridLimits(1, 1), constant(intervals, 1), residual, residual.supportBox(0.5), null,
                    null));
        }
        EnergyPrices prices = new EnergyPrices(constant(intervals, 10), constant(intervals, 20),
                constant(intervals, 4));
        return new CommunityProblem(0.5, prices, members, List.of(), GridLimits.NONE,
                new Promise(epsilon, 0, JointMethod.BONFERRONI), RecourseRule.DIAGONAL, 0);
    }

    private static EmpiricalDistribution normal(RandomGenerator random, int days, int intervals) {
        double[][] samples = new double[days][];
        Arrays.setAll(samples, i -> random.doubles(intervals).map(u -> random.nextGaussian()).toArray());
        return EmpiricalDistribution.of(samples);
    }

    /// Day `i` has the residual `i` in its only interval.
    private static EmpiricalDistribution numbered(int days) {
        double[][] samples = new double[days][1];
        Arrays.setAll(samples, i -> new double[]{i});
        return EmpiricalDistribution.of(samples);
    }

    /// A planner without recourse whose margin is `1000 ρ`, whatever the samples: 1 kW and the margin at 10 ¢ for half an hour.
    private static CommunityPlanner simple(List<CommunityProblem> seen) {
        return (problem, settings) -> {
            seen.add(problem);
            Profile margin = constant(problem.intervals(), 1000 * problem.promise().radius());
            List<Member> certain = problem.members()
                    .stream()
                    .map(m -> new Member(m.id(), m.nominalKw(), m.grid(), new GridLimits(0, 0),
                            m.forecastKw(),
                            EmpiricalDistribution.of(List.of(margin)), new SupportBox(margin, margin), null,
                            null))
                    .toList();
            return new ConicCommunityPlanner(new InteriorPointSolver()).plan(problem.withMembers(certain),
                    settings);
        };
    }

    private static CrossValidation folds(Profile radii, int folds, int gapDays, Acceptance acceptance) {
        return new CrossValidation(radii, folds, gapDays, 0, acceptance);
    }

    @Test
    void noHeldOutDayAndNoneNextToItIsTrainedOn() {
        List<CommunityProblem> seen = new ArrayList<>();

        folds(Profile.of(0.5), 3, 1, new Acceptance.PointEstimate())
                .select(problem(0.1, numbered(10)), simple(seen), SETTINGS);

        List<List<Double>> trained = seen.stream()
                .map(p -> Arrays.stream(p.members().getFirst().residualKw().column(0)).boxed().toList())
                .toList();
        assertEquals(List.of(List.of(4.0, 5.0, 6.0, 7.0, 8.0, 9.0), List.of(0.0, 1.0, 7.0, 8.0, 9.0),
                List.of(0.0, 1.0, 2.0, 3.0, 4.0)), trained);
        assertEquals(new SupportBox(Profile.of(4 - 1), Profile.of(9 + 1)),
                seen.getFirst().members().getFirst().supportKw(), "made of the training days alone");
        assertEquals(0.5, seen.getFirst().promise().radius());
    }

    /// Of the days 0 to 9, a margin of 7 kW breaks 8 and 9, and one of 8 kW only 9.
    @Test
    void theCheapestRadiusThatKeepsThePromiseIsChosen() {
        CrossValidation validation = folds(Profile.of(0.006, 0.007, 0.008, 0.009), 5, 0,
                new Acceptance.PointEstimate());

        RadiusChoice choice = validation.select(problem(0.2, numbered(10)), simple(new ArrayList<>()),
                SETTINGS);

        assertTrue(choice.passed());
        assertEquals(0.007, choice.radius());
        assertEquals(List.of(0.3, 0.2, 0.1, 0.0),
                choice.scores().stream().map(s -> Math.round(10 * s.brokenFraction()) / 10.0).toList());
        assertEquals(5 * 8, choice.scores().get(1).cost(), 1e-5);
    }

    @Test
    void threeOfTenDaysAreThirtyPerCent() {
        CrossValidation validation = folds(Profile.of(0.006, 0.007), 5, 0, new Acceptance.PointEstimate());

        RadiusChoice choice = validation.select(problem(0.3, numbered(10)), simple(new ArrayList<>()),
                SETTINGS);

        assertEquals(0.006, choice.radius());
    }

    @Test
    void theWorstMemberDecides() {
        CommunityProblem problem = problem(0.2, numbered(10), numbered(10).dividedBy(2));
        CrossValidation validation = folds(Profile.of(0.004, 0.007), 5, 0, new Acceptance.PointEstimate());

        RadiusChoice choice = validation.select(problem, simple(new ArrayList<>()), SETTINGS);

        assertEquals(0.5, choice.scores().getFirst().brokenFraction(), 1e-12);
        assertEquals(0.007, choice.radius());
        assertEquals(2 * 5 * 8, choice.scores().getLast().cost(), 1e-5);
    }

    @Test
    void weightsCountInTheFrequency() {
        double[] weights = {1, 1, 1, 1, 1, 1, 1, 1, 0.5, 0.5};
        EmpiricalDistribution weighted = EmpiricalDistribution.of(
                IntStream.range(0, 10).mapToObj(i -> Profile.of(i)).toList(),
                Profile.of(weights));

        RadiusChoice choice = folds(Profile.of(0.007), 5, 0, new Acceptance.PointEstimate())
                .select(problem(0.2, weighted), simple(new ArrayList<>()), SETTINGS);

        assertEquals(1.0 / 9, choice.scores().getFirst().brokenFraction(), 1e-14);
    }

    @Test
    void confidenceNeedsDays() {
        Acceptance sure = new Acceptance.UpperLimit(0.95);
        Profile radii = Profile.of(0.06, 0.07);

        RadiusChoice few = folds(radii, 2, 0, sure).select(problem(0.05, numbered(58)),
                simple(new ArrayList<>()), SETTINGS);
        RadiusChoice enough = folds(radii, 2, 0, sure).select(problem(0.05, numbered(59)),
                simple(new ArrayList<>()), SETTINGS);

        assertFalse(few.passed());
        assertEquals(0.07, few.radius(), "the largest");
        assertTrue(few.reason().contains("No radius kept the promise"), few.reason());
        assertTrue(enough.passed());
        assertEquals(0.06, enough.radius());
    }

    @Test
    void aFoldWithoutAPlanDoesNotPass() {
        RadiusChoice choice = folds(Profile.of(0.1), 2, 0, new Acceptance.PointEstimate())
                .select(problem(0.2, numbered(10)), (_, _) -> new PlanOutcome.Unplanned("none"), SETTINGS);

        assertFalse(choice.passed());
        assertEquals(10, choice.scores().getFirst().unplannedDays());
        assertEquals(1, choice.scores().getFirst().brokenFraction(), 1e-12);
    }

    /// Without assets and with little real-time power a plan has exactly the margins it needs: the bare margins break the same days.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bareMarginsBreakTheDaysThatPlansBreak(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        CommunityProblem problem = problem(0.4, normal(random, 40, 3), normal(random, 40, 3));
        CrossValidation validation = folds(RADII, 4, 1, new Acceptance.PointEstimate());

        RadiusChoice planned = validation.select(problem,
                new ConicCommunityPlanner(new InteriorPointSolver()),
                SETTINGS);
        RadiusChoice bare = validation.selectByMargin(problem);

        assertEquals(planned.radius(), bare.radius());
        assertEquals(planned.passed(), bare.passed());
        for (int k = 0; k < RADII.length(); k++) {
            assertEquals(planned.scores().get(k).brokenFraction(), bare.scores().get(k).brokenFraction(),
                    1e-12);
            assertEquals(0, planned.scores().get(k).unplannedDays());
        }
        assertTrue(bare.scores().getFirst().brokenFraction() > 0);
    }

    /// Over many windows the chosen radius breaks about as few new days as promised, and no radius breaks more.
    @Test
    void theChosenRadiusHoldsOutOfSample() {
        double chosen = 0;
        double none = 0;
        int runs = 40;
        CrossValidation validation = folds(RADII, 5, 0, new Acceptance.PointEstimate());
        for (int run = 0; run < runs; run++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(run);
            CommunityProblem problem = problem(0.1, normal(random, 60, 6));
            Member member = problem.members().getFirst();
            EmpiricalDistribution fresh = normal(random, 1000, 6);
            double radius = validation.selectByMargin(problem).radius();
            chosen += broken(member, radius, fresh) / runs;
            none += broken(member, 0, fresh) / runs;
        }

        assertTrue(chosen <= 0.1, "chosen " + chosen);
        assertTrue(none > 0.085 && none > 1.2 * chosen, "none " + none + ", chosen " + chosen);
    }

    private static double broken(Member member, double radius, EmpiricalDistribution fresh) {
        double epsilon = 0.1 / fresh.intervals();
        Profile tail = member.residualKw().upperTail(epsilon);
        int broken = 0;
        for (int i = 0; i < fresh.count(); i++) {
            boolean any = false;
            for (int t = 0; t < fresh.intervals(); t++) {
                any |= fresh.value(i, t) > tail.get(t) + NOMINAL_KW * radius / epsilon;
            }
            broken += any ? 1 : 0;
        }
        return (double) broken / fresh.count();
    }

    @Test
    void nonsenseIsRefused() {
        Acceptance point = new Acceptance.PointEstimate();
        CommunityProblem uneven = problem(0.1, numbered(10), numbered(9));

        assertThrows(IllegalArgumentException.class, () -> folds(Profile.of(), 2, 0, point));
        assertThrows(IllegalArgumentException.class, () -> folds(Profile.of(-1), 2, 0, point));
        assertThrows(IllegalArgumentException.class, () -> folds(Profile.of(1, 1), 2, 0, point));
        assertThrows(IllegalArgumentException.class, () -> folds(Profile.of(1), 1, 0, point));
        assertThrows(IllegalArgumentException.class, () -> folds(Profile.of(1), 2, -1, point));
        assertThrows(IllegalArgumentException.class, () -> new Acceptance.UpperLimit(1));
        assertThrows(IllegalArgumentException.class,
                () -> folds(Profile.of(1), 2, 0, point).selectByMargin(uneven));
        assertThrows(IllegalArgumentException.class,
                () -> folds(Profile.of(1), 2, 3, point).selectByMargin(problem(0.1, numbered(10))));
        assertThrows(IllegalArgumentException.class,
                () -> folds(Profile.of(1), 11, 0, point).selectByMargin(problem(0.1, numbered(10))));
    }
}
