package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/// Linear programs against two simplex codes.
class LinearReferenceTest {

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static DenseProgram program(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return DenseProgram.random(random, random.nextInt(5, 60), random.nextInt(3, 50), 0);
    }

    private static double optimum(DenseProgram program) {
        Solution solution = KktAssert.assertSolved(
                new InteriorPointSolver().solve(program.toConic(), SolverSettings.defaults()));
        KktAssert.assertOptimal(program, solution, 1e-6);
        return solution.primalObjective();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithOjAlgo(long seed) {
        DenseProgram program = program(seed);
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        for (int j = 0; j < program.variables(); j++) {
            model.newVariable("x" + j)
                    .weight(program.linear[j])
                    .lower(program.lower[j])
                    .upper(
                            program.upper[j]);
        }
        for (int k = 0; k < program.rows.size(); k++) {
            Expression row = model.newExpression("r" + k);
            for (int j = 0; j < program.variables(); j++) {
                Variable variable = model.getVariable(j);
                row.set(variable, program.rows.get(k)[j]);
            }
            switch (program.senses.get(k)) {
                case EQUAL -> row.level(program.rightSides.get(k));
                case LESS -> row.upper(program.rightSides.get(k));
                case GREATER -> row.lower(program.rightSides.get(k));
            }
        }

        double ours = optimum(program);

        Optimisation.Result reference = model.minimise();
        assertTrue(reference.getState().isOptimal(), () -> reference.getState().toString());
        assertEquals(reference.getValue(), ours, 1e-7 * Math.max(1, Math.abs(ours)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithHighs(long seed) {
        Loader.loadNativeLibraries();
        DenseProgram program = program(seed);
        MPSolver model = MPSolver.createSolver("HIGHS_LP");
        MPVariable[] variables = new MPVariable[program.variables()];
        MPObjective objective = model.objective();
        for (int j = 0; j < variables.length; j++) {
            variables[j] = model.makeNumVar(program.lower[j], program.upper[j], "x" + j);
            objective.setCoefficient(variables[j], program.linear[j]);
        }
        objective.setMinimization();
        for (int k = 0; k < program.rows.size(); k++) {
            double right = program.rightSides.get(k);
            double infinity = Double.POSITIVE_INFINITY;
            MPConstraint row = switch (program.senses.get(k)) {
                case EQUAL -> model.makeConstraint(right, right);
                case LESS -> model.makeConstraint(-infinity, right);
                case GREATER -> model.makeConstraint(right, infinity);
            };
            for (int j = 0; j < variables.length; j++) {
                row.setCoefficient(variables[j], program.rows.get(k)[j]);
            }
        }

        double ours = optimum(program);

        assertEquals(MPSolver.ResultStatus.OPTIMAL, model.solve());
        assertEquals(objective.value(), ours, 1e-7 * Math.max(1, Math.abs(ours)));
        model.delete();
    }
}
