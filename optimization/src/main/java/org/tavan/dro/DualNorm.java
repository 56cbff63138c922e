package org.tavan.dro;

import java.util.List;

import org.tavan.conic.ConicProgram;
import org.tavan.uncertainty.Norm;

/// Writes `‖v‖_* ≤ λ`, the dual of the norm of a ball, as rows and cones of a program.
final class DualNorm {
    private DualNorm() {}

    /// Adds the constraint. With a single entry all norms are the same, without one there is nothing to hold.
    static void atMost(ConicProgram.Builder program, Norm norm, List<AffineSum> v, int lambda) {
        if (v.size() <= 1) {
            largest(program, v, lambda);
            return;
        }
        switch (norm.dual()) {
            case INFINITY -> largest(program, v, lambda);
            case ONE -> sum(program, v, lambda);
            case TWO -> cone(program, v, lambda);
        }
    }

    private static void largest(ConicProgram.Builder program, List<AffineSum> v, int lambda) {
        for (AffineSum entry : v) {
            new AffineSum().add(entry, 1).add(lambda, -1).atMost(program, 0);
            new AffineSum().add(entry, -1).add(lambda, -1).atMost(program, 0);
        }
    }

    /// `−w_j ≤ v_j ≤ w_j`, `Σ w_j ≤ λ`.
    private static void sum(ConicProgram.Builder program, List<AffineSum> v, int lambda) {
        AffineSum sum = new AffineSum().add(lambda, -1);
        for (AffineSum entry : v) {
            int size = program.addVariable(0);
            new AffineSum().add(entry, 1).add(size, -1).atMost(program, 0);
            new AffineSum().add(entry, -1).add(size, -1).atMost(program, 0);
            sum.add(size, 1);
        }
        sum.atMost(program, 0);
    }

    private static void cone(ConicProgram.Builder program, List<AffineSum> v, int lambda) {
        int[][] variables = new int[v.size() + 1][];
        double[][] coefficients = new double[v.size() + 1][];
        double[] constants = new double[v.size() + 1];
        variables[0] = new int[]{lambda};
        coefficients[0] = new double[]{1};
        for (int j = 0; j < v.size(); j++) {
            variables[j + 1] = v.get(j).variables();
            coefficients[j + 1] = v.get(j).coefficients();
            constants[j + 1] = v.get(j).constant();
        }
        program.addSecondOrderCone(variables, coefficients, constants);
    }
}
