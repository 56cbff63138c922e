package org.tavan.conic;

import java.util.Arrays;

/// `minimise ½ xᵀPx + qᵀx  s.t.  Ax + s = b, s ∈ K` with K = {0}^`equalities` × second-order cones × ℝ₊^(rest).
///
/// Shape: `quadratic` n × n, `linear` n, `matrix` m × n, `rightSide` m; cone `c` has the rows `coneStart[c] .. coneStart[c + 1)`
/// with `coneStart[0] = equalities`; the single-entry inequalities are the last rows.
final class StandardForm {
    final UpperTriangle quadratic;
    final double[] linear;
    final SparseRows matrix;
    final double[] rightSide;
    final int equalities;
    final int[] coneStart;

    StandardForm(UpperTriangle quadratic, double[] linear, SparseRows matrix, double[] rightSide,
            int[] coneStart) {
        this.quadratic = quadratic;
        this.linear = linear;
        this.matrix = matrix;
        this.rightSide = rightSide;
        this.coneStart = coneStart;
        equalities = coneStart[0];
    }

    int variables() {
        return linear.length;
    }

    int rows() {
        return rightSide.length;
    }

    int coneCount() {
        return coneStart.length - 1;
    }

    /// {@return the first row of the non-negative cone}
    int inequalitiesFrom() {
        return coneStart[coneStart.length - 1];
    }

    boolean samePattern(StandardForm that) {
        return Arrays.equals(coneStart, that.coneStart) && quadratic.samePattern(that.quadratic)
                && matrix.samePattern(that.matrix);
    }

    /// Copies the values of a program of the same patterns.
    void copyFrom(StandardForm that) {
        System.arraycopy(that.quadratic.value, 0, quadratic.value, 0, quadratic.value.length);
        System.arraycopy(that.linear, 0, linear, 0, linear.length);
        System.arraycopy(that.matrix.value, 0, matrix.value, 0, matrix.value.length);
        System.arraycopy(that.rightSide, 0, rightSide, 0, rightSide.length);
    }

    /// {@return the same patterns with their own, zero, values}
    StandardForm blankCopy() {
        return new StandardForm(quadratic.blankCopy(), new double[variables()], matrix.blankCopy(),
                new double[rows()], coneStart);
    }
}
