package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.ConicWorkspace.Status;

class ActiveSetMethodTest {
    private static final int VARIABLES = 100;
    private static final SolverSettings SETTINGS = SolverSettings.defaults();

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /// Half of these come to switches one by one, most of them after a third common round, which has left the factors of another set than the one
    /// that the way begins with. With those it loses its way in some (seeds 31, 58 and 97), and the solver starts anew.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aProgramWithQuiteOtherCostsIsSolvedFromTheOptimumBefore(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        ConicProgram.Builder program = ConicProgram.builder();
        int[] x = new int[VARIABLES];
        for (int j = 0; j < VARIABLES; j++) {
            x[j] = program.addVariable(random.nextDouble(-1, 1), -1, 1);
            program.addQuadraticCost(x[j], 0.6 + random.nextDouble());
            if (j > 0) {
                program.addQuadraticCost(x[j - 1], x[j], random.nextDouble(-1, 1));
            }
        }
        ConicWorkspace workspace = new ConicWorkspace(program.build());
        assertEquals(Status.SOLVED, workspace.solve(SETTINGS));
        for (int variable : x) {
            workspace.setLinearCost(variable, random.nextDouble(-4, 4));
        }

        assertEquals(Status.SOLVED, workspace.resolve(SETTINGS));

        assertFalse(workspace.startedAnew());
    }
}
