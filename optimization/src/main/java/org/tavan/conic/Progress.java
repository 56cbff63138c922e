package org.tavan.conic;

import java.util.Arrays;

/// Measures an iterate of the scaled program in the caller's units: is it optimal, or a proof that there is no optimum?
final class Progress {
    private static final double CANCELLATION = 1e-9;

    private final StandardForm original;
    private final Equilibration scaling;
    private double costNorm = 1;
    private double rightNorm = 1;

    private double primalObjective;
    private double dualObjective;
    private double complementarity;
    private double primal;
    private double dual;
    private double slackNorm = 1;
    private double gradientNorm = 1;

    Progress(StandardForm original, Equilibration scaling) {
        this.original = original;
        this.scaling = scaling;
    }

    /// Reads the sizes of the data; to be called when they change.
    void begin() {
        costNorm = Math.max(1, Vectors.maxNorm(original.linear));
        rightNorm = Math.max(1, Vectors.maxNorm(original.rightSide));
    }

    /// Measures a point by its residual.
    void measure(Iterate point, EmbeddingResidual residual) {
        double tau = point.tau;
        double cost = scaling.costScale();
        double half = residual.xpx / (2 * tau * tau);
        primalObjective = (half + residual.qx / tau) / cost;
        dualObjective = -(half + residual.bz / tau) / cost;
        complementarity = Vectors.dot(point.s, point.z) / (tau * tau * cost);
        primal = 0;
        slackNorm = rightNorm;
        for (int i = 0; i < point.s.length; i++) {
            double unit = scaling.rowScale[i] * tau;
            primal = Math.max(primal, Math.abs(residual.z[i]) / unit);
            slackNorm = Math.max(slackNorm, Math.abs(point.s[i]) / unit);
        }
        dual = 0;
        gradientNorm = costNorm;
        for (int j = 0; j < point.x.length; j++) {
            double unit = scaling.columnScale[j] * cost * tau;
            dual = Math.max(dual, Math.abs(residual.x[j]) / unit);
            double largest = Math.max(Math.abs(residual.px[j]), Math.abs(residual.atz[j]));
            gradientNorm = Math.max(gradientNorm, largest / unit);
        }
    }

    private double gap() {
        return Math.abs(primalObjective - dualObjective);
    }

    private double relativeGap() {
        return gap() / size();
    }

    private double size() {
        return Math.max(1, Math.min(Math.abs(primalObjective), Math.abs(dualObjective)));
    }

    /// {@return how many times the tolerances the worst residual is; at most 1 means solved} The gap is `sᵀz` and what the residuals add, which
    /// may cancel it by chance: the larger of gap and `sᵀz` counts.
    double excess(SolverSettings settings) {
        return Math.max(Math.max(gap(), complementarity) / size() / settings.gapTolerance(),
                Math.max(primal / slackNorm, dual / gradientNorm) / settings.feasibilityTolerance());
    }

    /// {@return whether `z` proves that no point is feasible: `bᵀz < 0` and `Aᵀz = 0` to tolerance}
    boolean provesPrimalInfeasible(StandardForm scaled, Iterate point, EmbeddingResidual residual,
            double tolerance) {
        double allowed = -tolerance * residual.bz / rightNorm;
        boolean proof = allowed > 0 && standsOut(residual.bz, scaled.rightSide, point.z);
        for (int j = 0; proof && j < residual.atz.length; j++) {
            proof = Math.abs(residual.atz[j]) <= allowed * scaling.columnScale[j];
        }
        return proof;
    }

    /// {@return whether `x` is a ray along which the objective falls: `qᵀx < 0`, `Px = 0`, `Ax + s = 0` to tolerance}
    boolean provesDualInfeasible(StandardForm scaled, Iterate point, EmbeddingResidual residual,
            double tolerance) {
        double allowed = -tolerance * residual.qx / scaling.costScale() / costNorm;
        boolean proof = allowed > 0 && standsOut(residual.qx, scaled.linear, point.x);
        for (int j = 0; proof && j < residual.px.length; j++) {
            double unit = scaling.columnScale[j] * scaling.costScale();
            proof = Math.abs(residual.px[j]) <= allowed * unit;
        }
        for (int i = 0; proof && i < point.s.length; i++) {
            double row = residual.z[i] + scaled.rightSide[i] * point.tau;
            proof = Math.abs(row) <= allowed * scaling.rowScale[i];
        }
        return proof;
    }

    /// {@return whether a scalar product is more than the rounding errors of its terms}
    private static boolean standsOut(double product, double[] u, double[] v) {
        double terms = 0;
        for (int i = 0; i < u.length; i++) {
            terms += Math.abs(u[i] * v[i]);
        }
        return Math.abs(product) > CANCELLATION * terms;
    }

    double primalObjective() {
        return primalObjective;
    }

    double dualObjective() {
        return dualObjective;
    }

    Residuals residuals() {
        return new Residuals(primal, dual, gap(), primal / slackNorm, dual / gradientNorm, relativeGap());
    }

    /// {@return the point in the caller's units}
    Solution solution(ConicProgram program, Iterate point, int iterations) {
        Residuals residuals = residuals();
        return program.solution(primalObjective, dualObjective, unscaledX(point, 1 / point.tau),
                unscaledZ(point, 1 / point.tau), residuals, iterations);
    }

    /// {@return the least proof if it holds as exactly as that of `point`, else the latter, normed so that `bᵀz = -1`}
    SolveOutcome.PrimalInfeasible primalInfeasible(ConicProgram program, StandardForm scaled, Iterate point,
            EmbeddingResidual residual, double tolerance) {
        double[] z = unscaledZ(point, 1);
        LeastCertificate.of(scaled).ifPresent(least -> {
            System.arraycopy(least, 0, point.z, 0, least.length);
            residual.update(scaled, point);
            if (provesPrimalInfeasible(scaled, point, residual, tolerance)) {
                System.arraycopy(unscaledZ(point, 1), 0, z, 0, z.length);
            }
        });
        double norm = -1 / Vectors.dot(original.rightSide, z);
        Arrays.setAll(z, i -> norm * z[i]);
        return program.primalInfeasible(z);
    }

    /// {@return the ray, normed so that `qᵀx = -1`}
    SolveOutcome.DualInfeasible dualInfeasible(Iterate point) {
        double[] x = unscaledX(point, 1);
        return new SolveOutcome.DualInfeasible(
                Profile.owning(unscaledX(point, -1 / Vectors.dot(original.linear, x))));
    }

    private double[] unscaledX(Iterate point, double factor) {
        double[] x = new double[point.x.length];
        for (int j = 0; j < x.length; j++) {
            x[j] = factor * scaling.columnScale[j] * point.x[j];
        }
        return x;
    }

    private double[] unscaledZ(Iterate point, double factor) {
        double[] z = new double[point.z.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = factor / scaling.costScale() * scaling.rowScale[i] * point.z[i];
        }
        return z;
    }
}
