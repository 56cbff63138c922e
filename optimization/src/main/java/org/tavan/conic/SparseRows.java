package org.tavan.conic;

import java.util.Arrays;

/// A sparse matrix by rows. Rows from `singleFrom` on hold exactly one entry each, which makes variable bounds cheap.
///
/// Shape: row `i` has the entries `start[i] .. start[i + 1)` of `column` and `value`; no column twice in a row.
final class SparseRows {
    final int columns;
    final int singleFrom;
    final int[] start;
    final int[] column;
    final double[] value;

    SparseRows(int columns, int singleFrom, int[] start, int[] column, double[] value) {
        this.columns = columns;
        this.singleFrom = singleFrom;
        this.start = start;
        this.column = column;
        this.value = value;
    }

    int rows() {
        return start.length - 1;
    }

    /// {@return the entry index of a row that holds one entry}
    int single(int row) {
        return start[singleFrom] + row - singleFrom;
    }

    /// `y += αAx`.
    void multiplyAdd(double alpha, double[] x, double[] y) {
        for (int i = 0; i < singleFrom; i++) {
            double sum = 0;
            for (int k = start[i], end = start[i + 1]; k < end; k++) {
                sum += value[k] * x[column[k]];
            }
            y[i] += alpha * sum;
        }
        for (int i = singleFrom, k = start[singleFrom], m = rows(); i < m; i++, k++) {
            y[i] += alpha * value[k] * x[column[k]];
        }
    }

    /// {@return one row times `x`}
    double rowTimes(int row, double[] x) {
        double sum = 0;
        for (int k = start[row], end = start[row + 1]; k < end; k++) {
            sum += value[k] * x[column[k]];
        }
        return sum;
    }

    /// `x += αAᵀz`.
    void transposeMultiplyAdd(double alpha, double[] z, double[] x) {
        for (int i = 0; i < singleFrom; i++) {
            double weight = alpha * z[i];
            for (int k = start[i], end = start[i + 1]; k < end; k++) {
                x[column[k]] += weight * value[k];
            }
        }
        for (int i = singleFrom, k = start[singleFrom], m = rows(); i < m; i++, k++) {
            x[column[k]] += alpha * value[k] * z[i];
        }
    }

    boolean samePattern(SparseRows that) {
        return columns == that.columns && singleFrom == that.singleFrom && Arrays.equals(start, that.start)
                && Arrays.equals(column, that.column);
    }

    /// {@return the same pattern with its own, zero, values}
    SparseRows blankCopy() {
        return new SparseRows(columns, singleFrom, start, column, new double[value.length]);
    }
}
