package org.tavan.conic;

import java.util.Arrays;

/// The cone `{v : v₀ ≥ ‖(v₁, …, v_k)‖₂}` of one second-order row, its own dual.
///
/// With `J = diag(1, -1, …, -1)` and `η⁴ = sᵀJs / zᵀJz`, the scaling is `W² = η² (2wwᵀ - J)` for a `w` with `wᵀJw = 1`. In the
/// linear system it is expanded, `W² = η² (D + uuᵀ - vvᵀ)` with `D` diagonal, to
///
/// `[-η²D  -ηu  -ηv; -ηuᵀ  1  0; -ηvᵀ  0  -1]`,
///
/// which is quasi-definite as before, with two unknowns more and entries in the number of rows, not in its square.
///
/// Source: Vandenberghe, "The CVXOPT linear and quadratic cone program solvers", 2010, section 4, for the scaling; Domahidi et
/// al., "ECOS: An SOCP solver for embedded systems", ECC 2013, doi 10.23919/ECC.2013.6669541, and Goulart and Chen 2024,
/// arXiv 2405.12762, for the expansion. Departs from them: pivots of ±1, which the regularisation of the system is meant
/// for; and small cones are expanded too, because a dense block loses more to rounding (of 1,000 random programs at a
/// tolerance of 1e-10, 887 were solved with dense blocks up to four rows, 996 without; from 25
/// rows on a dense block also takes 2.3 to 2.9 times as long).
/// Shape: vectors of all rows, of which the cone owns `[offset, offset + dimension)`; own vectors count from 0.
final class SecondOrderCone implements Cone {
    /// A point that rounding has brought to the boundary counts as this far inside, relative to its size.
    private static final double LEAST_DEPTH = 0x1p-53;

    private final int offset;
    private final int dimension;
    private final double[] w;
    private final double[] lambda;
    private final double[] scaledPrimal;
    private final double[] scaledDual;
    private double eta;

    SecondOrderCone(int offset, int dimension) {
        assert dimension >= 2;
        this.offset = offset;
        this.dimension = dimension;
        w = new double[dimension];
        lambda = new double[dimension];
        scaledPrimal = new double[dimension];
        scaledDual = new double[dimension];
    }

    /// {@return the number of entries off the diagonal that the cone adds to the system}
    int couplings() {
        return 2 * dimension - 1;
    }

    /// Lists the pairs of the entries of `writeCouplings`: those of `u`, then those of `v`, whose first is 0.
    ///
    /// @param expansion counts the cones that are expanded
    /// @param next where to put the first
    void listCouplings(SystemLayout layout, int expansion, int[] first, int[] second, int next) {
        for (int i = 0; i < dimension; i++) {
            first[next + i] = layout.positive(expansion);
            second[next + i] = layout.row(offset + i);
        }
        for (int i = 1; i < dimension; i++) {
            first[next + dimension + i - 1] = layout.row(offset + i);
            second[next + dimension + i - 1] = layout.negative(expansion);
        }
    }

    /// Writes `-ηu` and `-ηv`; the diagonal has the rest of `W²`.
    void writeCouplings(double[] entries, int next) {
        double square = squareOfW();
        double first = Math.sqrt(square - 0.5 / square);
        double u = 2 * w[0] / first;
        double v = Math.sqrt((4 + 2 / square) / (2 * square - 1 / square));
        entries[next] = -eta * first;
        for (int i = 1; i < dimension; i++) {
            entries[next + i] = -eta * u * w[i];
            entries[next + dimension + i - 1] = -eta * v * w[i];
        }
    }

    @Override
    public int degree() {
        return 1;
    }

    @Override
    public void moveInside(double[] s, double[] z) {
        deepen(s, 1);
        deepen(z, 1);
    }

    /// {@return the smallest `t` with `v + t·unit` on the boundary, negated: how deep inside `v` lies}
    private double margin(double[] v) {
        return v[offset] - tailNorm(v, offset);
    }

    private void deepen(double[] v, double least) {
        v[offset] += Math.max(0, least - margin(v));
    }

