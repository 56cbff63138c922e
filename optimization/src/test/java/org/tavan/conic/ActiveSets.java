package org.tavan.conic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tavan.conic.DenseProgram.Sense;

/// The optimum of a small program by trying every set of active rows and bounds: slow and simple.
final class ActiveSets {
    private static final double FEASIBLE = 1e-8;

    private final DenseProgram program;
    private final List<double[]> planes = new ArrayList<>();
    private final List<Double> rights = new ArrayList<>();
    private final List<Sense> senses = new ArrayList<>();
    private double best = Double.POSITIVE_INFINITY;

    private ActiveSets(DenseProgram program) {
        this.program = program;
        for (int k = 0; k < program.rows.size(); k++) {
            add(program.rows.get(k), program.rightSides.get(k), program.senses.get(k));
        }
        for (int j = 0; j < program.variables(); j++) {
            double[] unit = new double[program.variables()];
            unit[j] = 1;
            add(unit, program.lower[j], Sense.GREATER);
            add(unit, program.upper[j], Sense.LESS);
        }
    }

    /// {@return the least objective; a bounded convex program has it on one of the faces}
    static double optimum(DenseProgram program) {
        ActiveSets search = new ActiveSets(program);
        search.tryFrom(0, new ArrayList<>());
        return search.best;
    }

    private void add(double[] plane, double right, Sense sense) {
        planes.add(plane);
        rights.add(right);
        senses.add(sense);
    }

    private void tryFrom(int next, List<Integer> active) {
        if (active.size() > program.variables()) {
            return;
        }
        if (next == planes.size()) {
            minimiseOnFace(active);
            return;
        }
        active.addLast(next);
        tryFrom(next + 1, active);
        active.removeLast();
        if (senses.get(next) != Sense.EQUAL) {
            tryFrom(next + 1, active);
        }
    }

    private void minimiseOnFace(List<Integer> active) {
        int n = program.variables();
        int size = n + active.size();
        double[][] matrix = new double[size][size];
        double[] right = new double[size];
        for (int i = 0; i < n; i++) {
            System.arraycopy(program.quadratic[i], 0, matrix[i], 0, n);
            right[i] = -program.linear[i];
        }
        for (int k = 0; k < active.size(); k++) {
            double[] plane = planes.get(active.get(k));
            right[n + k] = rights.get(active.get(k));
            for (int j = 0; j < n; j++) {
                matrix[n + k][j] = plane[j];
                matrix[j][n + k] = plane[j];
            }
        }
        if (DenseSolve.solve(matrix, right)) {
            double[] x = Arrays.copyOf(right, n);
            if (isFeasible(x)) {
                best = Math.min(best, program.objective(x));
            }
        }
    }

    private boolean isFeasible(double[] x) {
        for (int k = 0; k < planes.size(); k++) {
            double slack = rights.get(k) - DenseProgram.dot(planes.get(k), x);
            boolean holds = switch (senses.get(k)) {
                case EQUAL -> Math.abs(slack) <= FEASIBLE;
                case LESS -> slack >= -FEASIBLE;
                case GREATER -> slack <= FEASIBLE;
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }
}
