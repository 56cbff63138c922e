package org.tavan.conic;

/// Dense vector kernels.
final class Vectors {
    private Vectors() {}

    /// {@return the largest absolute entry, 0 of an empty vector, NaN if any entry is}
    static double maxNorm(double[] v) {
        double norm = 0;
        for (double entry : v) {
            norm = Math.max(norm, Math.abs(entry));
        }
        return norm;
    }

    static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    /// `u += v`.
    static void add(double[] u, double[] v) {
        addScaled(u, 1, v);
    }

    /// `u -= v`.
    static void subtract(double[] u, double[] v) {
        addScaled(u, -1, v);
    }

    /// `u += αv`.
    static void addScaled(double[] u, double alpha, double[] v) {
        for (int i = 0; i < u.length; i++) {
            u[i] += alpha * v[i];
        }
    }
}
