package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.DenseProgram.Sense;

class InteriorPointSolverTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static SolveOutcome solve(ConicProgram program) {
        return new InteriorPointSolver().solve(program, SolverSettings.defaults());
    }

    private static Solution optimum(DenseProgram program) {
        Solution solution = KktAssert.assertSolved(solve(program.toConic()));
        KktAssert.assertOptimal(program, solution, 1e-7);
        return solution;
    }

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @Test
    void aProgramWithoutVariablesIsSolved() {
        Solution solution = KktAssert.assertSolved(solve(ConicProgram.builder().build()));

        assertEquals(0, solution.primalObjective());
    }

    @Test
    void aQuadraticWithoutRowsHasItsMinimumWhereTheGradientVanishes() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(-4);
        int y = builder.addVariable(2);
        builder.addQuadraticCost(x, 1).addQuadraticCost(y, 1).addQuadraticCost(x, y, 1);

        Solution solution = KktAssert.assertSolved(solve(builder.build()));

        assertEquals(10.0 / 3, solution.value(x), 1e-8);
        assertEquals(-8.0 / 3, solution.value(y), 1e-8);
    }

    @Test
    void aLinearCostWithoutRowsIsUnbounded() {
        ConicProgram.Builder builder = ConicProgram.builder();
        builder.addVariable(2);
        builder.addVariable(0);

        SolveOutcome outcome = solve(builder.build());

        var unbounded = assertInstanceOf(SolveOutcome.DualInfeasible.class, outcome);
        assertEquals(-0.5, unbounded.certificate().get(0), 1e-9);
    }

    @Test
    void aFixedVariableKeepsItsValueAndHasAPrice() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(3, 2, 2);
        int y = builder.addVariable(1, 0, INFINITY);
        builder.addGreaterOrEqual(new int[]{x, y}, new double[]{1, 1}, 5);

        Solution solution = KktAssert.assertSolved(solve(builder.build()));

        assertEquals(2, solution.value(x), 1e-8);
        assertEquals(3, solution.value(y), 1e-8);
        assertEquals(2, solution.lowerBoundDual(x), 1e-7);
        assertEquals(0, solution.upperBoundDual(x), 1e-7);
    }

    @Test
    void redundantEqualitiesShareTheirPrice() {
        DenseProgram program = new DenseProgram(2);
        program.linear[0] = 1;
        program.linear[1] = 2;
        program.lower[0] = 0;
        program.lower[1] = 0;
        program.row(Sense.EQUAL, 1, 1, 1).row(Sense.EQUAL, 2, 2, 2).row(Sense.EQUAL, 1, 1, 1);

        Solution solution = optimum(program);

        assertEquals(1, solution.value(0), 1e-8);
        assertEquals(1, solution.dual(0) + 2 * solution.dual(1) + solution.dual(2), 1e-8);
    }

    @Test
    void aVariableGivenTwiceInARowCountsWithTheSumOfItsCoefficients() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(1);
        builder.addGreaterOrEqual(new int[]{x, x}, new double[]{1, 2}, 6);

        Solution solution = KktAssert.assertSolved(solve(builder.build()));

        assertEquals(2, solution.value(x), 1e-8);
    }

    @Test
    void anOptimalFaceGivesAPointOnIt() {
        DenseProgram program = new DenseProgram(3);
        for (int j = 0; j < 3; j++) {
            program.linear[j] = 1;
            program.lower[j] = 0;
        }
        program.row(Sense.GREATER, 3, 1, 1, 1);

        assertEquals(3, optimum(program).primalObjective(), 1e-8);
    }

    @Test
    void aPointAsFeasibleSetIsFound() {
        DenseProgram program = new DenseProgram(2);
        program.linear[0] = 1;
        program.quadratic[1][1] = 1;
        program.row(Sense.LESS, 1, 1, 1)
                .row(Sense.GREATER, 1, 1, 1)
                .row(Sense.LESS, 0, 1, -1)
                .row(Sense.GREATER, 0, 1, -1);

        Solution solution = KktAssert.assertSolved(solve(program.toConic()));

        assertEquals(0.5, solution.value(0), 1e-7);
        assertEquals(0.5, solution.value(1), 1e-7);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theDualOfARowIsTheSlopeOfTheOptimum(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        DenseProgram program = DenseProgram.random(random, 6, 4, 6);
        Solution before = optimum(program);
        double change = 1e-4;

        for (int k = 0; k < program.rows.size(); k++) {
            double right = program.rightSides.get(k);
            program.rightSides.set(k, right + change);
            double up = optimum(program).primalObjective();
            program.rightSides.set(k, right - change);
            double down = optimum(program).primalObjective();
            program.rightSides.set(k, right);

            double slope = (up - down) / (2 * change);
            assertEquals(slope, before.dual(k), 1e-2 * Math.max(1, Math.abs(slope)), "row " + k);
        }
    }

    @ParameterizedTest(name = "scale {0}")
    @ValueSource(doubles = {1e-4, 1e-2, 1, 1e2, 1e4, 1e6})
    void theSolutionFollowsTheScaleOfTheVariables(double scale) {
        RandomGenerator random = new SplittableRandom(7);
        DenseProgram program = DenseProgram.random(random, 30, 20, 10);
        Solution expected = optimum(program);
        DenseProgram scaled = inUnitsOf(program, scale);

        Solution solution = KktAssert.assertSolved(solve(scaled.toConic()));

        assertEquals(expected.primalObjective(), solution.primalObjective(),
                1e-7 * Math.max(1, Math.abs(expected.primalObjective())));
        for (int j = 0; j < 30; j++) {
            assertEquals(expected.value(j), solution.value(j) / scale, 1e-4, "variable " + j);
        }
    }

    /// The same program with all variables and right sides `scale` times as large.
    private static DenseProgram inUnitsOf(DenseProgram program, double scale) {
        int n = program.variables();
        DenseProgram scaled = new DenseProgram(n);
        for (int i = 0; i < n; i++) {
            scaled.linear[i] = program.linear[i] / scale;
            scaled.lower[i] = program.lower[i] * scale;
            scaled.upper[i] = program.upper[i] * scale;
            for (int j = 0; j < n; j++) {
                scaled.quadratic[i][j] = program.quadratic[i][j] / scale / scale;
            }
        }
        for (int k = 0; k < program.rows.size(); k++) {
            scaled.row(program.senses.get(k), program.rightSides.get(k) * scale, program.rows.get(k));
        }
        return scaled;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void mixedScalesInOneProgramAreSolved(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        DenseProgram program = DenseProgram.random(random, 20, 12, 8);
        double optimum = optimum(program).primalObjective();
        for (int k = 0; k < program.rows.size(); k++) {
            double factor = Math.pow(10, random.nextInt(-4, 7));
            program.rightSides.set(k, program.rightSides.get(k) * factor);
            for (int j = 0; j < 20; j++) {
                program.rows.get(k)[j] *= factor;
            }
        }

        Solution solution = KktAssert.assertSolved(solve(program.toConic()));

        assertEquals(optimum, solution.primalObjective(), 1e-6 * Math.max(1, Math.abs(optimum)));
    }

    @Test
    void theTimeLimitIsReadFromTheClockThatIsPassedIn() {
        ConicProgram program = DenseProgram.random(new SplittableRandom(3), 30, 20, 5).toConic();
        AtomicLong nanos = new AtomicLong();
        SolverSettings settings = SolverSettings.defaults()
                .withTimeLimit(Duration.ofNanos(35),
                        () -> nanos.getAndAdd(10));

        SolveOutcome outcome = new InteriorPointSolver().solve(program, settings);

        var limit = assertInstanceOf(SolveOutcome.LimitReached.class, outcome);
        assertEquals(SolveOutcome.Limit.TIME, limit.limit());
        assertEquals(3, limit.last().iterations());
        assertEquals(30, limit.last().values().length());
    }

    @Test
    void theIterationLimitKeepsTheBestPoint() {
        ConicProgram program = DenseProgram.random(new SplittableRandom(3), 30, 20, 5).toConic();

        SolveOutcome outcome = new InteriorPointSolver().solve(program,
                SolverSettings.defaults().withIterationLimit(4));

        var limit = assertInstanceOf(SolveOutcome.LimitReached.class, outcome);
        assertEquals(SolveOutcome.Limit.ITERATIONS, limit.limit());
        assertTrue(limit.last().residuals().gapRelative() > 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anUsedSolverGivesTheSameBytesAsAFreshOne(long seed) {
        DenseProgram program = DenseProgram.random(new SplittableRandom(seed), 25, 15, 10);
        ConicProgram first = program.toConic();
        program.linear[3] += 1;
        program.upper[4] += 0.5;
        ConicProgram second = program.toConic();
        ConicProgram other = DenseProgram.random(new SplittableRandom(seed + 1), 10, 5, 3).toConic();
        InteriorPointSolver used = new InteriorPointSolver();

        SolveOutcome firstOutcome = used.solve(first, SolverSettings.defaults());
        SolveOutcome secondOutcome = used.solve(second, SolverSettings.defaults());
        used.solve(other, SolverSettings.defaults());
        SolveOutcome again = used.solve(first, SolverSettings.defaults());

        assertNotEquals(firstOutcome, secondOutcome);
        assertEquals(solve(first), firstOutcome);
        assertEquals(solve(second), secondOutcome);
        assertEquals(firstOutcome, again);
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedWhereTheyAreGiven() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(0);
        int[] one = {x};

        assertThrows(IllegalArgumentException.class, () -> builder.addVariable(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> builder.addVariable(0, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> builder.addQuadraticCost(x, INFINITY));
        assertThrows(IllegalArgumentException.class,
                () -> builder.addEquality(one, new double[]{Double.NaN}, 1));
        assertThrows(IllegalArgumentException.class,
                () -> builder.addLessOrEqual(one, new double[]{1}, INFINITY));
        assertThrows(IllegalArgumentException.class,
                () -> builder.addGreaterOrEqual(new int[]{x + 1}, new double[]{1}, 0));
        assertThrows(IllegalArgumentException.class, () -> builder.addEquality(one, new double[2], 0));
        assertEquals(0, builder.build().rowCount());
    }

    @Test
    void aCostThatIsNotConvexIsRefused() {
        ConicProgram.Builder concave = ConicProgram.builder();
        concave.addQuadraticCost(concave.addVariable(0), -1);
        ConicProgram.Builder saddle = ConicProgram.builder();
        int x = saddle.addVariable(0);
        int y = saddle.addVariable(0);
        saddle.addQuadraticCost(x, 1).addQuadraticCost(y, 1).addQuadraticCost(x, y, 2.1);

        assertThrows(IllegalArgumentException.class, concave::build);
        assertThrows(IllegalArgumentException.class, saddle::build);
    }
}
