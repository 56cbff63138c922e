package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.dro.LinearProgram.Sum;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.Support;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.SupportPolytope;
import org.tavan.uncertainty.WassersteinBall;
import org.tavan.uncertainty.WholeSpace;

/// Each worst case, for each norm and support, against the literature's full linear program at T = 4, I = 7.
class WorstCaseWriterTest {
    private static final double TOLERANCE = 1e-8;
    private static final int INTERVALS = 4;
    private static final int SAMPLES = 7;

    /// Which set the residuals lie in.
    enum Shape {
        BOX, WHOLE_SPACE, HALF_OPEN, POLYTOPE;

        Support around(EmpiricalDistribution samples, RandomGenerator random) {
            return switch (this) {
                case BOX -> samples.supportBox(0.2 * random.nextDouble());
                case WHOLE_SPACE -> new WholeSpace(INTERVALS);
                case HALF_OPEN -> polytope(samples, random, new double[][]{{-1, 0, 0, 0}, {0, 2, 0, 0},
                        {0, 0, -1, 0}, {0, 0, 1, 0}});
                case POLYTOPE -> polytope(samples, random, couplingRows(random));
            };
        }

        /// A box, cut by rows that couple the intervals.
        private static double[][] couplingRows(RandomGenerator random) {
            double[][] rows = new double[2 * INTERVALS + 3][INTERVALS];
            for (int k = 0; k < rows.length; k++) {
                for (int t = 0; t < INTERVALS; t++) {
                    rows[k][t] = k < 2 * INTERVALS
                            ? k / 2 == t ? 1 - 2 * (k % 2) : 0
                            : random.nextGaussian();
                }
            }
            return rows;
        }

        private static SupportPolytope polytope(EmpiricalDistribution samples, RandomGenerator random,
                double[][] rows) {
            List<Profile> profiles = new ArrayList<>();
            double[] right = new double[rows.length];
            for (int k = 0; k < rows.length; k++) {
                profiles.add(Profile.of(rows[k]));
                right[k] = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < samples.count(); i++) {
                    double value = 0;
                    for (int t = 0; t < INTERVALS; t++) {
                        value += rows[k][t] * samples.value(i, t);
                    }
                    right[k] = Math.max(right[k], value);
                }
                right[k] += 0.05 * random.nextDouble();
            }
            return new SupportPolytope(profiles, Profile.of(right));
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(Norm.values())
                .flatMap(norm -> Stream.of(Shape.values())
                        .flatMap(shape -> Stream.of(0L, 1L, 2L, 3L, 4L)
                                .map(seed -> Arguments.of(norm, shape, seed))));
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static WassersteinBall ball(Norm norm, Shape shape, RandomGenerator random) {
        double[][] samples = new double[SAMPLES][INTERVALS];
        for (double[] sample : samples) {
            for (int t = 0; t < INTERVALS; t++) {
                sample[t] = 0.1 * random.nextGaussian();
            }
        }
        double[] weights = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            weights[i] = i == 0 ? 0 : 1 + random.nextInt(3);
        }
        EmpiricalDistribution distribution = random.nextBoolean()
                ? EmpiricalDistribution.of(samples)
                : EmpiricalDistribution.of(samples, weights);
        return new WassersteinBall(0.03 * random.nextDouble(), norm, distribution,
                shape.around(distribution, random));
    }

    private static double[] vector(RandomGenerator random) {
        double[] vector = new double[INTERVALS];
        for (int t = 0; t < INTERVALS; t++) {
            vector[t] = 10 * random.nextGaussian();
        }
        return vector;
    }

    private static double least(WassersteinBall ball, boolean literal,
            BiFunction<ConicProgram.Builder, WorstCaseWriter, AffineSum> worst) {
        ConicProgram.Builder program = ConicProgram.builder();
        AffineSum sum = worst.apply(program,
                new WorstCaseWriter(program, ball, new SupportRows(ball.support()), literal));
        int value = program.addVariable(1);
        sum.add(value, -1).atMost(program, 0);
        return best(program.build()).primalObjective();
    }

    /// As near to the optimum as double precision allows: the tolerance asked for is beyond it.
    static Solution best(ConicProgram program) {
        SolveOutcome outcome = new InteriorPointSolver().solve(program,
                SolverSettings.defaults().withTolerances(1e-11, 1e-11));
        Solution best = switch (outcome) {
            case SolveOutcome.Solved solved -> solved.solution();
            case SolveOutcome.LimitReached reached -> reached.last();
            case SolveOutcome.NumericalError error -> error.last();
            case SolveOutcome.PrimalInfeasible _,SolveOutcome.DualInfeasible _ -> throw new AssertionError(
                    outcome);
        };
        assertTrue(best.residuals().gapRelative() < 1e-8, () -> best.residuals().toString());
        return best;
    }

