package org.tavan.conic;

import java.util.Arrays;

/// What an iterate leaves of the equations of the homogeneous embedding:
///
/// `rx = -(Px + Aᵀz + qτ)`, `rz = Ax + s - bτ`, `rτ = qᵀx + bᵀz + κ + xᵀPx/τ`.
///
/// Source: Goulart and Chen 2024, arXiv 2405.12762, the embedding of a quadratic objective.
final class EmbeddingResidual {
    final double[] x;
    final double[] z;
    double tau;
    /// `Px` and `Aᵀz` and the numbers `xᵀPx`, `qᵀx`, `bᵀz`, kept for the step and for the stopping test.
    final double[] px;
    final double[] atz;
    double xpx;
    double qx;
    double bz;

    EmbeddingResidual(int variables, int rows) {
        x = new double[variables];
        z = new double[rows];
        px = new double[variables];
        atz = new double[variables];
    }

    void update(StandardForm form, Iterate point) {
        updateRows(form, point);
        updateSums(form, point);
    }

    /// All but the numbers.
    void updateRows(StandardForm form, Iterate point) {
        Arrays.fill(px, 0);
        form.quadratic.multiplyAdd(1, point.x, px);
        Arrays.fill(atz, 0);
        form.matrix.transposeMultiplyAdd(1, point.z, atz);
        for (int j = 0; j < x.length; j++) {
            x[j] = -(px[j] + atz[j] + form.linear[j] * point.tau);
        }
        for (int i = 0; i < z.length; i++) {
            z[i] = point.s[i] - form.rightSide[i] * point.tau;
        }
        form.matrix.multiplyAdd(1, point.x, z);
    }

    /// The numbers, after `updateRows`.
    void updateSums(StandardForm form, Iterate point) {
        xpx = Vectors.dot(px, point.x);
        qx = Vectors.dot(form.linear, point.x);
        bz = Vectors.dot(form.rightSide, point.z);
        tau = qx + bz + point.kappa + xpx / point.tau;
    }
}
