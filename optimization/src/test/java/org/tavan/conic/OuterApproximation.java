package org.tavan.conic;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.Arrays;

/// The optimum of a program with a linear cost by HiGHS and half-spaces around its cones: each round adds the tangent of
/// every cone that the last point violates.
///
/// Source: Kelley, "The cutting-plane method for solving convex programs", J. SIAM 8 (1960) 703–712.
final class OuterApproximation {
    private static final double VIOLATION = 1e-8;
    /// HiGHS lets rows be off by 1e-7; so tangents are multiplied.
    private static final double SHARPENING = 1e3;
    private static final int ROUNDS = 200;

    private final DenseProgram program;
    private final MPSolver model;
    private final MPVariable[] variables;

    private OuterApproximation(DenseProgram program) {
        Loader.loadNativeLibraries();
        this.program = program;
        model = MPSolver.createSolver("HIGHS_LP");
        variables = new MPVariable[program.variables()];
        MPObjective objective = model.objective();
        objective.setMinimization();
        for (int j = 0; j < variables.length; j++) {
            variables[j] = model.makeNumVar(program.lower[j], program.upper[j], "x" + j);
            objective.setCoefficient(variables[j], program.linear[j]);
        }
        for (int k = 0; k < program.rows.size(); k++) {
            double right = program.rightSides.get(k);
            switch (program.senses.get(k)) {
                case EQUAL -> addRow(program.rows.get(k), right, right);
                case LESS -> addRow(program.rows.get(k), Double.NEGATIVE_INFINITY, right);
                case GREATER -> addRow(program.rows.get(k), right, Double.POSITIVE_INFINITY);
            }
        }
        for (DenseProgram.Cone cone : program.cones) {
            addRow(cone.coefficients()[0], -cone.constants()[0], Double.POSITIVE_INFINITY);
        }
    }

    /// {@return a lower bound that is exact up to about `VIOLATION`; every variable needs two bounds}
    static double optimum(DenseProgram program) {
        OuterApproximation approximation = new OuterApproximation(program);
        try {
            return approximation.refine();
        } finally {
            approximation.model.delete();
        }
    }

    private double refine() {
        for (int round = 0; round < ROUNDS; round++) {
            MPSolver.ResultStatus status = model.solve();
            if (status != MPSolver.ResultStatus.OPTIMAL) {
                throw new IllegalStateException("HiGHS ended with " + status);
            }
            double[] x = Arrays.stream(variables).mapToDouble(MPVariable::solutionValue).toArray();
            boolean inside = true;
            for (DenseProgram.Cone cone : program.cones) {
                double[] s = cone.at(x);
                if (DenseProgram.tailNorm(s) - s[0] > VIOLATION) {
                    inside = false;
                    addTangent(cone, s);
                }
            }
            if (inside) {
                return model.objective().value();
            }
        }
        throw new IllegalStateException("The cuts did not close in %d rounds.".formatted(ROUNDS));
    }

    /// `gᵀ(s₁, …) ≤ s₀` with `g` the direction of the tail of a point.
    private void addTangent(DenseProgram.Cone cone, double[] s) {
        double norm = DenseProgram.tailNorm(s);
        double[] row = cone.coefficients()[0].clone();
        Arrays.setAll(row, j -> SHARPENING * row[j]);
        double constant = SHARPENING * cone.constants()[0];
        for (int i = 1; i < s.length; i++) {
            double g = SHARPENING * s[i] / norm;
            constant -= g * cone.constants()[i];
            for (int j = 0; j < row.length; j++) {
                row[j] -= g * cone.coefficients()[i][j];
            }
        }
        addRow(row, -constant, Double.POSITIVE_INFINITY);
    }

    private void addRow(double[] coefficients, double low, double high) {
        MPConstraint row = model.makeConstraint(low, high);
        for (int j = 0; j < coefficients.length; j++) {
            row.setCoefficient(variables[j], coefficients[j]);
        }
    }
}
