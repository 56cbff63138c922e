package org.tavan.conic;

import java.util.Arrays;

/// Scales a program so that the rows and columns of `[P Aᵀ; A 0]` have largest entries near 1.
///
/// `P̂ = c D P D`, `q̂ = c D q`, `Â = E A D`, `b̂ = E b` with diagonal `D`, `E` > 0, one factor a second-order cone, and `c` > 0; then
/// `x = D x̂`, `s = E⁻¹ ŝ`, `z = E ẑ / c`.
///
/// Source: Ruiz, "A scaling algorithm to equilibrate both rows and columns norms in matrices", RAL-TR-2001-034; with the
/// cost scaling of Stellato et al. 2020, doi 10.1007/s12532-020-00179-2, algorithm 2.
/// Departs from it: starts from `D` = the size of each variable as far as right sides tell, because `A` alone does not see
/// whether powers come in W or in MW (of 200 programs with variables from 1e-4 to 1e5, that solves 195 instead of 39); and
/// stops early once all norms are within 10 % of 1.
final class Equilibration {
    private static final int PASSES = 10;
    private static final double SMALLEST = 1e-4;
    private static final double LARGEST = 1e4;
    private static final double SIZE_SPREAD = 1e6;

    final double[] columnScale;
    final double[] rowScale;
    private final double[] columnNorm;
    private final double[] rowNorm;
    private double costScale = 1;

    Equilibration(int variables, int rows) {
        columnScale = new double[variables];
        rowScale = new double[rows];
        columnNorm = new double[variables];
        rowNorm = new double[rows];
    }

    double costScale() {
        return costScale;
    }

    /// Finds the scaling of `from` and writes the scaled program to `into`, which has the same patterns.
    void scale(StandardForm from, StandardForm into) {
        startFromSizes(from);
        costScale = 1;
        for (int pass = 0; pass < PASSES; pass++) {
            measure(from);
            if (rescale()) {
                break;
            }
            scaleCost(from);
        }
        apply(from, into);
    }

    /// A variable is as large as its bounds are; one without bounds, and the right sides, have the typical size.
    private void startFromSizes(StandardForm form) {
        double typical = typicalSize(form);
        Arrays.fill(rowScale, 1 / typical);
        Arrays.fill(columnScale, 0);
        SparseRows a = form.matrix;
        for (int i = a.singleFrom, k = a.start[i], m = a.rows(); i < m; i++, k++) {
            double bound = Math.abs(form.rightSide[i] / a.value[k]);
            if (bound < Double.POSITIVE_INFINITY) {
                columnScale[a.column[k]] = Math.max(columnScale[a.column[k]], bound);
            }
        }
        for (int j = 0; j < columnScale.length; j++) {
            double size = columnScale[j] == 0
                    ? typical
                    : Math.clamp(columnScale[j], typical / SIZE_SPREAD, typical * SIZE_SPREAD);
            columnScale[j] = Math.scalb(1.0, Math.getExponent(size));
        }
    }

    /// {@return the geometric mean of `|b_i| / ‖A_i‖∞` over rows where neither is 0, as a power of two}
    private static double typicalSize(StandardForm form) {
        SparseRows a = form.matrix;
        long exponents = 0;
        int count = 0;
        for (int i = 0, m = a.rows(); i < m; i++) {
            double largest = 0;
            for (int k = a.start[i]; k < a.start[i + 1]; k++) {
                largest = Math.max(largest, Math.abs(a.value[k]));
            }
            if (largest > 0 && form.rightSide[i] != 0) {
                exponents += Math.getExponent(form.rightSide[i]) - Math.getExponent(largest);
                count++;
            }
        }
        return count == 0 ? 1 : Math.scalb(1.0, Math.clamp(exponents / count, -40, 40));
    }

    /// Largest entry of each row and column of `[P̂ Âᵀ; Â 0]`.
    private void measure(StandardForm form) {
        Arrays.fill(columnNorm, 0);
        measureQuadratic(form.quadratic);
        SparseRows a = form.matrix;
        for (int i = 0, m = a.rows(); i < m; i++) {
            double largest = 0;
            for (int k = a.start[i]; k < a.start[i + 1]; k++) {
                int j = a.column[k];
                double size = Math.abs(a.value[k]) * columnScale[j];
                largest = Math.max(largest, size);
                columnNorm[j] = Math.max(columnNorm[j], size * rowScale[i]);
            }
            rowNorm[i] = largest * rowScale[i];
        }
        shareNorms(form.coneStart);
    }

    /// The rows of a cone have one factor in common, else it would not stay a cone.
    private void shareNorms(int[] coneStart) {
        for (int c = 0; c < coneStart.length - 1; c++) {
            double largest = 0;
            for (int i = coneStart[c]; i < coneStart[c + 1]; i++) {
                largest = Math.max(largest, rowNorm[i]);
            }
            Arrays.fill(rowNorm, coneStart[c], coneStart[c + 1], largest);
        }
    }

    private void measureQuadratic(UpperTriangle p) {
        for (int j = 0, n = p.size(); j < n; j++) {
            for (int k = p.start[j]; k < p.start[j + 1]; k++) {
                int i = p.row[k];
                double size = costScale * Math.abs(p.value[k]) * columnScale[i] * columnScale[j];
                columnNorm[i] = Math.max(columnNorm[i], size);
                columnNorm[j] = Math.max(columnNorm[j], size);
            }
        }
    }

    /// {@return whether all norms were near 1 before}
    private boolean rescale() {
        boolean near = true;
        for (int j = 0; j < columnScale.length; j++) {
            near &= isNearOne(columnNorm[j]);
            columnScale[j] /= Math.sqrt(clip(columnNorm[j]));
        }
        for (int i = 0; i < rowScale.length; i++) {
            near &= isNearOne(rowNorm[i]);
            rowScale[i] /= Math.sqrt(clip(rowNorm[i]));
        }
        return near;
    }

    private void scaleCost(StandardForm form) {
        Arrays.fill(columnNorm, 0);
        measureQuadratic(form.quadratic);
        double mean = 0;
        double linear = 0;
        for (int j = 0; j < columnNorm.length; j++) {
            mean += columnNorm[j] / columnNorm.length;
            linear = Math.max(linear, costScale * columnScale[j] * Math.abs(form.linear[j]));
        }
        costScale /= clip(Math.max(mean, linear));
    }

    /// Writes `from` to `into` in the scaling found last.
    void apply(StandardForm from, StandardForm into) {
        UpperTriangle p = from.quadratic;
        for (int j = 0, n = p.size(); j < n; j++) {
            for (int k = p.start[j]; k < p.start[j + 1]; k++) {
                into.quadratic.value[k] = costScale * columnScale[p.row[k]] * columnScale[j] * p.value[k];
            }
            into.linear[j] = costScale * columnScale[j] * from.linear[j];
        }
        SparseRows a = from.matrix;
        for (int i = 0, m = a.rows(); i < m; i++) {
            for (int k = a.start[i]; k < a.start[i + 1]; k++) {
                into.matrix.value[k] = rowScale[i] * columnScale[a.column[k]] * a.value[k];
            }
            into.rightSide[i] = rowScale[i] * from.rightSide[i];
        }
    }

    private static boolean isNearOne(double norm) {
        return norm == 0 || (norm > 0.9 && norm < 1.1);
    }

    private static double clip(double norm) {
        return norm == 0 ? 1 : Math.clamp(norm, SMALLEST, LARGEST);
    }
}
