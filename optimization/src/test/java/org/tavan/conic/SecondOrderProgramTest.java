package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.DenseProgram.Sense;

class SecondOrderProgramTest {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    static LongStream fewSeeds() {
        return LongStream.range(0, 30);
    }

    private static Solution solved(DenseProgram program) {
        return KktAssert.assertSolved(
                new InteriorPointSolver().solve(program.toConic(), SolverSettings.defaults()));
    }

    private static Solution optimum(DenseProgram program) {
        Solution solution = solved(program);
        KktAssert.assertOptimal(program, solution, 1e-6);
        return solution;
    }

    private static DenseProgram random(RandomGenerator random, int largest, boolean isLinear) {
        double[] inside = new double[random.nextInt(2, largest)];
        int rank = isLinear ? 0 : random.nextInt(0, inside.length);
        DenseProgram program = DenseProgram.randomAround(random, inside, random.nextInt(0, 10), rank);
        program.addRandomCones(random, inside, random.nextInt(1, 8), random.nextInt(2, 30));
        return program;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomProgramsSatisfyTheOptimalityConditions(long seed) {
        DenseProgram program = random(new SplittableRandom(seed), 40, false);

        Solution solution = optimum(program);

        assertTrue(solution.iterations() <= 25, () -> solution.iterations() + " iterations");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void halfSpacesAroundTheConesReachTheSameOptimum(long seed) {
        DenseProgram program = random(new SplittableRandom(seed), 6, true);

        double ours = optimum(program).primalObjective();

        double reference = OuterApproximation.optimum(program);
        assertEquals(reference, ours, 2e-7 * Math.max(1, Math.abs(ours)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void thePricesOfAConeAreTheSlopesOfTheOptimum(long seed) {
        DenseProgram program = random(new SplittableRandom(seed), 8, false);
        Solution before = optimum(program);
        double change = 1e-5;

        for (int c = 0; c < program.cones.size(); c++) {
            double[] constants = program.cones.get(c).constants();
            for (int i = 0; i < constants.length; i++) {
                double constant = constants[i];
                constants[i] = constant + change;
                double up = solved(program).primalObjective();
                constants[i] = constant - change;
                double down = solved(program).primalObjective();
                constants[i] = constant;

                double slope = (up - down) / (2 * change);
                assertEquals(slope, before.coneDual(c).get(i), 5e-3 * Math.max(1, Math.abs(slope)),
                        "expression " + i + " of cone " + c);
            }
        }
    }

    /// Residuals, gap and objectives against what the point says of itself.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void theReportedResidualsAreThoseOfThePoint(long seed) {
        DenseProgram program = random(new SplittableRandom(seed), 20, false);

        var limit = assertInstanceOf(SolveOutcome.LimitReached.class, new InteriorPointSolver()
                .solve(program.toConic(), SolverSettings.defaults().withIterationLimit(5)));

        Solution last = limit.last();
        double[] x = last.values().toArray();
        double outside = 0;
        for (DenseProgram.Cone cone : program.cones) {
            double[] s = cone.at(x);
            outside = Math.max(outside, DenseProgram.tailNorm(s) - s[0]);
        }
        double[] gradient = KktAssert.gradient(program, last);
        double dual = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        double scale = Math.max(1, Math.abs(last.primalObjective()));
        assertEquals(program.objective(x), last.primalObjective(), 1e-10 * scale);
        assertEquals(KktAssert.dualObjective(program, last), last.dualObjective(), 1e-9 * scale);
        assertEquals(dual, last.residuals().dual(), 1e-10 * Math.max(1, dual));
        // each of the s₀ and the tail is off by the primal residual at most, the tail in every entry
        assertTrue(outside <= last.residuals().primal() * (1 + Math.sqrt(30)) + 1e-12,
                () -> last.residuals().toString());
        assertEquals(Math.abs(last.primalObjective() - last.dualObjective()), last.residuals().gap(),
                1e-9 * scale);
    }

    /// A bound is what it says even before the optimum is reached: at no iteration does it exceed the optimum by more than
    /// the dual residual, weighed with the distance to the optimum, allows.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void theDualObjectiveStaysBelowTheOptimum(long seed) {
        DenseProgram program = random(new SplittableRandom(seed), 20, false);
        Solution best = optimum(program);

        for (int limit = 1; limit < best.iterations(); limit++) {
            SolveOutcome outcome = new InteriorPointSolver().solve(program.toConic(),
                    SolverSettings.defaults().withIterationLimit(limit));
            Solution last = assertInstanceOf(SolveOutcome.LimitReached.class, outcome).last();
            double distance = 0;
            for (int j = 0; j < program.variables(); j++) {
                distance += Math.abs(last.value(j) - best.value(j));
            }
            double allowed = last.residuals().dual() * distance
                    + 1e-7 * Math.max(1, Math.abs(best.primalObjective()));
            assertTrue(last.dualObjective() <= best.primalObjective() + allowed, "limit " + limit);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void mixedScalesAreSolved(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        DenseProgram program = random(random, 20, false);
        double optimum = optimum(program).primalObjective();
        double[] unit = new double[program.variables()];
        Arrays.setAll(unit, _ -> Math.pow(10, random.nextInt(-3, 4)));
        program.inUnits(unit);
        for (DenseProgram.Cone cone : program.cones) {
            double factor = Math.pow(10, random.nextInt(-4, 5));
            for (int i = 0; i < cone.constants().length; i++) {
                cone.constants()[i] *= factor;
                for (int j = 0; j < unit.length; j++) {
                    cone.coefficients()[i][j] *= factor;
                }
            }
        }

        double ours = solved(program).primalObjective();

        assertEquals(optimum, ours, 1e-6 * Math.max(1, Math.abs(optimum)));
    }

    @Test
    void aConeGivenTwiceSharesItsPrice() {
        DenseProgram program = new DenseProgram(2);
        program.linear[0] = -3;
        program.linear[1] = -4;
        for (int k = 0; k < 2; k++) {
            program.cone(new double[][]{{0, 0}, {1, 0}, {0, 1}}, 1, 0, 0);
        }

        Solution solution = optimum(program);

        assertEquals(-5, solution.primalObjective(), 1e-8);
        assertEquals(-5, solution.coneDual(0).get(0) + solution.coneDual(1).get(0), 1e-6);
    }

    @Test
    void aConeThatDoesNotBindHasNoPrice() {
        DenseProgram program = new DenseProgram(1);
        program.linear[0] = 1;
        program.lower[0] = -1;
        program.upper[0] = 1;
        program.cone(new double[][]{{0}, {1}, {0}}, 9, 0, 3);

        Solution solution = optimum(program);

        assertEquals(-1, solution.value(0), 1e-8);
        assertEquals(0, solution.coneDual(0).get(0), 1e-7);
    }

    /// The tip: `‖(x, y)‖ ≤ z` with `z` at 0.
    @Test
    void theTipOfAConeIsReached() {
        DenseProgram program = new DenseProgram(3);
        program.linear[2] = 1;
        program.cone(new double[][]{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}, 0, 0, 0);

        Solution solution = optimum(program);

        assertEquals(0, solution.primalObjective(), 1e-8);
    }

    @Test
    void fixedAndFreeVariablesStandInCones() {
        DenseProgram program = new DenseProgram(3);
        program.lower[0] = 3;
        program.upper[0] = 3;
        program.lower[1] = 4;
        program.upper[1] = 4;
        program.linear[2] = 1;
        program.cone(new double[][]{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}, 0, 0, 0);

        Solution solution = optimum(program);

        assertEquals(5, solution.value(2), 1e-8);
        assertEquals(0.6, solution.lowerBoundDual(0) - solution.upperBoundDual(0), 1e-6);
    }

    @Test
    void aConeOfConstantsIsAStatement() {
        DenseProgram holds = new DenseProgram(1).cone(new double[][]{{0}, {0}, {0}}, 6, 3, 4);
        holds.lower[0] = 2;
        holds.linear[0] = 1;

        assertEquals(2, optimum(holds).value(0), 1e-8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void anUsedSolverGivesTheSameBytesAsAFreshOne(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        DenseProgram program = random(random, 20, false);
        ConicProgram first = program.toConic();
        program.cones.get(0).constants()[0] += 0.25;
        ConicProgram second = program.toConic();
        ConicProgram other = random(random, 20, false).toConic();
        InteriorPointSolver used = new InteriorPointSolver();

        SolveOutcome firstOutcome = used.solve(first, SolverSettings.defaults());
        SolveOutcome secondOutcome = used.solve(second, SolverSettings.defaults());
        used.solve(other, SolverSettings.defaults());
        SolveOutcome again = used.solve(first, SolverSettings.defaults());

        assertNotEquals(firstOutcome, secondOutcome);
        assertEquals(new InteriorPointSolver().solve(second, SolverSettings.defaults()), secondOutcome);
        assertEquals(firstOutcome, again);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void aWorkspaceResolvesWithOtherConstants(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        DenseProgram program = random(random, 20, false);
        ConicWorkspace workspace = new ConicWorkspace(program.toConic());
        workspace.solve(SolverSettings.defaults());
        for (int change = 0; change < 5; change++) {
            for (DenseProgram.Cone cone : program.cones) {
                cone.constants()[0] += random.nextDouble(0.05);
                cone.constants()[1] += random.nextDouble(-0.02, 0.02);
            }
            workspace.load(program.toConic());

            workspace.resolve(SolverSettings.defaults());

            Solution solution = KktAssert.assertSolved(workspace.outcome());
            KktAssert.assertOptimal(program, solution, 1e-6);
            assertEquals(optimum(program).primalObjective(), solution.primalObjective(),
                    1e-8 * Math.max(1, Math.abs(solution.primalObjective())));
        }
    }

    @Test
    void faultyConesAreRefusedWhereTheyAreGiven() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(0);
        int[][] variables = {{}, {x}};
        double[][] coefficients = {{}, {1}};

        assertThrows(IllegalArgumentException.class,
                () -> builder.addSecondOrderCone(variables, coefficients, new double[]{Double.NaN, 0}));
        assertThrows(IllegalArgumentException.class,
                () -> builder.addSecondOrderCone(variables, new double[][]{{}, {Double.POSITIVE_INFINITY}},
                        new double[2]));
        assertThrows(IllegalArgumentException.class,
                () -> builder.addSecondOrderCone(variables, new double[][]{{}, {}}, new double[2]));
        assertThrows(IllegalArgumentException.class,
                () -> builder.addSecondOrderCone(new int[][]{{}, {x + 1}}, coefficients, new double[2]));
        assertThrows(IllegalArgumentException.class,
                () -> builder.addSecondOrderCone(new int[][]{{}}, new double[][]{{}}, new double[1]));
        assertThrows(IllegalArgumentException.class,
                () -> builder.addSecondOrderCone(variables, coefficients, new double[3]));
        assertEquals(0, builder.build().rowCount());
        assertEquals(0, builder.addSecondOrderCone(variables, coefficients, new double[]{1, 0}));
        assertEquals(1, builder.addSecondOrderCone(variables, coefficients, new double[]{2, 0}));
        assertEquals(4, builder.build().rowCount());
    }

    @Test
    void aVariableGivenTwiceInAnExpressionCountsWithTheSum() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(-1);
        builder.addSecondOrderCone(new int[][]{{}, {x, x}}, new double[][]{{}, {1, 2}}, new double[]{6, 0});

        Solution solution = KktAssert.assertSolved(
                new InteriorPointSolver().solve(builder.build(), SolverSettings.defaults()));

        assertEquals(2, solution.value(x), 1e-8);
    }

    @Test
    void equalityAndConeTogetherFixAPoint() {
        DenseProgram program = new DenseProgram(2);
        program.linear[0] = 1;
        program.row(Sense.EQUAL, 1, 1, 0).cone(new double[][]{{0, 0}, {1, 0}, {0, 1}}, 1, 0, 0);

        SolveOutcome outcome = new InteriorPointSolver().solve(program.toConic(), SolverSettings.defaults());

        Solution last = switch (outcome) {
            case SolveOutcome.Solved(Solution solution) -> solution;
            case SolveOutcome.LimitReached(_, Solution solution) -> solution;
            case SolveOutcome.NumericalError _,SolveOutcome.PrimalInfeasible _,SolveOutcome.DualInfeasible _ ->
                throw new AssertionError(outcome.toString());
        };
        // no interior: the tangent point is found to the root of the tolerance
        assertEquals(1, last.primalObjective(), 1e-6);
        assertEquals(0, last.value(1), 1e-3);
    }
}
