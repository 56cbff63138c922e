package org.tavan.conic;

import java.util.Arrays;
import java.util.Optional;

/// The proof of infeasibility with the least total weight: `minimise Σ|z_i|  s.t.  Aᵀz = 0, bᵀz = -1, z ≥ 0` on inequalities.
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
        SolveOutcome outcome = new HomogeneousMethod(program.form()).solve(program,
                SolverSettings.defaults().withTolerances(1e-14, 1e-9));
        return switch (outcome) {
            case SolveOutcome.Solved(Solution solution) -> Optional.of(weights(form, solution));
            case SolveOutcome.LimitReached(_, Solution last) -> Optional.of(weights(form, last));
            case SolveOutcome.NumericalError _,SolveOutcome.PrimalInfeasible _,SolveOutcome.DualInfeasible _ ->
                Optional.empty();
        };
    }

    /// Variable `i < rows` is the weight of row `i`, or its positive part; behind them the negative parts of equalities.
    private static ConicProgram program(StandardForm form) {
        ConicProgram.Builder builder = ConicProgram.builder();
        int m = form.rows();
        for (int i = 0; i < m + form.equalities; i++) {
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

    private static double[] weights(StandardForm form, Solution solution) {
        double[] z = new double[form.rows()];
        for (int i = 0; i < z.length; i++) {
            z[i] = i < form.equalities
                    ? solution.value(i) - solution.value(z.length + i)
                    : Math.max(0, solution.value(i));
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
