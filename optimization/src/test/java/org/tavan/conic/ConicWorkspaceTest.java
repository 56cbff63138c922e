package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.ConicWorkspace.Status;
import org.tavan.conic.DenseProgram.Sense;

class ConicWorkspaceTest {
    private static final SolverSettings SETTINGS = SolverSettings.defaults();

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static DenseProgram random(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int variables = random.nextInt(3, 30);
        return DenseProgram.random(random, variables, random.nextInt(0, 25), random.nextInt(0, variables));
    }

    /// Changes every number by a share of itself.
    private static void disturb(DenseProgram program, RandomGenerator random, double share) {
        for (int j = 0; j < program.variables(); j++) {
            program.linear[j] += share * random.nextDouble(-1, 1);
            program.upper[j] += share * random.nextDouble();
            program.lower[j] -= share * random.nextDouble();
        }
        for (int k = 0; k < program.rows.size(); k++) {
            if (program.senses.get(k) != Sense.EQUAL) {
                double wider = program.senses.get(k) == Sense.LESS ? share : -share;
                program.rightSides.set(k, program.rightSides.get(k) + wider * random.nextDouble());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aResolveReachesTheOptimumOfASolveFromScratch(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        DenseProgram program = random(seed);
        ConicWorkspace workspace = new ConicWorkspace(program.toConic());
        assertEquals(Status.SOLVED, workspace.solve(SETTINGS));

        for (double share : new double[]{1e-6, 1e-3, 0.03, 0.3, 3}) {
            disturb(program, random, share);
            workspace.load(program.toConic());
            workspace.resolve(SETTINGS);

            Solution resolved = KktAssert.assertSolved(workspace.outcome());
            Solution cold = KktAssert.assertSolved(
                    new InteriorPointSolver().solve(program.toConic(), SETTINGS));
            assertTrue(resolved.residuals().within(1e-9), () -> resolved.residuals().toString());
            assertEquals(cold.primalObjective(), resolved.primalObjective(),
                    1e-8 * Math.max(1, Math.abs(cold.primalObjective())));
            KktAssert.assertOptimal(program, resolved, 2e-6);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameHistoryGivesTheSameBytes(long seed) {
        assertEquals(history(seed), history(seed));
    }

    private static SolveOutcome history(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        DenseProgram program = random(seed);
        ConicWorkspace workspace = new ConicWorkspace(program.toConic());
        workspace.solve(SETTINGS);
        for (int k = 0; k < 3; k++) {
            disturb(program, random, 0.1);
            workspace.load(program.toConic());
            workspace.resolve(SETTINGS);
        }
        return workspace.outcome();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSolveFromScratchForgetsWhatCameBefore(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        DenseProgram program = random(seed);
        ConicWorkspace workspace = new ConicWorkspace(program.toConic());
        workspace.solve(SETTINGS);
        workspace.resolve(SETTINGS);
        disturb(program, random, 0.1);
        workspace.load(program.toConic());

        workspace.solve(SETTINGS);

        assertEquals(new InteriorPointSolver().solve(program.toConic(), SETTINGS), workspace.outcome());
    }

    @Test
    void anUnchangedProgramIsConfirmedWithOneFactorisation() {
        ConicWorkspace workspace = new ConicWorkspace(random(11).toConic());
        workspace.solve(SETTINGS);
        int cold = workspace.iterations();

        workspace.resolve(SETTINGS);

        assertEquals(Status.SOLVED, workspace.status());
        assertTrue(cold > 3 && workspace.iterations() == 1, () -> workspace.iterations() + " of " + cold);
        assertFalse(workspace.startedAnew());
    }

    @Test
    void numbersAreSetByHandleInTheCallersSigns() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(1, 0, 10);
        int y = builder.addVariable(2, 0, 10);
        int z = builder.addVariable(0, 4, 4);
        builder.addQuadraticCost(y, 0.5);
        int floor = builder.addGreaterOrEqual(new int[]{x, y}, new double[]{1, 1}, 5);
        ConicWorkspace workspace = new ConicWorkspace(builder.build());
        workspace.solve(SETTINGS);
        assertEquals(5, workspace.value(x), 1e-8);
        assertEquals(4, workspace.value(z), 1e-8);
        assertEquals(1, workspace.dual(floor), 1e-8);

        workspace.setLinearCost(x, 4);
        workspace.setQuadraticCost(y, 1);
        workspace.setRightSide(floor, 6);
        workspace.setCoefficient(floor, x, 2);
        workspace.setBounds(y, 0.5, 8);
        workspace.setBounds(z, 3, 3);

        assertEquals(Status.SOLVED, workspace.resolve(SETTINGS));
        assertEquals(0.5, workspace.value(y), 1e-8, "its marginal cost 2 + 2y exceeds 2 = 4 / 2");
        assertEquals(2.75, workspace.value(x), 1e-8);
        assertEquals(3, workspace.value(z), 1e-8);
        assertEquals(2, workspace.dual(floor), 1e-8);
        assertEquals(1, workspace.lowerBoundDual(y), 1e-8);
        assertEquals(0, workspace.upperBoundDual(y), 1e-8);
        assertEquals(12.25, workspace.primalObjective(), 1e-7);
        assertEquals(12.25, workspace.dualObjective(), 1e-7);
    }

    @Test
    void whatThePatternDoesNotHaveIsRefused() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(1, 0, Double.POSITIVE_INFINITY);
        int y = builder.addVariable(1, 2, 2);
        int row = builder.addGreaterOrEqual(new int[]{x}, new double[]{1}, 5);
        ConicWorkspace workspace = new ConicWorkspace(builder.build());
        builder.addVariable(0);

        assertThrows(IllegalStateException.class, workspace::outcome);
        assertThrows(IllegalArgumentException.class, () -> workspace.load(builder.build()));
        assertThrows(IllegalArgumentException.class, () -> workspace.setCoefficient(row, y, 1));
        assertThrows(IllegalArgumentException.class, () -> workspace.setCoefficient(row, x, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> workspace.setRightSide(row, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> workspace.setLinearCost(x, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> workspace.setQuadraticCost(x, 1));
        assertThrows(IllegalArgumentException.class, () -> workspace.setBounds(x, 0, 7));
        assertThrows(IllegalArgumentException.class,
                () -> workspace.setBounds(x, Double.NaN, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> workspace.setBounds(y, 1, 2));
    }

    @Test
    void aProgramThatBecomesInfeasibleIsProvenSoAndRecovers() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(1, 0, 3);
        int y = builder.addVariable(2, 0, 3);
        int floor = builder.addGreaterOrEqual(new int[]{x, y}, new double[]{1, 1}, 5);
        ConicWorkspace workspace = new ConicWorkspace(builder.build());
        workspace.solve(SETTINGS);
        double before = workspace.primalObjective();

        workspace.setRightSide(floor, 6.5);
        assertEquals(Status.PRIMAL_INFEASIBLE, workspace.resolve(SETTINGS));
        var proof = assertInstanceOf(SolveOutcome.PrimalInfeasible.class, workspace.outcome());
        workspace.setRightSide(floor, 5);
        assertEquals(Status.SOLVED, workspace.resolve(SETTINGS));

        assertEquals(java.util.List.of(floor), proof.rowHandles());
        assertEquals(before, workspace.primalObjective(), 1e-8);
    }

    @Test
    void aProgramThatBecomesUnboundedIsProvenSo() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(1, 0, Double.POSITIVE_INFINITY);
        builder.addGreaterOrEqual(new int[]{x, builder.addVariable(1, 0, 1)}, new double[]{1, 1}, 2);
        ConicWorkspace workspace = new ConicWorkspace(builder.build());
        workspace.solve(SETTINGS);

        workspace.setLinearCost(x, -1);

        assertEquals(Status.DUAL_INFEASIBLE, workspace.resolve(SETTINGS));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void degenerateProgramsAreResolved(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        DenseProgram program = random(seed);
        for (int k = program.rows.size() - 1; k >= 0; k--) {
            program.row(program.senses.get(k), program.rightSides.get(k), program.rows.get(k));
        }
        for (int j = 0; j < program.variables(); j += 3) {
            program.linear[j] = 0;
        }
        ConicWorkspace workspace = new ConicWorkspace(program.toConic());
        assertEquals(Status.SOLVED, workspace.solve(SETTINGS));
        disturb(program, random, 0.05);
        for (int k = 0; k < program.rows.size() / 2; k++) {
            program.rightSides.set(program.rows.size() - 1 - k, program.rightSides.get(k));
        }
        workspace.load(program.toConic());

        workspace.resolve(SETTINGS);

        Solution resolved = KktAssert.assertSolved(workspace.outcome());
        double cold = KktAssert.assertSolved(new InteriorPointSolver().solve(program.toConic(), SETTINGS))
                .primalObjective();
        assertEquals(cold, resolved.primalObjective(), 1e-8 * Math.max(1, Math.abs(cold)));
    }

    @Test
    void solvingAgainAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        RandomGenerator random = new SplittableRandom(5);
        DenseProgram program = DenseProgram.random(random, 40, 30, 10);
        ConicWorkspace workspace = new ConicWorkspace(program.toConic());
        double[] right = program.rightSides.stream().mapToDouble(r -> r).toArray();
        for (int warmUp = 0; warmUp < 20; warmUp++) {
            changeAndSolve(workspace, right, random);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < 10; k++) {
            changeAndSolve(workspace, right, random);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals(0, allocated);
    }

    private static void changeAndSolve(ConicWorkspace workspace, double[] right, RandomGenerator random) {
        for (int k = 0; k < right.length; k++) {
            workspace.setRightSide(k, right[k] + 1e-3 * random.nextDouble());
            workspace.setLinearCost(k, random.nextDouble(-1, 1));
        }
        workspace.resolve(SETTINGS);
        workspace.solve(SETTINGS);
    }
}
