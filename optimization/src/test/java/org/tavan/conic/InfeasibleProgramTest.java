package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.DenseProgram.Sense;

class InfeasibleProgramTest {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static SolveOutcome solve(DenseProgram program) {
        return new InteriorPointSolver().solve(program.toConic(), SolverSettings.defaults());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void contradictingRowsAreProvenInfeasible(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int variables = random.nextInt(2, 12);
        DenseProgram program = DenseProgram.random(random, variables, random.nextInt(0, 6),
                random.nextInt(0, variables));
        addContradiction(program, random);

        SolveOutcome outcome = solve(program);

        assertProof(program,
                assertInstanceOf(SolveOutcome.PrimalInfeasible.class, outcome, outcome::toString));
    }

    /// A combination of rows with a right side that no point in the bounds reaches.
    private static void addContradiction(DenseProgram program, RandomGenerator random) {
        double[] row = random.doubles(program.variables(), -1, 1).toArray();
        double reach = 0;
        for (int j = 0; j < row.length; j++) {
            reach += Math.max(row[j] * program.lower[j], row[j] * program.upper[j]);
        }
        program.row(random.nextBoolean() ? Sense.GREATER : Sense.EQUAL, reach + random.nextDouble(0.01, 5),
                row);
    }

    /// A ball and a half-space beyond it, among random rows and cones.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aHalfSpaceBeyondABallIsProvenInfeasible(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int n = random.nextInt(1, 12);
        double[] inside = new double[n];
        DenseProgram program = DenseProgram.randomAround(random, inside, random.nextInt(0, 6),
                random.nextInt(0, n + 1));
        program.addRandomCones(random, inside, random.nextInt(0, 3), 6);
        double radius = random.nextDouble(0.1, 3);
        double[][] ball = new double[n + 1][n];
        double[] constants = new double[n + 1];
        constants[0] = radius;
        for (int j = 0; j < n; j++) {
            ball[j + 1][j] = 1;
            constants[j + 1] = -inside[j];
        }
        program.cone(ball, constants);
        double[] normal = random.doubles(n, -1, 1).toArray();
        double reach = DenseProgram.dot(normal, inside)
                + radius * Math.sqrt(DenseProgram.dot(normal, normal));
        program.row(Sense.GREATER, reach + random.nextDouble(0.01, 2), normal);

        SolveOutcome outcome = solve(program);

