package org.tavan.conic;

import java.util.Arrays;

/// Directions of the predictor–corrector method on the homogeneous embedding.
///
/// Both directions share one factorisation, and one solution `(x₂, z₂)` of the system with right side `(-q, b)`, which carries
/// the effect of `Δτ`: `Δx = x₁ + Δτ x₂`, `Δz = z₁ + Δτ z₂`.
///
/// Source: Mehrotra, "On the implementation of a primal-dual interior point method", SIAM J. Optim. 2 (1992) 575–601,
/// doi 10.1137/0802028; Gondzio, "Multiple centrality corrections in a primal-dual method for linear programming", Comput.
/// Optim. Appl. 6 (1996) 137–156, doi 10.1007/BF00249643; Goulart and Chen 2024, arXiv 2405.12762.
/// Departs from them: one centring a step, because a second gains less than its solve costs here.
final class NewtonStep {
    private static final double EXACT = 1e-10;
    /// A direction need not be more exact than the present complementarity asks for: this share of it, within `EXACT` and this.
    private static final double COARSE = 1e-6;
    private static final double SHARE = 1e-3;
    /// Enough for the predictor, which only decides on σ and the curvature.
    private static final double ROUGH = Double.POSITIVE_INFINITY;
    /// Near the boundary of second-order cones the regularisation is felt, and such a predictor points nowhere.
    private static final double ROUGH_CURVED = 1e-6;
    private static final int CENTRINGS = 1;
    private static final double LONGER = 0.4;
    private static final double GAIN = 0.1;
    private static final double PRODUCT_SPREAD = 0.3;

    private final StandardForm form;
    private final ConeProduct cones;
    private final KktSystem system;
    private Iterate direction;
    private Iterate trial;
    private final double[] costRight;
    private final double[] constantX;
    private final double[] constantZ;
    private final double[] rightX;
    private final double[] rightZ;
    private final double[] complementarity;
    private final double[] offset;
    private double tauKappa;

    NewtonStep(StandardForm form, ConeProduct cones) {
        int n = form.variables();
        int m = form.rows();
        this.form = form;
        this.cones = cones;
        system = new KktSystem(form, cones);
        direction = new Iterate(n, m);
        trial = new Iterate(n, m);
        costRight = new double[n];
        constantX = new double[n];
        constantZ = new double[m];
        rightX = new double[n];
        rightZ = new double[m];
        complementarity = new double[m];
        offset = new double[m];
    }

    /// {@return the linear system, for others to use between steps}
    KktSystem system() {
        return system;
    }

    /// Reads the program anew; to be called when its values change.
    void load() {
        system.load();
        for (int j = 0; j < costRight.length; j++) {
            costRight[j] = -form.linear[j];
        }
    }

    /// Writes a start inside the cones: the least-squares point of the equations, moved inside.
    ///
    /// @param embedded whether `τ` and `κ` take part
    void start(Iterate point, boolean embedded) {
        cones.identityScaling(system.scalingSquared());
        system.factor();
        Arrays.fill(rightX, 0);
        Arrays.fill(rightZ, 0);
        if (form.quadratic.value.length > 0) {
            system.solve(costRight, form.rightSide, point.x, point.z, EXACT, 1);
            negate(point.z, point.s);
        } else {
            system.solve(rightX, form.rightSide, point.x, point.z, EXACT, 1);
            negate(point.z, point.s);
            system.solve(costRight, rightZ, constantX, point.z, EXACT, 1);
        }
        cones.moveInside(point.s, point.z);
        point.tau = 1;
        point.kappa = embedded ? 1 : 0;
    }

    /// Factors the system at a point.
    void prepare(Iterate point) {
        cones.scaling(point.s, point.z, system.scalingSquared());
        system.factor();
        if (point.isEmbedded()) {
            system.solve(costRight, form.rightSide, constantX, constantZ, EXACT, 1);
        }
    }

    /// Computes the predictor, which aims at the optimum itself.
    ///
    /// @return whether it is finite
    boolean predict(Iterate point, EmbeddingResidual residual) {
        cones.affineComplementarity(point.s, point.z, complementarity);
        tauKappa = point.tau * point.kappa;
        return solve(point, residual, 1, direction, form.coneCount() > 0 ? ROUGH_CURVED : ROUGH);
    }

