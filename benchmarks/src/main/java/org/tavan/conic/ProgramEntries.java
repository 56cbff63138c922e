package org.tavan.conic;

import java.util.Arrays;

/// The numbers of a program, for handing the same program to another solver: `minimise ½ xᵀPx + qᵀx` with `low ≤ x ≤ high` and
/// `rowLow ≤ Ax ≤ rowHigh`. Inequalities with a single entry are bounds here, as other solvers take them.
///
/// Lives beside the solver's classes since the standard form is theirs alone.
public final class ProgramEntries {
    private final StandardForm form;

    private ProgramEntries(StandardForm form) {
        this.form = form;
    }

    /// {@return the numbers of a program of linear rows}
    public static ProgramEntries of(ConicProgram program) {
        return new ProgramEntries(program.form());
    }

    /// {@return `q`}
    public double[] linear() {
        return form.linear.clone();
    }

    /// {@return the diagonal of `P`}
    ///
    /// @throws IllegalStateException if `P` has other entries
    public double[] quadraticDiagonal() {
        double[] diagonal = new double[form.variables()];
        UpperTriangle p = form.quadratic;
        for (int j = 0; j < diagonal.length; j++) {
            for (int k = p.start[j]; k < p.start[j + 1]; k++) {
                if (p.row[k] != j && p.value[k] != 0) {
                    throw new IllegalStateException("The quadratic cost joins two variables.");
                }
                diagonal[j] = p.value[k];
            }
        }
        return diagonal;
    }

    /// {@return the number of rows that are not bounds}
    public int rows() {
        return form.matrix.singleFrom;
    }

    /// {@return whether a row is an equality; any other is at most its right side}
    public boolean isEquality(int row) {
        return row < form.equalities;
    }

    /// {@return the right side of a row}
    public double rightSide(int row) {
        return form.rightSide[row];
    }

    /// {@return the variables of a row}
    public int[] variables(int row) {
        return Arrays.copyOfRange(form.matrix.column, form.matrix.start[row], form.matrix.start[row + 1]);
    }

    /// {@return the coefficients of a row}
    public double[] coefficients(int row) {
        return Arrays.copyOfRange(form.matrix.value, form.matrix.start[row], form.matrix.start[row + 1]);
    }

    /// {@return the lower bound of every variable}
    public double[] low() {
        double[] low = new double[form.variables()];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        for (int i = rows(); i < form.rows(); i++) {
            int k = form.matrix.single(i);
            if (form.matrix.value[k] < 0) {
                int j = form.matrix.column[k];
                low[j] = Math.max(low[j], form.rightSide[i] / form.matrix.value[k]);
            }
        }
        return low;
    }

    /// {@return the upper bound of every variable}
    public double[] high() {
        double[] high = new double[form.variables()];
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        for (int i = rows(); i < form.rows(); i++) {
            int k = form.matrix.single(i);
            if (form.matrix.value[k] > 0) {
                int j = form.matrix.column[k];
                high[j] = Math.min(high[j], form.rightSide[i] / form.matrix.value[k]);
            }
        }
        return high;
    }
}