        assertProof(program,
                assertInstanceOf(SolveOutcome.PrimalInfeasible.class, outcome, outcome::toString));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void disjointBallsAreProvenInfeasible(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int n = random.nextInt(1, 12);
        double[] way = random.doubles(n, -1, 1).toArray();
        double distance = Math.sqrt(DenseProgram.dot(way, way));
        double share = random.nextDouble(0.1, 0.9);
        double gap = random.nextDouble(0.01, 0.5);
        DenseProgram program = new DenseProgram(n);
        double[] centre = random.doubles(n, -5, 5).toArray();
        for (int k = 0; k < 2; k++) {
            double[][] ball = new double[n + 1][n];
            double[] constants = new double[n + 1];
            constants[0] = (1 - gap) * distance * (k == 0 ? share : 1 - share);
            for (int j = 0; j < n; j++) {
                ball[j + 1][j] = 1;
                constants[j + 1] = -centre[j] - k * way[j];
            }
            program.cone(ball, constants);
        }

        SolveOutcome outcome = solve(program);

        var infeasible = assertInstanceOf(SolveOutcome.PrimalInfeasible.class, outcome, outcome::toString);
        assertProof(program, infeasible);
        assertEquals(List.of(0, 1), infeasible.coneHandles());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void costThatFallsInsideAConeIsProvenUnbounded(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int n = random.nextInt(2, 12);
        DenseProgram program = DenseProgram.random(random, n, random.nextInt(0, 6), 0);
        double[] ray = openRay(program, random);
        for (int c = random.nextInt(1, 4); c > 0; c--) {
            int dimension = random.nextInt(2, 8);
            double[][] coefficients = new double[dimension][];
            double[] constants = random.doubles(dimension, -1, 1).toArray();
            for (int i = 0; i < dimension; i++) {
                coefficients[i] = random.doubles(n, -1, 1).toArray();
            }
            double[] along = new DenseProgram.Cone(coefficients, new double[dimension]).at(ray);
            double lift = (DenseProgram.tailNorm(along) - along[0] + random.nextDouble())
                    / DenseProgram.dot(ray, ray);
            for (int j = 0; j < n; j++) {
                coefficients[0][j] += lift * ray[j];
            }
            constants[0] = DenseProgram.tailNorm(constants) + random.nextDouble();
            program.cone(coefficients, constants);
        }

        SolveOutcome outcome = solve(program);

        assertRay(program, assertInstanceOf(SolveOutcome.DualInfeasible.class, outcome, outcome::toString));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void costThatFallsAlongARayIsProvenUnbounded(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int variables = random.nextInt(2, 12);
        DenseProgram program = DenseProgram.random(random, variables, random.nextInt(0, 6), 0);
        openRay(program, random);

        SolveOutcome outcome = solve(program);

        assertRay(program, assertInstanceOf(SolveOutcome.DualInfeasible.class, outcome, outcome::toString));
    }

    /// Gives the program a cone of directions that stays feasible, and a cost that falls along one of them.
    private static double[] openRay(DenseProgram program, RandomGenerator random) {
        double[] ray = random.doubles(program.variables(), -1, 1).toArray();
        for (int j = 0; j < ray.length; j++) {
            if (ray[j] > 0) {
                program.upper[j] = Double.POSITIVE_INFINITY;
            } else {
                program.lower[j] = Double.NEGATIVE_INFINITY;
            }
        }
        double length = DenseProgram.dot(ray, ray);
        for (int k = 0; k < program.rows.size(); k++) {
            double[] row = program.rows.get(k);
            double along = DenseProgram.dot(row, ray) / length;
            double excess = switch (program.senses.get(k)) {
                case EQUAL -> along;
                case LESS -> Math.max(0, along);
                case GREATER -> Math.min(0, along);
            };
            double[] kept = new double[ray.length];
            for (int j = 0; j < ray.length; j++) {
                kept[j] = row[j] - excess * ray[j];
            }
            program.rows.set(k, kept);
            if (program.senses.get(k) == Sense.EQUAL) {
                program.rightSides.set(k, 0.0);
            }
        }
        double cost = DenseProgram.dot(program.linear, ray) / length;
        for (int j = 0; j < ray.length; j++) {
            program.linear[j] -= (cost + random.nextDouble(0.1, 1)) * ray[j];
        }
        for (int j = 0; j < ray.length; j++) {
            program.lower[j] = Math.min(program.lower[j], 0);
            program.upper[j] = Math.max(program.upper[j], 0);
        }
        for (int k = 0; k < program.rows.size(); k++) {
            switch (program.senses.get(k)) {
                case EQUAL -> program.rightSides.set(k, 0.0);
                case LESS -> program.rightSides.set(k, Math.max(0, program.rightSides.get(k)));
                case GREATER -> program.rightSides.set(k, Math.min(0, program.rightSides.get(k)));
            }
        }
        return ray;
    }

    @Test
    void theConflictNamesRowsAndVariables() {
        DenseProgram program = new DenseProgram(3);
        program.lower[0] = 0;
        program.upper[0] = 1;
        program.upper[1] = 2;
        program.lower[2] = -7;
        program.row(Sense.LESS, 100, 0, 0, 1);
        program.row(Sense.GREATER, 4, 1, 1, 0);

        SolveOutcome outcome = solve(program);

        var infeasible = assertInstanceOf(SolveOutcome.PrimalInfeasible.class, outcome);
        assertEquals(List.of(1), infeasible.rowHandles());
        assertEquals(List.of(0, 1), infeasible.variables());
    }

    @Test
    void theConflictNamesConesThatTakePart() {
        DenseProgram program = new DenseProgram(2);
        program.upper[1] = 9;
        program.row(Sense.LESS, 50, 1, 1).row(Sense.GREATER, 3, 1, 0);
        program.cone(new double[][]{{0, 0}, {1, 0}, {0, 1}}, 100, 0, 0);
        program.cone(new double[][]{{0, 0}, {1, 0}, {0, 1}}, 2, 0, 0);

        SolveOutcome outcome = solve(program);

        var infeasible = assertInstanceOf(SolveOutcome.PrimalInfeasible.class, outcome);
        assertProof(program, infeasible);
        assertEquals(List.of(1), infeasible.rowHandles());
        assertEquals(List.of(1), infeasible.coneHandles());
        assertEquals(List.of(), infeasible.variables());
    }

    @Test
    void aConeOfConstantsThatFailsIsAContradiction() {
        DenseProgram program = new DenseProgram(1);
        program.lower[0] = 0;
        program.cone(new double[][]{{0}, {0}, {0}}, 4.9, 3, 4);

        SolveOutcome outcome = solve(program);

        var infeasible = assertInstanceOf(SolveOutcome.PrimalInfeasible.class, outcome);
        assertProof(program, infeasible);
        assertEquals(List.of(0), infeasible.coneHandles());
    }

    @Test
    void crossingBoundsAreInfeasibleNotAnException() {
        DenseProgram program = new DenseProgram(2);
        program.lower[1] = 3;
        program.upper[1] = 2;
        program.quadratic[0][0] = 1;

        SolveOutcome outcome = solve(program);

        var infeasible = assertInstanceOf(SolveOutcome.PrimalInfeasible.class, outcome);
        assertEquals(List.of(1), infeasible.variables());
        assertProof(program, infeasible);
    }

    @Test
    void anEmptyEqualityWithARightSideIsInfeasible() {
        ConicProgram.Builder builder = ConicProgram.builder();
        builder.addVariable(1, 0, 1);
        builder.addEquality(new int[0], new double[0], 2);

        SolveOutcome outcome = new InteriorPointSolver().solve(builder.build(), SolverSettings.defaults());

        var infeasible = assertInstanceOf(SolveOutcome.PrimalInfeasible.class, outcome);
        assertEquals(List.of(0), infeasible.rowHandles());
        assertEquals(-0.5, infeasible.certificate().get(0), 1e-9);
    }

    /// Adds the rows up with the weights of the certificate: nothing may be left on the left, -1 on the right.
    private static void assertProof(DenseProgram program, SolveOutcome.PrimalInfeasible outcome) {
        int n = program.variables();
        double[] left = new double[n];
        double right = 0;
        int next = 0;
        for (int k = 0; k < program.rows.size(); k++) {
            double weight = outcome.certificate().get(next++);
            double sign = program.senses.get(k) == Sense.GREATER ? -1 : 1;
            assertTrue(program.senses.get(k) == Sense.EQUAL || weight >= 0, "weight of row " + k);
            for (int j = 0; j < n; j++) {
                left[j] += weight * sign * program.rows.get(k)[j];
            }
            right += weight * sign * program.rightSides.get(k);
        }
        for (int j = 0; j < n; j++) {
            if (program.lower[j] > Double.NEGATIVE_INFINITY) {
                double weight = outcome.certificate().get(next++);
                assertTrue(weight >= 0, "weight of lower bound " + j);
                left[j] -= weight;
                right -= weight * program.lower[j];
            }
            if (program.upper[j] < Double.POSITIVE_INFINITY) {
                double weight = outcome.certificate().get(next++);
                assertTrue(weight >= 0, "weight of upper bound " + j);
                left[j] += weight;
                right += weight * program.upper[j];
            }
        }
        for (DenseProgram.Cone cone : program.cones) {
            double[] z = new double[cone.constants().length];
            for (int i = 0; i < z.length; i++) {
                z[i] = outcome.certificate().get(next++);
                right += z[i] * cone.constants()[i];
                for (int j = 0; j < n; j++) {
                    left[j] -= z[i] * cone.coefficients()[i][j];
                }
            }
            assertTrue(DenseProgram.tailNorm(z) <= z[0] * (1 + 1e-12), "weights of a cone");
        }
        assertEquals(next, outcome.certificate().length());
        assertEquals(-1, right, 1e-9);
        for (int j = 0; j < n; j++) {
            assertEquals(0, left[j], 1e-8, "variable " + j);
        }
    }

    private static void assertRay(DenseProgram program, SolveOutcome.DualInfeasible outcome) {
        double[] ray = outcome.certificate().toArray();
        assertEquals(-1, DenseProgram.dot(program.linear, ray), 1e-9);
        for (int k = 0; k < program.rows.size(); k++) {
            double along = DenseProgram.dot(program.rows.get(k), ray);
            switch (program.senses.get(k)) {
                case EQUAL -> assertEquals(0, along, 1e-8, "row " + k);
                case LESS -> assertTrue(along <= 1e-8, "row " + k);
                case GREATER -> assertTrue(along >= -1e-8, "row " + k);
            }
        }
        for (DenseProgram.Cone cone : program.cones) {
            double[] along = new DenseProgram.Cone(cone.coefficients(), new double[cone.constants().length])
                    .at(ray);
            assertTrue(DenseProgram.tailNorm(along) <= along[0] + 1e-8, "cone");
        }
        for (int j = 0; j < ray.length; j++) {
            assertEquals(0, DenseProgram.dot(program.quadratic[j], ray), 1e-8, "curvature " + j);
            assertTrue(program.lower[j] == Double.NEGATIVE_INFINITY || ray[j] >= -1e-8, "lower bound " + j);
            assertTrue(program.upper[j] == Double.POSITIVE_INFINITY || ray[j] <= 1e-8, "upper bound " + j);
        }
    }
}
