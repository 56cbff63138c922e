package org.tavan.conic;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecondOrderProgramTest {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomProgramsSatisfyTheOptimalityConditions(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int variables = random.nextInt(2, 40);
        double[] inside = new double[variables];
        DenseProgram program = DenseProgram.randomAround(random, inside, random.nextInt(0, 10),
                random.nextInt(0, variables));
        program.addRandomCones(random, inside, random.nextInt(1, 8), random.nextInt(2, 30));

        Solution solution = KktAssert.assertSolved(
                new InteriorPointSolver().solve(program.toConic(), SolverSettings.defaults()));

        KktAssert.assertOptimal(program, solution, 1e-6);
    }
}
