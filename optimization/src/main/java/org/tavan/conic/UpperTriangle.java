package org.tavan.conic;

import java.util.Arrays;

/// A symmetric sparse matrix, its upper triangle by columns.
///
/// Shape: column `j` has the entries `start[j] .. start[j + 1)` of `row` (each ≤ `j`, none twice) and `value`.
final class UpperTriangle {
    final int[] start;
    final int[] row;
    final double[] value;

    UpperTriangle(int[] start, int[] row, double[] value) {
        this.start = start;
        this.row = row;
        this.value = value;
    }

    int size() {
        return start.length - 1;
    }

    /// `y += αPx`.
    void multiplyAdd(double alpha, double[] x, double[] y) {
        for (int j = 0, n = size(); j < n; j++) {
            for (int k = start[j], end = start[j + 1]; k < end; k++) {
                int i = row[k];
                double weight = alpha * value[k];
                y[i] += weight * x[j];
                if (i != j) {
                    y[j] += weight * x[i];
                }
            }
        }
    }

    boolean samePattern(UpperTriangle that) {
        return Arrays.equals(start, that.start) && Arrays.equals(row, that.row);
    }

    /// {@return the same pattern with its own, zero, values}
    UpperTriangle blankCopy() {
        return new UpperTriangle(start, row, new double[value.length]);
    }
}