    /// Computes the corrector, which aims at the central path with `σμ` and allows for the curvature met by the predictor.
    ///
    /// @return whether it is finite
    boolean correct(Iterate point, EmbeddingResidual residual, double sigma, double mu) {
        cones.correctComplementarity(direction.s, direction.z, sigma * mu, complementarity);
        tauKappa += direction.tau * direction.kappa - sigma * mu;
        return solve(point, residual, 1 - sigma, direction, tolerance(mu));
    }

    /// Lengthens the step: for a step `LONGER` than the present one, pulls products of complementary pairs that would be far
    /// from `σμ` towards it, as long as that gains enough.
    ///
    /// @param step the longest step along the direction
    /// @return the longest step along the new direction
    double centre(Iterate point, EmbeddingResidual residual, double sigma, double mu, double step) {
        double reached = step;
        for (int k = 0; k < CENTRINGS && reached < 1 - GAIN; k++) {
            double aim = Math.min(1, reached + LONGER);
            double low = PRODUCT_SPREAD * sigma * mu;
            double high = sigma * mu / PRODUCT_SPREAD;
            cones.centreComplementarity(point.s, point.z, direction.s, direction.z, aim, low, high,
                    complementarity);
            if (point.isEmbedded()) {
                tauKappa -= NonnegativeCone.lift(
                        (point.tau + aim * direction.tau) * (point.kappa + aim * direction.kappa), low, high);
            }
            if (!solve(point, residual, 1 - sigma, trial, tolerance(mu))) {
                break;
            }
            double longer = point.longestStep(cones, trial);
            if (longer < reached + GAIN * (aim - reached)) {
                break;
            }
            reached = longer;
            Iterate accepted = trial;
            trial = direction;
            direction = accepted;
        }
        return reached;
    }

    private static double tolerance(double mu) {
        return Math.clamp(SHARE * mu, EXACT, COARSE);
    }

    /// {@return the direction computed last}
    Iterate direction() {
        return direction;
    }

    private boolean solve(Iterate point, EmbeddingResidual residual, double share, Iterate direction,
            double tolerance) {
        cones.offset(point.s, point.z, complementarity, offset);
        for (int j = 0; j < rightX.length; j++) {
            rightX[j] = share * residual.x[j];
        }
        for (int i = 0; i < rightZ.length; i++) {
            rightZ[i] = offset[i] - share * residual.z[i];
        }
        // with τ the whole right side vanishes where there is no optimum
        system.solve(rightX, rightZ, direction.x, direction.z, tolerance, point.tau);
        boolean finite = stepAlongRay(point, residual, share, direction);
        double[] scalingSquared = system.scalingSquared();
        for (int i = 0; i < offset.length; i++) {
            direction.s[i] = -(scalingSquared[i] * direction.z[i] + offset[i]);
        }
        // W² of these rows is not diagonal, and so large near the boundary that W²Δz has lost Δs to rounding
        for (int i = form.equalities, end = form.inequalitiesFrom(); i < end; i++) {
            direction.s[i] = direction.tau * form.rightSide[i] - form.matrix.rowTimes(i, direction.x)
                    - share * residual.z[i];
        }
        return finite;
    }

    /// Adds `Δτ` times the constant solution, and finds `Δκ`.
    ///
    /// @return whether the direction is finite: any entry that is not has reached `Δτ` through a scalar product, outside the embedding any of `Δx` reaches `qᵀΔx`
    private boolean stepAlongRay(Iterate point, EmbeddingResidual residual, double share,
            Iterate direction) {
        double along = Vectors.dot(form.linear, direction.x);
        if (!point.isEmbedded()) {
            direction.tau = 0;
            direction.kappa = 0;
            return Double.isFinite(along);
        }
        along += Vectors.dot(form.rightSide, direction.z);
        double tau = point.tau;
        double numerator = share * residual.tau - tauKappa / tau + along
                + 2 * Vectors.dot(residual.px, direction.x) / tau;
        double denominator = point.kappa / tau - Vectors.dot(form.linear, constantX)
                - Vectors.dot(form.rightSide, constantZ)
                + (residual.xpx / tau - 2 * Vectors.dot(residual.px, constantX)) / tau;
        direction.tau = numerator / denominator;
        direction.kappa = -(tauKappa + point.kappa * direction.tau) / tau;
        Vectors.addScaled(direction.x, direction.tau, constantX);
        Vectors.addScaled(direction.z, direction.tau, constantZ);
        return Double.isFinite(direction.tau) && Double.isFinite(direction.kappa);
    }

    private static void negate(double[] from, double[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] = -from[i];
        }
    }
}
