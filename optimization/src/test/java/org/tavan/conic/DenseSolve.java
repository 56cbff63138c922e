package org.tavan.conic;

/// Gaussian elimination with row exchanges.
final class DenseSolve {
    private static final double SINGULAR = 1e-9;

    private DenseSolve() {}

    /// Solves in place; the solution replaces `right`.
    ///
    /// @return false if the matrix is (nearly) singular
    static boolean solve(double[][] matrix, double[] right) {
        int n = right.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(matrix[i][k]) > Math.abs(matrix[pivot][k])) {
                    pivot = i;
                }
            }
            if (Math.abs(matrix[pivot][k]) < SINGULAR) {
                return false;
            }
            double[] row = matrix[pivot];
            matrix[pivot] = matrix[k];
            matrix[k] = row;
            double value = right[pivot];
            right[pivot] = right[k];
            right[k] = value;
            for (int i = k + 1; i < n; i++) {
                double factor = matrix[i][k] / row[k];
                for (int j = k; j < n; j++) {
                    matrix[i][j] -= factor * row[j];
                }
                right[i] -= factor * value;
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                right[k] -= matrix[k][j] * right[j];
            }
            right[k] /= matrix[k][k];
        }
        return true;
    }
}