    @Override
    public void lift(double[] s, double[] z, double mu) {
        double depth = Math.sqrt(mu);
        deepen(s, depth);
        deepen(z, depth);
    }

    @Override
    public void identityScaling(double[] scalingSquared) {
        Arrays.fill(w, 0);
        w[0] = 1;
        eta = 1;
        writeDiagonal(scalingSquared);
    }

    /// `w = (s̄ + Jz̄) / 2γ` with `s̄`, `z̄` on the hyperboloid `vᵀJv = 1` and `γ² = (1 + s̄ᵀz̄) / 2`; and `λ = Wz` without a
    /// difference of large numbers.
    @Override
    public void scaling(double[] s, double[] z, double[] scalingSquared) {
        double sScale = Math.sqrt(distance(s, offset));
        double zScale = Math.sqrt(distance(z, offset));
        eta = Math.sqrt(sScale / zScale);
        w[0] = s[offset] / sScale + z[offset] / zScale;
        for (int i = 1; i < dimension; i++) {
            w[i] = s[offset + i] / sScale - z[offset + i] / zScale;
        }
        double gamma = 0.5 * Math.sqrt(distance(w, 0));
        double tail = 0;
        for (int i = 1; i < dimension; i++) {
            w[i] /= 2 * gamma;
            tail += w[i] * w[i];
        }
        w[0] = Math.sqrt(1 + tail);
        double s0 = s[offset] / sScale;
        double z0 = z[offset] / zScale;
        double length = Math.sqrt(sScale * zScale);
        lambda[0] = length * gamma;
        for (int i = 1; i < dimension; i++) {
            lambda[i] = length * ((gamma + z0) * (s[offset + i] / sScale)
                    + (gamma + s0) * (z[offset + i] / zScale)) / (s0 + z0 + 2 * gamma);
        }
        writeDiagonal(scalingSquared);
    }

    /// `η²D`.
    private void writeDiagonal(double[] scalingSquared) {
        double scale = eta * eta;
        scalingSquared[offset] = scale * 0.5 / squareOfW();
        Arrays.fill(scalingSquared, offset + 1, offset + dimension, scale);
    }

    /// {@return `wᵀw`, which is `2w₀² - 1`}
    private double squareOfW() {
        double sum = 0;
        for (double entry : w) {
            sum += entry * entry;
        }
        return sum;
    }

    @Override
    public void affineComplementarity(double[] s, double[] z, double[] d) {
        product(lambda, lambda, d);
    }

    @Override
    public void correctComplementarity(double[] ds, double[] dz, double sigmaMu, double[] d) {
        scaleSteps(ds, dz);
        double head = 0;
        for (int i = 0; i < dimension; i++) {
            head += scaledPrimal[i] * scaledDual[i];
        }
        d[offset] += head - sigmaMu;
        for (int i = 1; i < dimension; i++) {
            d[offset + i] += scaledPrimal[0] * scaledDual[i] + scaledDual[0] * scaledPrimal[i];
        }
    }

    /// Lifts the two eigenvalues of `(λ + αW⁻¹Δs)∘(λ + αWΔz)`; without it random programs take 12.3 instead of 10.7
    /// iterations.
    @Override
    public void centreComplementarity(double[] s, double[] z, double[] ds, double[] dz, double alpha,
            double low, double high, double[] d) {
        scaleSteps(ds, dz);
        for (int i = 0; i < dimension; i++) {
            scaledPrimal[i] = lambda[i] + alpha * scaledPrimal[i];
            scaledDual[i] = lambda[i] + alpha * scaledDual[i];
        }
        double head = 0;
        double tail = 0;
        for (int i = 0; i < dimension; i++) {
            head += scaledPrimal[i] * scaledDual[i];
        }
        double primal = scaledPrimal[0];
        for (int i = 1; i < dimension; i++) {
            scaledPrimal[i] = primal * scaledDual[i] + scaledDual[0] * scaledPrimal[i];
            tail += scaledPrimal[i] * scaledPrimal[i];
        }
        tail = Math.sqrt(tail);
        double larger = NonnegativeCone.lift(head + tail, low, high);
        double smaller = NonnegativeCone.lift(head - tail, low, high);
        d[offset] -= (larger + smaller) / 2;
        if (tail > 0) {
            for (int i = 1; i < dimension; i++) {
                d[offset + i] -= (larger - smaller) / 2 * (scaledPrimal[i] / tail);
            }
        }
    }

