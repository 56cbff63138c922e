package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Second-order cone programs whose optima are known in closed form or by enumeration.
class SecondOrderReferenceTest {

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private static Solution optimum(DenseProgram program) {
        Solution solution = KktAssert.assertSolved(
                new InteriorPointSolver().solve(program.toConic(), SolverSettings.defaults()));
        KktAssert.assertOptimal(program, solution, 1e-6);
        return solution;
    }

    /// Adds `‖(x_first, …, x_last) - centre‖ ≤ radius`.
    private static void addBall(DenseProgram program, double[] centre, double radius) {
        int n = centre.length;
        double[][] rows = new double[n + 1][program.variables()];
        double[] constants = new double[n + 1];
        constants[0] = radius;
        for (int i = 0; i < n; i++) {
            rows[i + 1][i] = 1;
            constants[i + 1] = -centre[i];
        }
        program.cone(rows, constants);
    }

    private static double norm(double[] v) {
        return Math.sqrt(DenseProgram.dot(v, v));
    }

    @ParameterizedTest(name = "dimension {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 24, 96})
    void theProjectionOntoABallLiesOnTheRay(int n) {
        double[] target = new SplittableRandom(n).doubles(n, 1, 2).toArray();
        double radius = 0.5;
        DenseProgram program = new DenseProgram(n);
        for (int j = 0; j < n; j++) {
            program.quadratic[j][j] = 1;
            program.linear[j] = -target[j];
        }
        addBall(program, new double[n], radius);

        Solution solution = optimum(program);

        double length = norm(target);
        for (int j = 0; j < n; j++) {
            assertEquals(radius * target[j] / length, solution.value(j), 1e-8);
            // the price of the j-th constant: the optimum is ½ (‖target - c‖ - radius)² at a centre moved by c
            assertEquals((length - radius) * target[j] / length, solution.coneDual(0).get(j + 1), 1e-6);
        }
        assertEquals(radius - length, solution.coneDual(0).get(0), 1e-6);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theDistanceFromAnEllipseToALineIsThatOfItsSupport(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double[][] shape = {random.doubles(2, -1, 1).toArray(), random.doubles(2, -1, 1).toArray()};
        double[] normal = random.doubles(2, -1, 1).toArray();
        double support = Math.hypot(shape[0][0] * normal[0] + shape[1][0] * normal[1],
                shape[0][1] * normal[0] + shape[1][1] * normal[1]);
        double right = support + random.nextDouble(0.1, 2);
        // variables: y of the ellipse {Ry : ‖y‖ ≤ 1}, a point p of the line, the distance t
        DenseProgram program = new DenseProgram(5);
        program.linear[4] = 1;
        addBall(program, new double[2], 1);
        program.row(DenseProgram.Sense.EQUAL, right, 0, 0, normal[0], normal[1], 0);
        program.cone(new double[][]{{0, 0, 0, 0, 1}, {-shape[0][0], -shape[0][1], 1, 0, 0},
                {-shape[1][0], -shape[1][1], 0, 1, 0}}, 0, 0, 0);

        double distance = optimum(program).primalObjective();

        assertEquals((right - support) / norm(normal), distance, 1e-7 * Math.max(1, distance));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSmallestEnclosingCircleIsThatOfTwoOrThreePoints(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double[][] points = new double[random.nextInt(2, 12)][];
        for (int i = 0; i < points.length; i++) {
            points[i] = random.doubles(2, -5, 5).toArray();
        }
        DenseProgram program = new DenseProgram(3);
        program.linear[2] = 1;
        for (double[] point : points) {
            program.cone(new double[][]{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}, 0, -point[0], -point[1]);
        }

        double radius = optimum(program).primalObjective();

        assertEquals(EnclosingCircle.radius(points), radius, 1e-8);
    }

    /// Largest return at a standard deviation of `σ`, fully invested: `B/A + √((C - B²/A)(σ² - 1/A))` with `A = 1ᵀΣ⁻¹1`,
    /// `B = 1ᵀΣ⁻¹μ`, `C = μᵀΣ⁻¹μ`; Merton, "An analytic derivation of the efficient portfolio frontier", 1972.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePortfolioOfMarkowitzLiesOnTheFrontier(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int n = random.nextInt(2, 15);
        double[] mean = random.doubles(n, 0, 1).toArray();
        double[][] factor = new double[n][n];
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            factor[i] = random.doubles(n, -1, 1).toArray();
            factor[i][i] += 2;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (double[] row : factor) {
                    covariance[i][j] += row[i] * row[j];
                }
            }
        }
        double[] ones = new double[n];
        java.util.Arrays.fill(ones, 1);
        double[] byOnes = ones.clone();
        double[] byMean = mean.clone();
        assertTrue(DenseSolve.solve(copy(covariance), byOnes) && DenseSolve.solve(copy(covariance), byMean));
        double a = DenseProgram.dot(ones, byOnes);
        double b = DenseProgram.dot(ones, byMean);
        double c = DenseProgram.dot(mean, byMean);
        double deviation = random.nextDouble(1.1, 3) / Math.sqrt(a);
        DenseProgram program = new DenseProgram(n);
        double[][] rows = new double[n + 1][n];
        for (int i = 0; i < n; i++) {
            program.linear[i] = -mean[i];
            rows[i + 1] = factor[i];
        }
        double[] constants = new double[n + 1];
        constants[0] = deviation;
        program.row(DenseProgram.Sense.EQUAL, 1, ones).cone(rows, constants);

        double best = -optimum(program).primalObjective();

        double expected = b / a + Math.sqrt((c - b * b / a) * (deviation * deviation - 1 / a));
        assertEquals(expected, best, 1e-7 * Math.max(1, Math.abs(expected)));
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        java.util.Arrays.setAll(copy, i -> matrix[i].clone());
        return copy;
    }

    /// The sum of distances to the corners is least at the Fermat point, `120°` to each: here the centre.
    @Test
    void threeDistancesToATriangleAreLeastInItsFermatPoint() {
        DenseProgram program = new DenseProgram(5);
        for (int k = 0; k < 3; k++) {
            double angle = 2 * Math.PI * k / 3;
            double[][] rows = {new double[5], {1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}};
            rows[0][2 + k] = 1;
            program.linear[2 + k] = 1;
            program.cone(rows, 0, -2 * Math.cos(angle), -2 * Math.sin(angle));
        }

        Solution solution = optimum(program);

        assertEquals(6, solution.primalObjective(), 1e-8);
        assertEquals(0, Math.hypot(solution.value(0), solution.value(1)), 1e-4);
    }

    /// `x y ≥ 1` as `‖(2, x - y)‖ ≤ x + y`.
    @Test
    void theHyperbolaIsACone() {
        DenseProgram program = new DenseProgram(2);
        program.linear[0] = 4;
        program.linear[1] = 1;
        program.cone(new double[][]{{1, 1}, {0, 0}, {1, -1}}, 0, 2, 0);

        Solution solution = optimum(program);

        assertEquals(4, solution.primalObjective(), 1e-8);
        assertEquals(0.5, solution.value(0), 1e-6);
        assertEquals(2, solution.value(1), 1e-6);
    }
}
