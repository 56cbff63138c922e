package org.tavan.conic;

import java.util.Arrays;
import java.util.Optional;

/// The proof of infeasibility with the least total weight: `minimise Σ|z_i|  s.t.  Aᵀz = 0, bᵀz = -1, z ∈ K*`, where a
/// cone counts with its first entry, which bounds the others.
///
/// The embedding converges to a proof in which every row takes part that can. The least one leaves out whatever does not
/// contribute, so that its rows name what contradicts each other.
final class LeastCertificate {
    private LeastCertificate() {}

    /// {@return the weights of the rows as exactly as double precision gives them, or nothing if it does not}
    ///
    /// @param form equilibrated and infeasible
    static Optional<double[]> of(StandardForm form) {
        ConicProgram program = program(form);
        SolveOutcome outcome = new InteriorPointSolver().solve(program,
                SolverSettings.defaults().withTolerances(1e-14, 1e-9));
        return switch (outcome) {
            case SolveOutcome.Solved(Solution solution) -> Optional.of(weights(form, solution));
            case SolveOutcome.LimitReached(_, Solution last) -> Optional.of(weights(form, last));
            case SolveOutcome.NumericalError _,SolveOutcome.PrimalInfeasible _,SolveOutcome.DualInfeasible _ ->
                Optional.empty();
        };
    }

    /// Variable `i < rows` is the weight of row `i`, or its positive part; behind them the negative parts of equalities. A
    /// cone weighs what its first row does.
    private static ConicProgram program(StandardForm form) {
        ConicProgram.Builder builder = ConicProgram.builder();
        int m = form.rows();
        for (int i = 0; i < form.equalities; i++) {
            builder.addVariable(1, 0, Double.POSITIVE_INFINITY);
        }
        for (int c = 0; c < form.coneCount(); c++) {
            addCone(builder, form.coneStart[c], form.coneStart[c + 1]);
        }
        for (int i = form.inequalitiesFrom(); i < m + form.equalities; i++) {
            builder.addVariable(1, 0, Double.POSITIVE_INFINITY);
        }
        SparseRows a = form.matrix;
        int n = form.variables();
        Row[] columns = new Row[n + 1];
        Arrays.setAll(columns, _ -> new Row());
        for (int i = 0; i < m; i++) {
            for (int k = a.start[i]; k < a.start[i + 1]; k++) {
                columns[a.column[k]].add(form, i, a.value[k]);
            }
            columns[n].add(form, i, form.rightSide[i]);
        }
        for (int j = 0; j <= n; j++) {
            builder.addEquality(columns[j].variables(), columns[j].coefficients.toArray(), j < n ? 0 : -1);
        }
        return builder.build();
    }

    /// The weights `from .. to` lie in the dual cone, which is the same cone; the first bounds them all.
    private static void addCone(ConicProgram.Builder builder, int from, int to) {
        int[][] variables = new int[to - from][];
        double[][] coefficients = new double[to - from][];
        for (int i = from; i < to; i++) {
            variables[i - from] = new int[]{i};
            coefficients[i - from] = new double[]{1};
            builder.addVariable(i == from ? 1 : 0);
        }
        builder.addSecondOrderCone(variables, coefficients, new double[to - from]);
    }

    private static double[] weights(StandardForm form, Solution solution) {
        double[] z = new double[form.rows()];
        for (int i = 0; i < form.equalities; i++) {
            z[i] = solution.value(i) - solution.value(z.length + i);
        }
        for (int c = 0; c < form.coneCount(); c++) {
            double tail = 0;
            for (int i = form.coneStart[c] + 1; i < form.coneStart[c + 1]; i++) {
                z[i] = solution.value(i);
                tail = Math.hypot(tail, z[i]);
            }
            z[form.coneStart[c]] = Math.max(tail, solution.value(form.coneStart[c]));
        }
        for (int i = form.inequalitiesFrom(); i < z.length; i++) {
            z[i] = Math.max(0, solution.value(i));
        }
        return z;
    }

    private static final class Row {
        private final GrowingVector rows = new GrowingVector();
        private final GrowingVector coefficients = new GrowingVector();

        void add(StandardForm form, int row, double coefficient) {
            rows.add(row);
            coefficients.add(coefficient);
            if (row < form.equalities) {
                rows.add(form.rows() + row);
                coefficients.add(-coefficient);
            }
        }

        int[] variables() {
            return Arrays.stream(rows.toArray()).mapToInt(row -> (int) row).toArray();
        }
    }
}
