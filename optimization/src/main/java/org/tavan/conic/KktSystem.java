package org.tavan.conic;

import java.util.Arrays;

/// Solves `[P Aᵀ; A -W²] [Δx; Δz] = [rx; rz]` for one scaling `W` and several right sides.
///
/// Single-entry rows `aΔx_j - w²Δz = r` are eliminated: they add `a²/w²` to the diagonal. What is left is factored with a small
/// regularisation, because neither `P` nor `W²` need be definite.
///
/// Source: Goulart and Chen 2024, section on the linear system, arXiv 2405.12762. Departs from it: the elimination.
final class KktSystem {
    private static final double STATIC_REGULARIZATION = 1e-8;
    private static final double RELATIVE_REGULARIZATION = 0x1p-104;

    private final StandardForm form;
    private final ConeProduct cones;
    private final SystemLayout layout;
    private final int n;
    private final int kept;
    private final Factorization factorization;
    private final double[] entries;
    private final double[] quadraticDiagonal;
    private final double[] diagonal;
    private final double[] scalingSquared;
    private final double[] inverseScalingSquared;
    private final double[] condensed;

    KktSystem(StandardForm form, ConeProduct cones) {
        this.form = form;
        this.cones = cones;
        n = form.variables();
        kept = form.matrix.singleFrom;
        layout = new SystemLayout(n, cones.expansions(), kept);
        SymmetricPattern pattern = pattern(form, cones, layout);
        factorization = new LdlFactorization(pattern, layout.positives());
        entries = new double[pattern.first.length];
        quadraticDiagonal = new double[n];
        diagonal = new double[layout.size()];
        Arrays.fill(diagonal, n, layout.positives(), 1);
        Arrays.fill(diagonal, layout.row(kept), layout.size(), -1);
        scalingSquared = new double[form.rows()];
        inverseScalingSquared = new double[form.rows()];
        condensed = new double[layout.size()];
    }

    /// Entries off the diagonal: those of P, then those of the kept rows of A, then those of the cones.
    private static SymmetricPattern pattern(StandardForm form, ConeProduct cones, SystemLayout layout) {
        UpperTriangle p = form.quadratic;
        SparseRows a = form.matrix;
        int capacity = p.row.length + a.start[a.singleFrom] + cones.couplings();
        int[] first = new int[capacity];
        int[] second = new int[capacity];
        int next = 0;
        for (int j = 0; j < p.size(); j++) {
            for (int k = p.start[j]; k < p.start[j + 1]; k++) {
                if (p.row[k] != j) {
                    first[next] = p.row[k];
                    second[next++] = j;
                }
            }
        }
        for (int i = 0; i < a.singleFrom; i++) {
            for (int k = a.start[i]; k < a.start[i + 1]; k++) {
                first[next] = a.column[k];
                second[next++] = layout.row(i);
            }
        }
        cones.listCouplings(layout, first, second, next);
        next += cones.couplings();
        return new SymmetricPattern(layout.size(), Arrays.copyOf(first, next), Arrays.copyOf(second, next));
    }

    /// Reads the values of P and A anew; to be called when they change.
    void load() {
        UpperTriangle p = form.quadratic;
        int next = 0;
        for (int j = 0; j < n; j++) {
            quadraticDiagonal[j] = 0;
            for (int k = p.start[j]; k < p.start[j + 1]; k++) {
                if (p.row[k] == j) {
                    quadraticDiagonal[j] = p.value[k];
                } else {
                    entries[next++] = p.value[k];
                }
            }
        }
        System.arraycopy(form.matrix.value, 0, entries, next, entries.length - cones.couplings() - next);
    }

    /// {@return the entries of the factor below its diagonal}
    int factorEntries() {
        return factorization.factorEntries();
    }

    /// The diagonal of `W²` or of its expansion, to be written before `factor`.
    double[] scalingSquared() {
        return scalingSquared;
    }

    /// Factors the system of the present scaling.
    void factor() {
        SparseRows a = form.matrix;
        System.arraycopy(quadraticDiagonal, 0, diagonal, 0, n);
        for (int i = kept, k = a.start[kept], m = a.rows(); i < m; i++, k++) {
            inverseScalingSquared[i] = 1 / scalingSquared[i];
            diagonal[a.column[k]] += a.value[k] * a.value[k] * inverseScalingSquared[i];
        }
        for (int i = 0; i < kept; i++) {
            diagonal[layout.row(i)] = -scalingSquared[i];
        }
        cones.writeCouplings(entries, entries.length - cones.couplings());
        factorization.factor(entries, diagonal,
                STATIC_REGULARIZATION + RELATIVE_REGULARIZATION * Vectors.maxNorm(diagonal));
    }

    /// Solves with the present factors.
    ///
    /// @param tolerance on what is left of either right side, relative to its largest entry + `unit`; met if rounding allows
    /// @param unit what counts as a small entry
    void solve(double[] rightX, double[] rightZ, double[] x, double[] z, double tolerance, double unit) {
        SparseRows a = form.matrix;
        System.arraycopy(rightX, 0, condensed, 0, n);
        Arrays.fill(condensed, n, layout.size(), 0);
        System.arraycopy(rightZ, 0, condensed, layout.row(0), kept);
        for (int i = kept, k = a.start[kept], m = a.rows(); i < m; i++, k++) {
            condensed[a.column[k]] += a.value[k] * rightZ[i] * inverseScalingSquared[i];
        }
        boolean refined = tolerance < Double.POSITIVE_INFINITY;
        factorization.solve(condensed, refined ? tolerance * (unit + Vectors.maxNorm(rightX)) : tolerance,
                refined ? tolerance * (unit + Vectors.maxNorm(rightZ)) : tolerance);
        System.arraycopy(condensed, 0, x, 0, n);
        System.arraycopy(condensed, layout.row(0), z, 0, kept);
        for (int i = kept, k = a.start[kept], m = a.rows(); i < m; i++, k++) {
            z[i] = (a.value[k] * x[a.column[k]] - rightZ[i]) * inverseScalingSquared[i];
        }
    }
}