    private static double leastLiteral(BiFunction<LinearProgram, FullWorstCase, Sum> worst) {
        LinearProgram program = new HighsProgram();
        FullWorstCase full = new FullWorstCase(program, INTERVALS);
        program.addCost(worst.apply(program, full));
        return full.minimum().orElseThrow();
    }

    private static void assertAgree(double expected, double actual) {
        assertEquals(expected, actual, TOLERANCE * Math.max(1, Math.abs(expected)));
    }

    /// As near, and never below but for what HiGHS itself is exact to.
    private static void assertBound(double expected, double actual) {
        assertAgree(expected, actual);
        assertTrue(actual >= expected - 1e-9 * Math.max(1, Math.abs(expected)),
                () -> actual + " < " + expected);
    }

    @ParameterizedTest(name = "norm {0}, {1}, seed {2}")
    @MethodSource("cases")
    void theMeanOfALinearFunction(Norm norm, Shape shape, long seed) {
        RandomGenerator random = random(seed);
        WassersteinBall ball = ball(norm, shape, random);
        double[] a = vector(random);

        double expected = leastLiteral((_, full) -> full.mean(ball, List.<Sum[]>of(Sum.of(a))));

        assertAgree(expected,
                least(ball, false, (_, writer) -> writer.mean(List.of(UncertainSum.of(a)))));
        assertAgree(expected,
                least(ball, true, (_, writer) -> writer.mean(List.of(UncertainSum.of(a)))));
        assertBound(expected, new WorstCaseValue(ball).mean(List.of(UncertainSum.of(a))));
    }

    @ParameterizedTest(name = "norm {0}, {1}, seed {2}")
    @MethodSource("cases")
    void theMeanOfTheLargerOfTwo(Norm norm, Shape shape, long seed) {
        RandomGenerator random = random(seed);
        WassersteinBall ball = ball(norm, shape, random);
        double[] a = vector(random);
        double[] b = vector(random);

        double expected = leastLiteral((_, full) -> full.mean(ball, List.of(Sum.of(a), Sum.of(b))));

        List<UncertainSum> pieces = List.of(UncertainSum.of(a), UncertainSum.of(b));
        assertAgree(expected, least(ball, false, (_, writer) -> writer.mean(pieces)));
        assertAgree(expected, least(ball, true, (_, writer) -> writer.mean(pieces)));
        assertBound(expected, new WorstCaseValue(ball).mean(pieces));
    }

    @ParameterizedTest(name = "norm {0}, {1}, seed {2}")
    @MethodSource("cases")
    void theTailOfOneRow(Norm norm, Shape shape, long seed) {
        RandomGenerator random = random(seed);
        WassersteinBall ball = ball(norm, shape, random);
        double[] a = vector(random);
        double epsilon = new double[]{0.05, 0.3, 0.7}[random.nextInt(3)];

        double expected = leastLiteral((_, full) -> full.tail(ball, Sum.of(a), new Sum(), epsilon));

        List<UncertainSum> row = List.of(UncertainSum.of(a));
        assertAgree(expected, least(ball, false, (_, writer) -> writer.tail(row, epsilon)));
        assertAgree(expected, least(ball, true, (_, writer) -> writer.tail(row, epsilon)));
        assertBound(expected, new WorstCaseValue(ball).tail(row, epsilon).value());
    }

    @ParameterizedTest(name = "norm {0}, {1}, seed {2}")
    @MethodSource("cases")
    void theJointTailOfScaledRows(Norm norm, Shape shape, long seed) {
        RandomGenerator random = random(seed);
        WassersteinBall ball = ball(norm, shape, random);
        double epsilon = new double[]{0.05, 0.3, 0.7}[random.nextInt(3)];
        List<UncertainSum> rows = new ArrayList<>();
        List<Sum[]> slopes = new ArrayList<>();
        List<Sum> constants = new ArrayList<>();
        for (int t = 0; t < INTERVALS; t++) {
            double delta = 0.2 + random.nextDouble();
            double[] a = vector(random);
            double margin = random.nextDouble();
            UncertainSum row = UncertainSum.of(a);
            row.constant.plus(-margin);
            rows.add(row.times(delta));
            Sum[] slope = Sum.of(a);
            slopes.add(new Sum[]{new Sum().add(slope[0], delta), new Sum().add(slope[1], delta),
                    new Sum().add(slope[2], delta), new Sum().add(slope[3], delta)});
            constants.add(Sum.of(-delta * margin));
        }

        double expected = leastLiteral((_, full) -> full.tail(ball, slopes, constants, epsilon));

        assertAgree(expected, least(ball, false, (_, writer) -> writer.tail(rows, epsilon)));
        assertAgree(expected, least(ball, true, (_, writer) -> writer.tail(rows, epsilon)));
        assertBound(expected, new WorstCaseValue(ball).tail(rows, epsilon).value());
    }

