package org.tavan.solver.microgrid.check;

/// A square system of complex linear equations, solved by elimination with row pivots.
///
/// Shape: entries are put by row and column before the first solution; vectors hold real and imaginary parts apart.
final class ComplexSystem {
    private final int size;
    private final double[][] re;
    private final double[][] im;
    private final int[] row;
    private boolean factored;

    ComplexSystem(int size) {
        this.size = size;
        re = new double[size][size];
        im = new double[size][size];
        row = new int[size];
        for (int i = 0; i < size; i++) {
            row[i] = i;
        }
    }

    void add(int i, int j, double real, double imaginary) {
        re[i][j] += real;
        im[i][j] += imaginary;
    }

    /// Solves for a right-hand side.
    ///
    /// @param rightRe its real parts, not changed
    /// @param rightIm its imaginary parts, not changed
    /// @return real and imaginary parts of the solution; not finite where the equations contradict or repeat each other
    double[][] solve(double[] rightRe, double[] rightIm) {
        if (!factored) {
            factor();
            factored = true;
        }
        double[] xRe = new double[size];
        double[] xIm = new double[size];
        for (int i = 0; i < size; i++) {
            xRe[i] = rightRe[row[i]];
            xIm[i] = rightIm[row[i]];
            for (int j = 0; j < i; j++) {
                subtract(i, j, xRe, xIm);
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size; j++) {
                subtract(i, j, xRe, xIm);
            }
            double square = re[i][i] * re[i][i] + im[i][i] * im[i][i];
            double real = (xRe[i] * re[i][i] + xIm[i] * im[i][i]) / square;
            xIm[i] = (xIm[i] * re[i][i] - xRe[i] * im[i][i]) / square;
            xRe[i] = real;
        }
        return new double[][]{xRe, xIm};
    }

    private void subtract(int i, int j, double[] xRe, double[] xIm) {
        xRe[i] -= re[i][j] * xRe[j] - im[i][j] * xIm[j];
        xIm[i] -= re[i][j] * xIm[j] + im[i][j] * xRe[j];
    }

    /// Leaves the factors in place of the entries: below the diagonal the multipliers, on and above it the triangle.
    private void factor() {
        for (int k = 0; k < size; k++) {
            swap(k, pivot(k));
            double square = re[k][k] * re[k][k] + im[k][k] * im[k][k];
            for (int i = k + 1; i < size; i++) {
                if (re[i][k] == 0 && im[i][k] == 0) {
                    continue;
                }
                double real = (re[i][k] * re[k][k] + im[i][k] * im[k][k]) / square;
                double imaginary = (im[i][k] * re[k][k] - re[i][k] * im[k][k]) / square;
                re[i][k] = real;
                im[i][k] = imaginary;
                for (int j = k + 1; j < size; j++) {
                    re[i][j] -= real * re[k][j] - imaginary * im[k][j];
                    im[i][j] -= real * im[k][j] + imaginary * re[k][j];
                }
            }
        }
    }

    private int pivot(int k) {
        int best = k;
        for (int i = k + 1; i < size; i++) {
            if (Math.hypot(re[i][k], im[i][k]) > Math.hypot(re[best][k], im[best][k])) {
                best = i;
            }
        }
        return best;
    }

    private void swap(int a, int b) {
        double[] realRow = re[a];
        re[a] = re[b];
        re[b] = realRow;
        double[] imaginaryRow = im[a];
        im[a] = im[b];
        im[b] = imaginaryRow;
        int index = row[a];
        row[a] = row[b];
        row[b] = index;
    }
}
