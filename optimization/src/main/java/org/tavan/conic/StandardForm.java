package org.tavan.conic;

/// `minimise ½ xᵀPx + qᵀx  s.t.  Ax + s = b, s ∈ K` with K = {0}^`equalities` × ℝ₊^(rest).
///
/// Shape: `quadratic` n × n, `linear` n, `matrix` m × n, `rightSide` m; the single-entry inequalities are the last rows.
final class StandardForm {
    final UpperTriangle quadratic;
    final double[] linear;
    final SparseRows matrix;
    final double[] rightSide;
    final int equalities;

    StandardForm(UpperTriangle quadratic, double[] linear, SparseRows matrix, double[] rightSide,
            int equalities) {
        this.quadratic = quadratic;
        this.linear = linear;
        this.matrix = matrix;
        this.rightSide = rightSide;
        this.equalities = equalities;
    }

    int variables() {
        return linear.length;
    }

    int rows() {
        return rightSide.length;
    }

    boolean samePattern(StandardForm that) {
        return equalities == that.equalities && quadratic.samePattern(that.quadratic)
                && matrix.samePattern(that.matrix);
    }

    /// {@return the same patterns with their own, zero, values}
    StandardForm blankCopy() {
        return new StandardForm(quadratic.blankCopy(), new double[variables()], matrix.blankCopy(),
                new double[rows()], equalities);
    }
}