    @ParameterizedTest(name = "norm {0}, {1}, seed {2}")
    @MethodSource("cases")
    void theMostOverTheSupport(Norm norm, Shape shape, long seed) {
        RandomGenerator random = random(seed);
        WassersteinBall ball = ball(norm, shape, random);
        double[] a = shape == Shape.BOX || shape == Shape.POLYTOPE
                ? vector(random)
                : new double[]{shape == Shape.WHOLE_SPACE ? 0 : -3, 0, 0, 0};

        double expected = leastLiteral((program, full) -> {
            int limit = program.variable(-LinearProgram.INFINITY, LinearProgram.INFINITY, 0);
            full.addLimit(ball, Sum.of(a), new Sum().add(limit, -1), 1, 0);
            return new Sum().add(limit, 1);
        });

        assertAgree(expected, new SupportRows(ball.support()).most(a));
        assertAgree(expected, least(ball, false, (program, writer) -> {
            int limit = program.addVariable(0);
            UncertainSum sum = UncertainSum.of(a);
            sum.constant.add(limit, -1);
            writer.keepAlways(sum);
            return AffineSum.ofVariable(limit);
        }));
    }

    private static double tail(WassersteinBall ball, double[] a, double epsilon) {
        return least(ball, false, (_, writer) -> writer.tail(List.of(UncertainSum.of(a)), epsilon));
    }

    @ParameterizedTest(name = "norm {0}")
    @EnumSource(Norm.class)
    void withoutARadiusTheTailIsThatOfTheSamples(Norm norm) {
        RandomGenerator random = random(1);
        WassersteinBall drawn = ball(norm, Shape.BOX, random);
        WassersteinBall ball = new WassersteinBall(0, norm, drawn.samples(), drawn.support());
        double[] a = vector(random);
        double[] losses = new double[SAMPLES];
        double[] weights = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            weights[i] = ball.samples().weight(i);
            for (int t = 0; t < INTERVALS; t++) {
                losses[i] += a[t] * ball.samples().value(i, t);
            }
        }

        assertAgree(EmpiricalDistribution.tailMean(losses, weights, 0.3), tail(ball, a, 0.3));
    }

    @ParameterizedTest(name = "norm {0}")
    @EnumSource(Norm.class)
    void aRadiusBeyondTheSupportIsTheRobustCase(Norm norm) {
        RandomGenerator random = random(2);
        for (Shape shape : List.of(Shape.BOX, Shape.POLYTOPE)) {
            WassersteinBall drawn = ball(norm, shape, random);
            WassersteinBall ball = new WassersteinBall(10, norm, drawn.samples(), drawn.support());
            double[] a = vector(random);

            assertAgree(new SupportRows(ball.support()).most(a), tail(ball, a, 0.3));
        }
    }

    @ParameterizedTest(name = "norm {0}")
    @EnumSource(Norm.class)
    void oneSampleInTheWholeSpaceMovesByTheRadiusOverEpsilon(Norm norm) {
        double[] a = {3, -4, 0, 1};
        EmpiricalDistribution one = EmpiricalDistribution.of(new double[][]{{0.1, 0.2, 0.3, 0.4}});
        WassersteinBall ball = new WassersteinBall(0.02, norm, one, new WholeSpace(INTERVALS));

        assertAgree(0.3 - 0.8 + 0.4 + 0.02 / 0.1 * norm.dual().of(a), tail(ball, a, 0.1));
    }

    @ParameterizedTest(name = "norm {0}")
    @EnumSource(Norm.class)
    void inABoxWithoutExtentNothingIsUncertain(Norm norm) {
        Profile point = Profile.of(0.1, 0.2, 0.3, 0.4);
        WassersteinBall ball = new WassersteinBall(1, norm, EmpiricalDistribution.of(List.of(point)),
                new SupportBox(point, point));

        assertAgree(0.3 - 0.8 + 0.4, tail(ball, new double[]{3, -4, 0, 1}, 0.1));
    }

    @ParameterizedTest(name = "norm {0}")
    @EnumSource(Norm.class)
    void inOneIntervalAllNormsAreTheSame(Norm norm) {
        EmpiricalDistribution two = EmpiricalDistribution.of(new double[][]{{-0.1}, {0.2}});
        WassersteinBall ball = new WassersteinBall(0.01, norm, two,
                new SupportBox(Profile.of(-1), Profile.of(0.5)));

        assertAgree(10 * Math.min(0.2 + 0.01 / 0.5, 0.5), tail(ball, new double[]{10}, 0.5));
    }
}
