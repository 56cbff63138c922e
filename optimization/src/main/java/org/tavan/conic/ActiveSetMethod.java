package org.tavan.conic;

import java.util.Arrays;

/// Solves a program near one that was solved before: guesses which inequalities hold with equality, solves the equations
/// that are left, and switches the inequalities that this contradicts, all at once, until none is.
///
/// With the active rows as equalities the optimality conditions are linear. Each round factors their system once and takes
/// corrections `[P Aᵀ; A -δ] [Δx; Δz] = -residual` over the active rows; `δ` keeps rows that depend on each other apart, and
/// the residual leaves it without effect. A bound's multiplier is read off its variable's stationarity, where it stands alone,
/// because the system knows it only as a difference divided by `δ`. The answer is accepted by the same residuals and gap as
/// any other; where the sets cycle or grow without end, it gives up and leaves the point as it was.
///
/// Source: Hintermüller, Ito and Kunisch, "The primal-dual active set strategy as a semismooth Newton method", SIAM J.
/// Optim. 13 (2002) 865–888, doi 10.1137/S1052623401383558; Friedlander and Orban, "A primal–dual regularized interior-point
/// method for convex quadratic programs", Math. Program. Comput. 4 (2012) 71–107, for `δ`. Departs from them: a tolerance
/// on contradictions, because degenerate pairs would switch for ever on rounding errors.
final class ActiveSetMethod {
    private static final double DUAL_REGULARIZATION = 1e-7;
    /// The weight that takes a row out of the system.
    private static final double ABSENT = 1e14;
    /// Contradictions up to here are set to 0 instead (in the scaled program).
    private static final double CONTRADICTION = 1e-8;
    /// Rounds without fewer switches than ever before.
    private static final int PATIENCE = 2;
    private static final int CORRECTIONS = 4;

    private final StandardForm form;
    private final KktSystem system;
    private final EmbeddingResidual residual;
    private final Progress progress;
    private final Stopwatch stopwatch;
    private final Iterate before;
    private final boolean[] active;
    private final double[] rightZ;
    private final double[] stepX;
    private final double[] stepZ;
    private int iterations;

    /// @param form in the scaling of `system`, `residual` and `progress`, which this shares with the interior-point method
    ActiveSetMethod(StandardForm form, KktSystem system, EmbeddingResidual residual, Progress progress,
            Stopwatch stopwatch) {
        this.form = form;
        this.system = system;
        this.residual = residual;
        this.progress = progress;
        this.stopwatch = stopwatch;
        before = new Iterate(form.variables(), form.rows());
        active = new boolean[form.rows()];
        rightZ = new double[form.rows()];
        stepX = new double[form.variables()];
        stepZ = new double[form.rows()];
    }

    /// {@return the factorisations of the last run}
    int iterations() {
        return iterations;
    }

    /// Solves from a point outside the embedding: an optimum of the program with other numbers, or one nearly reached.
    ///
    /// @param point becomes the optimum, or stays as it is; `residual` and `progress` hold what it leaves in either case
    /// @param rounds the most factorisations to spend
    /// @return whether it is the optimum now
    boolean solve(Iterate point, int rounds, SolverSettings settings) {
        iterations = 0;
        if (form.coneCount() > 0) {
            return false;
        }
        before.copyFrom(point);
        for (int i = 0; i < active.length; i++) {
            active[i] = i < form.equalities || point.z[i] > point.s[i];
        }
        int fewest = Integer.MAX_VALUE;
        int waiting = 0;
        int switches = update(point);
        while (iterations < rounds && waiting <= PATIENCE && switches >= 0
                && !stopwatch.isOver(settings)) {
            factor();
            iterations++;
            switches = 0;
            for (int k = 0; k < CORRECTIONS && switches == 0; k++) {
                correct(point);
                switches = update(point);
                if (switches == 0) {
                    progress.measure(point, residual);
                    if (progress.excess(settings) <= 1) {
                        return true;
                    }
                }
            }
            if (switches == 0) {
                break;
            }
            waiting = switches < fewest ? 0 : waiting + 1;
            fewest = Math.min(fewest, switches);
        }
        point.copyFrom(before);
        residual.update(form, point);
        progress.measure(point, residual);
        return false;
    }

    private void factor() {
        double[] weight = system.scalingSquared();
        for (int i = 0; i < weight.length; i++) {
            weight[i] = i < form.equalities ? 0 : active[i] ? DUAL_REGULARIZATION : ABSENT;
        }
        system.factor();
    }

    private void correct(Iterate point) {
        double[] rz = residual.z;
        for (int i = 0; i < rightZ.length; i++) {
            rightZ[i] = active[i] ? -rz[i] : 0;
        }
        system.solve(residual.x, rightZ, stepX, stepZ, Double.POSITIVE_INFINITY, 1);
        Vectors.add(point.x, stepX);
        for (int i = 0; i < stepZ.length; i++) {
            if (active[i]) {
                point.z[i] += stepZ[i];
            }
        }
    }

    /// Gives every row the slack and multiplier of its set, switches those that contradict it, and finds the residual.
    ///
    /// @return the number of switches, or -1 where the point is not finite
    private int update(Iterate point) {
        int switches = 0;
        SparseRows a = form.matrix;
        double[] z = point.z;
        Arrays.fill(point.s, 0);
        for (int i = form.equalities; i < a.singleFrom; i++) {
            switches += settle(z, i);
        }
        for (int i = a.singleFrom; i < z.length; i++) {
            z[i] = active[i] ? z[i] : 0;
        }
        residual.update(form, point);
        for (int i = a.singleFrom, k = a.start[i]; i < z.length; i++, k++) {
            if (active[i]) {
                int j = a.column[k];
                double last = z[i];
                z[i] += residual.x[j] / a.value[k];
                switches += settle(z, i);
                double change = a.value[k] * (z[i] - last);
                residual.x[j] -= change;
                residual.atz[j] += change;
            }
        }
        residual.bz = Vectors.dot(form.rightSide, z);
        for (int i = form.equalities; i < z.length; i++) {
            if (!active[i]) {
                double slack = -residual.z[i];
                if (slack < -CONTRADICTION) {
                    active[i] = true;
                    switches++;
                } else {
                    point.s[i] = Math.max(0, slack);
                    residual.z[i] += point.s[i];
                }
            }
        }
        return Double.isFinite(residual.bz + residual.qx) ? switches : -1;
    }

    /// Makes an active row's multiplier non-negative, or the row inactive where it is so by more than rounding.
    ///
    /// @return the number of switches
    private int settle(double[] z, int i) {
        if (!active[i]) {
            z[i] = 0;
            return 0;
        }
        boolean contradicts = z[i] < -CONTRADICTION;
        active[i] = !contradicts;
        z[i] = Math.max(0, z[i]);
        return contradicts ? 1 : 0;
    }
}
