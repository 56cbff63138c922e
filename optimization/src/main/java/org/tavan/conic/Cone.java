package org.tavan.conic;

/// One factor of K: what the interior-point method needs to know about a convex cone and its dual.
///
/// A cone owns the entries `[offset, offset + dimension)` of every row vector. `W` is its Nesterov–Todd scaling,
/// `W⁻¹s = Wz = λ`; the linear system holds `-W²`. All methods write in place and allocate nothing. `scaling` comes before
/// all that follow it at the same point `(s, z)`.
interface Cone {
    /// {@return the barrier degree, 0 for the zero cone}
    int degree();

    /// Moves the least-squares point well inside, for a start.
    void moveInside(double[] s, double[] z);

    /// Moves both inside, as little as gives every complementary pair a product of about `mu`.
    void lift(double[] s, double[] z, double mu);

    /// Sets `W² = I`, the start; the zero cone's stays 0.
    void identityScaling(double[] scalingSquared);

    /// Writes the diagonal of `W²` of the point `(s, z)`, or what `SecondOrderCone` puts in its place.
    void scaling(double[] s, double[] z, double[] scalingSquared);

    /// `d ← λ∘λ`, the affine complementarity.
    void affineComplementarity(double[] s, double[] z, double[] d);

    /// `d ← d + (W⁻¹Δs)∘(WΔz) - σμ·unit`, Mehrotra's corrector with centring.
    void correctComplementarity(double[] ds, double[] dz, double sigmaMu, double[] d);

    /// Gondzio's centring: `d ← d - t`, where `t` lifts the products of `s + α ds` and `z + α dz` into `[low, high]`, and
    /// lowers none by more than `high`.
    void centreComplementarity(double[] s, double[] z, double[] ds, double[] dz, double alpha, double low,
            double high, double[] d);

    /// `offset ← W(λ \ d)`, so that `Δs = -W²Δz - offset`.
    void offset(double[] s, double[] z, double[] d, double[] offset);

    /// {@return the largest step ≤ `limit` that keeps `s + α ds` and `z + α dz` in the cone and its dual}
    double longestStep(double[] s, double[] z, double[] ds, double[] dz, double limit);
}