    /// `W(λ \ d)`, written such that `λ` divides only once.
    @Override
    public void offset(double[] s, double[] z, double[] d, double[] offset) {
        int o = this.offset;
        double lambdaD = 0;
        double wD = 0;
        for (int i = 1; i < dimension; i++) {
            lambdaD += lambda[i] * d[o + i];
            wD += w[i] * d[o + i];
        }
        double c = (lambda[0] * d[o] - lambdaD) / distance(z, o);
        offset[o] = (c * z[o] + eta * wD) / lambda[0];
        for (int i = 1; i < dimension; i++) {
            offset[o + i] = (eta * (d[o + i] + wD / (1 + w[0]) * w[i]) - c * z[o + i]) / lambda[0];
        }
    }

    @Override
    public double longestStep(double[] s, double[] z, double[] ds, double[] dz, double limit) {
        return Math.min(limit, Math.min(longestStep(s, ds), longestStep(z, dz)));
    }

    /// {@return the step from `v` along `d` to the boundary, +∞ if there is none}
    ///
    /// The hyperbolic rotation that takes `v / √(vᵀJv)` to `(1, 0)` takes `d / √(vᵀJv)` to a vector whose smaller eigenvalue is
    /// minus the inverse of the step.
    private double longestStep(double[] v, double[] d) {
        double scale = 1 / Math.sqrt(distance(v, offset));
        double v0 = v[offset] * scale;
        double d0 = d[offset] * scale;
        double product = v0 * d0;
        for (int i = offset + 1; i < offset + dimension; i++) {
            product -= (v[i] * scale) * (d[i] * scale);
        }
        double along = (product + d0) / (1 + v0);
        double tail = 0;
        for (int i = offset + 1; i < offset + dimension; i++) {
            double rotated = d[i] * scale - along * (v[i] * scale);
            tail += rotated * rotated;
        }
        double fall = Math.sqrt(tail) - product;
        return fall > 0 ? 1 / fall : Double.POSITIVE_INFINITY;
    }

    /// `W⁻¹Δs` and `WΔz`.
    private void scaleSteps(double[] ds, double[] dz) {
        double primal = 0;
        double dual = 0;
        for (int i = 1; i < dimension; i++) {
            primal += w[i] * ds[offset + i];
            dual += w[i] * dz[offset + i];
        }
        scaledPrimal[0] = (w[0] * ds[offset] - primal) / eta;
        scaledDual[0] = (w[0] * dz[offset] + dual) * eta;
        primal = primal / (1 + w[0]) - ds[offset];
        dual = dual / (1 + w[0]) + dz[offset];
        for (int i = 1; i < dimension; i++) {
            scaledPrimal[i] = (ds[offset + i] + primal * w[i]) / eta;
            scaledDual[i] = (dz[offset + i] + dual * w[i]) * eta;
        }
    }

    /// `d ← a∘b = (aᵀb, a₀b₁ + b₀a₁, …)`.
    private void product(double[] a, double[] b, double[] d) {
        double head = 0;
        for (int i = 0; i < dimension; i++) {
            head += a[i] * b[i];
        }
        d[offset] = head;
        for (int i = 1; i < dimension; i++) {
            d[offset + i] = a[0] * b[i] + b[0] * a[i];
        }
    }

    /// {@return `vᵀJv`, as a product because its terms may cancel}
    private double distance(double[] v, int from) {
        double tail = tailNorm(v, from);
        return Math.max(v[from] - tail, LEAST_DEPTH * v[from]) * (v[from] + tail);
    }

    private double tailNorm(double[] v, int from) {
        double sum = 0;
        for (int i = from + 1; i < from + dimension; i++) {
            sum += v[i] * v[i];
        }
        return Math.sqrt(sum);
    }
}
