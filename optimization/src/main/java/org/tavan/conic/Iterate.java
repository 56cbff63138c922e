package org.tavan.conic;

import java.util.Arrays;

/// A point `(x, z, s, τ, κ)` of the homogeneous embedding, or a direction in its space.
///
/// With `τ > 0 = κ` the point `(x, z, s) / τ` is optimal; with `κ > 0 = τ` it proves that there is no optimum.
final class Iterate {
    final double[] x;
    final double[] z;
    final double[] s;
    double tau;
    double kappa;

    Iterate(int variables, int rows) {
        x = new double[variables];
        z = new double[rows];
        s = new double[rows];
    }

    void copyFrom(Iterate that) {
        System.arraycopy(that.x, 0, x, 0, x.length);
        System.arraycopy(that.z, 0, z, 0, z.length);
        System.arraycopy(that.s, 0, s, 0, s.length);
        tau = that.tau;
        kappa = that.kappa;
    }

    /// Makes it the origin with `τ = 1`.
    void reset() {
        Arrays.fill(x, 0);
        Arrays.fill(z, 0);
        Arrays.fill(s, 0);
        tau = 1;
        kappa = 0;
    }

    /// Makes it the point outside the embedding that it stands for, `τ > 0`.
    void normalize() {
        for (int j = 0; j < x.length; j++) {
            x[j] /= tau;
        }
        for (int i = 0; i < z.length; i++) {
            z[i] /= tau;
            s[i] /= tau;
        }
        tau = 1;
        kappa = 0;
    }

    void step(double length, Iterate direction) {
        Vectors.addScaled(x, length, direction.x);
        Vectors.addScaled(z, length, direction.z);
        Vectors.addScaled(s, length, direction.s);
        tau += length * direction.tau;
        kappa += length * direction.kappa;
    }

    /// {@return whether `κ` takes part: not where the optimality conditions are solved as they are, with `τ = 1`}
    boolean isEmbedded() {
        return kappa > 0;
    }

    /// {@return the mean complementarity `μ = (sᵀz + τκ) / (degree + 1)`, or `sᵀz / degree` outside the embedding}
    double complementarity(int degree) {
        return (Vectors.dot(s, z) + tau * kappa) / Math.max(1, isEmbedded() ? degree + 1 : degree);
    }

    /// {@return the largest step ≤ 1 that stays in K × K* × ℝ₊ × ℝ₊}
    double longestStep(ConeProduct cones, Iterate direction) {
        double step = cones.longestStep(s, z, direction.s, direction.z, 1);
        if (direction.tau * step < -tau) {
            step = -tau / direction.tau;
        }
        if (direction.kappa * step < -kappa) {
            step = -kappa / direction.kappa;
        }
        return step;
    }
}
