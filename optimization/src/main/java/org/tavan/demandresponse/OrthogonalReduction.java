package org.tavan.demandresponse;

/// Least squares by Householder reflections: as accurate as the columns allow, where normal equations square their condition.
///
/// Shape: `rows × columns`, row-major; the last column is the right-hand side. After `reduce` the upper triangle `R` of the first
/// `columns − 1` rows and their right-hand side stand for all rows, and row `columns − 1` holds ± the norm of what is left over.
final class OrthogonalReduction {
    private OrthogonalReduction() {}

    /// Reduces in place; zeros below the diagonal.
    static void reduce(double[] a, int rows, int columns) {
        assert a.length == rows * columns;
        for (int j = 0; j < Math.min(rows, columns); j++) {
            double norm = 0;
            for (int i = j; i < rows; i++) {
                norm = StrictMath.hypot(norm, a[i * columns + j]);
            }
            if (norm == 0) {
                continue;
            }
            double alpha = a[j * columns + j] > 0 ? -norm : norm;
            double head = a[j * columns + j] - alpha;
            for (int c = j + 1; c < columns; c++) {
                double dot = head * a[j * columns + c];
                for (int i = j + 1; i < rows; i++) {
                    dot += a[i * columns + j] * a[i * columns + c];
                }
                // |v|² = 2 norm |head|, with v = (head, a below the diagonal)
                double factor = dot / (norm * Math.abs(head));
                a[j * columns + c] -= factor * head;
                for (int i = j + 1; i < rows; i++) {
                    a[i * columns + c] -= factor * a[i * columns + j];
                }
            }
            a[j * columns + j] = alpha;
            for (int i = j + 1; i < rows; i++) {
                a[i * columns + j] = 0;
            }
        }
    }

    /// {@return `R⁻¹ z` of a reduced system with a regular triangle}
    static double[] solve(double[] a, int columns) {
        int n = columns - 1;
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double sum = a[i * columns + n];
            for (int j = i + 1; j < n; j++) {
                sum -= a[i * columns + j] * x[j];
            }
            x[i] = sum / a[i * columns + i];
        }
        return x;
    }

    /// {@return the diagonal of `(RᵀR)⁻¹`}
    static double[] variances(double[] a, int columns) {
        int n = columns - 1;
        double[] variances = new double[n];
        double[] column = new double[n];
        for (int c = 0; c < n; c++) {
            for (int i = c; i >= 0; i--) {
                double sum = i == c ? 1 : 0;
                for (int j = i + 1; j <= c; j++) {
                    sum -= a[i * columns + j] * column[j];
                }
                column[i] = sum / a[i * columns + i];
                variances[i] += column[i] * column[i];
            }
        }
        return variances;
    }
}
