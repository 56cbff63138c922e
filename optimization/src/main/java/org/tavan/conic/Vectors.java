package org.tavan.conic;

/// Dense vector kernels.
final class Vectors {
    private Vectors() {}

    /// {@return the largest absolute entry, 0 of an empty vector, NaN if any entry is}
    static double maxNorm(double[] v) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < v.length; i += 2) {
            even = Math.max(even, Math.abs(v[i]));
            odd = Math.max(odd, Math.abs(v[i + 1]));
        }
        return Math.max(Math.max(even, odd), i < v.length ? Math.abs(v[i]) : 0);
    }

    /// {@return `uᵀv`, by four sums, which do not wait for one another}
    static double dot(double[] u, double[] v) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < u.length; i += 4) {
            first += u[i] * v[i];
            second += u[i + 1] * v[i + 1];
            third += u[i + 2] * v[i + 2];
            fourth += u[i + 3] * v[i + 3];
        }
        for (; i < u.length; i++) {
            first += u[i] * v[i];
        }
        return (first + second) + (third + fourth);
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
