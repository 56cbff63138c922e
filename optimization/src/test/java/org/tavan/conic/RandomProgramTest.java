package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomProgramTest {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    static RandomGenerator random(long seed) {
        return new java.util.SplittableRandom(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void smallProgramsReachTheBestFace(long seed) {
        RandomGenerator random = random(seed);
        int variables = random.nextInt(1, 5);
        DenseProgram program = DenseProgram.random(random, variables, random.nextInt(0, 4),
                random.nextInt(0, variables + 1));

        Solution solution = KktAssert.assertSolved(
                new InteriorPointSolver().solve(program.toConic(), SolverSettings.defaults()));

        KktAssert.assertOptimal(program, solution, 1e-7);
        double optimum = ActiveSets.optimum(program);
        assertEquals(optimum, solution.primalObjective(), 1e-7 * Math.max(1, Math.abs(optimum)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void largerProgramsSatisfyTheOptimalityConditions(long seed) {
        RandomGenerator random = random(seed);
        int variables = random.nextInt(20, 80);
        DenseProgram program = DenseProgram.random(random, variables, random.nextInt(5, 60),
                random.nextInt(0, variables));

        Solution solution = KktAssert.assertSolved(
                new InteriorPointSolver().solve(program.toConic(), SolverSettings.defaults()));

        KktAssert.assertOptimal(program, solution, 2e-6);
    }
}
