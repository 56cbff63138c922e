package org.tavan.conic;

import java.util.Arrays;

/// The cone `{v : v₀ ≥ ‖(v₁, …, v_k)‖₂}` of one second-order row, its own dual.
///
/// With `J = diag(1, -1, …, -1)` and `η⁴ = sᵀJs / zᵀJz`, the scaling is `W² = η² (2wwᵀ - J)` for a `w` with `wᵀJw = 1`. Its
/// block in the linear system is dense for a small cone. A larger one is expanded: `W² = η² (D + uuᵀ - vvᵀ)`, `D` diagonal,
/// becomes
///
/// `[-η²D  -ηv  -ηu; -ηvᵀ  -1  0; -ηuᵀ  0  1]`,
///
/// quasi-definite as before, with two unknowns more and entries in the number of rows, not in its square.
///
/// Source: Goulart and Chen 2024, arXiv 2405.12762, section on second-order cones; Vandenberghe, "The CVXOPT linear and
/// quadratic cone program solvers", 2010, section 4, for the scaling; Domahidi et al., "ECOS: An SOCP solver for embedded
/// systems", ECC 2013, doi 10.23919/ECC.2013.6669541, for the expansion. Departs from them: the unknowns of the expansion
/// are scaled so that their pivots are ±1, which the regularisation of the system is meant for.
/// Shape: vectors of all rows, of which the cone owns `[offset, offset + dimension)`; own vectors count from 0.
final class SecondOrderCone implements Cone {
    /// Dense blocks up to here have no more entries than the expansion.
    private static final int LARGEST_DENSE = 4;

    private final int offset;
    private final int dimension;
    /// Which expanded cone this is, or -1 where its block is dense.
    private final int expansion;
    private final double[] w;
    private final double[] lambda;
    private final double[] scaledPrimal;
    private final double[] scaledDual;
    private double eta;

    SecondOrderCone(int offset, int dimension, int expansion) {
        assert dimension >= 2 && expansion >= 0 == isExpanded(dimension);
        this.offset = offset;
        this.dimension = dimension;
        this.expansion = expansion;
        w = new double[dimension];
        lambda = new double[dimension];
        scaledPrimal = new double[dimension];
        scaledDual = new double[dimension];
    }

    static boolean isExpanded(int dimension) {
        return dimension > LARGEST_DENSE;
    }

    /// {@return the number of entries off the diagonal that the cone adds to the system}
    int couplings() {
        return expansion >= 0 ? 2 * dimension - 1 : dimension * (dimension - 1) / 2;
    }

    /// Lists the pairs of the entries of `writeCouplings`.
    ///
    /// @param next where to put the first
    void listCouplings(SystemLayout layout, int[] first, int[] second, int next) {
        int entry = next;
        if (expansion < 0) {
            for (int j = 1; j < dimension; j++) {
                for (int i = 0; i < j; i++) {
                    first[entry] = layout.row(offset + i);
                    second[entry++] = layout.row(offset + j);
                }
            }
        } else {
            for (int i = 0; i < dimension; i++) {
                first[entry] = layout.positive(expansion);
                second[entry++] = layout.row(offset + i);
            }
            for (int i = 1; i < dimension; i++) {
                first[entry] = layout.row(offset + i);
                second[entry++] = layout.negative(expansion);
            }
        }
    }

    /// Writes the entries off the diagonal of the block of `-W²`, or of its expansion.
    void writeCouplings(double[] entries, int next) {
        int entry = next;
        if (expansion < 0) {
            for (int j = 1; j < dimension; j++) {
                for (int i = 0; i < j; i++) {
                    entries[entry++] = -2 * eta * eta * w[i] * w[j];
                }
            }
        } else {
            double square = squareOfW();
            double first = Math.sqrt(square - 0.5 / square);
            double u = 2 * w[0] / first;
            double v = Math.sqrt((4 + 2 / square) / (2 * square - 1 / square));
            entries[entry++] = -eta * first;
            for (int i = 1; i < dimension; i++) {
                entries[entry++] = -eta * u * w[i];
            }
            for (int i = 1; i < dimension; i++) {
                entries[entry++] = -eta * v * w[i];
            }
        }
    }

    @Override
    public int degree() {
        return 1;
    }

    @Override
    public double margin(double[] v) {
        return v[offset] - tailNorm(v, offset);
    }

    @Override
    public void shiftPrimal(double[] s, double amount) {
        s[offset] += amount;
    }

    @Override
    public void shiftDual(double[] z, double amount) {
        z[offset] += amount;
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

    private void writeDiagonal(double[] scalingSquared) {
        double scale = eta * eta;
        if (expansion < 0) {
            scalingSquared[offset] = scale * squareOfW();
            for (int i = 1; i < dimension; i++) {
                scalingSquared[offset + i] = scale * (1 + 2 * w[i] * w[i]);
            }
        } else {
            scalingSquared[offset] = scale * 0.5 / squareOfW();
            for (int i = 1; i < dimension; i++) {
                scalingSquared[offset + i] = scale;
            }
        }
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
    public void slackStep(double[] scalingSquared, double[] dz, double[] offset, double[] ds) {
        double along = 0;
        for (int i = 0; i < dimension; i++) {
            along += w[i] * dz[this.offset + i];
        }
        double scale = eta * eta;
        for (int i = 0, k = this.offset; i < dimension; i++, k++) {
            double mirrored = i == 0 ? dz[k] : -dz[k];
            ds[k] = -(scale * (2 * along * w[i] - mirrored) + offset[k]);
        }
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

    /// Lifts the two eigenvalues of `(λ + αW⁻¹Δs)∘(λ + αWΔz)`.
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
        return (v[from] - tail) * (v[from] + tail);
    }

    private double tailNorm(double[] v, int from) {
        double sum = 0;
        for (int i = from + 1; i < from + dimension; i++) {
            sum += v[i] * v[i];
        }
        return Math.sqrt(sum);
    }
}
