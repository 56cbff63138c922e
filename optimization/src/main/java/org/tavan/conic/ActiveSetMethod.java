package org.tavan.conic;

import java.util.Arrays;

/// Solves a program near one that was solved before: guesses which inequalities hold with equality, solves the equations
/// that are left, and switches the inequalities that this contradicts: all at once, and where that does not settle it, one by one on the
/// way from the point after the first switches (`ActiveSetPath`). To go on switching all at once would lead astray: a set with too few or
/// too many rows is nearly singular, and its point far off.
///
/// With the active rows as equalities the optimality conditions are linear. Each round factors their system once and takes
/// corrections `[P Aᵀ; A -δ] [Δx; Δz] = -residual` over the active rows; `δ` keeps rows that depend on each other apart, and
/// the residual leaves it without effect. A bound's multiplier is read off its variable's stationarity, where it stands alone,
/// because the system knows it only as a difference divided by `δ`. The answer is accepted by the same residuals and gap as
/// any other; where the way is too long, it gives up and leaves the point as it was.
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
    private static final int CORRECTIONS = 4;
    /// Part of the contradictions of the round before, up to which the next are switched together.
    private static final double FEWER = 0.5;
    private static final int TOGETHER_MAX = 3;
    private static final int UNKNOWN = -1;

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
    private final ActiveSetPath path;
    /// The point and the set after the first switches, and how many they were.
    private final Iterate start;
    private final boolean[] startActive;
    private int startSwitches;
    private int iterations;

    /// @param form in the scaling of `system`, `residual` and `progress`, which this shares with the interior-point method
    ActiveSetMethod(StandardForm form, KktSystem system, EmbeddingResidual residual, Progress progress,
            Stopwatch stopwatch) {
        this.form = form;
        this.system = system;
        this.residual = residual;
        this.progress = progress;
        this.stopwatch = stopwatch;
        path = new ActiveSetPath(form, system, residual);
        start = new Iterate(form.variables(), form.rows());
        startActive = new boolean[form.rows()];
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
    /// @param steps the most single switches, each with a factorisation, after those at which all are switched at once
    /// @return whether it is the optimum now
    boolean solve(Iterate point, int steps, SolverSettings settings) {
        iterations = 0;
        if (form.coneCount() > 0) {
            return false;
        }
        before.copyFrom(point);
        for (int i = 0; i < active.length; i++) {
            active[i] = i < form.equalities || point.z[i] > point.s[i];
        }
        update(point);
        factor();
        return switchFrom(point, steps, settings);
    }

    /// Solves from the origin and a guess of the active rows.
    ///
    /// @param point becomes the optimum, or is the origin again
    /// @param guess one a row; those of equalities do not matter
    /// @param steps as above
    /// @return whether it is the optimum now
    boolean solve(Iterate point, boolean[] guess, int steps, SolverSettings settings) {
        iterations = 0;
        if (form.coneCount() > 0) {
            return false;
        }
        point.reset();
        before.copyFrom(point);
        System.arraycopy(guess, 0, active, 0, active.length);
        Arrays.fill(active, 0, form.equalities, true);
        residual.updateRows(form, point);
        factor();
        // The first correction leaves what the regularisation does to a point so far off: too much to judge rows by.
        correct(point);
        residual.updateRows(form, point);
        return switchFrom(point, steps, settings);
    }

    private boolean switchFrom(Iterate point, int steps, SolverSettings settings) {
        int switches = switchTogether(point, settings);
        // Whoever starts with more to switch than steps arrives one time in ten.
        boolean near = switches > 0 && startSwitches <= steps;
        if (switches == 0 || (near && switchOneByOne(point, steps, settings))) {
            return true;
        }
        point.copyFrom(before);
        residual.update(form, point);
        progress.measure(point, residual);
        return false;
    }

    /// Switches all contradictions at once, a third time where they became far fewer.
    ///
    /// @return as `correctAll`
    private int switchTogether(Iterate point, SolverSettings settings) {
        int switches = correctAll(point, settings);
        if (switches > 0) {
            startSwitches = switches;
            start.copyFrom(point);
            System.arraycopy(active, 0, startActive, 0, active.length);
        }
        int last = Integer.MAX_VALUE;
        for (int round = 1; round < TOGETHER_MAX && switches > 0 && switches <= FEWER * last; round++) {
            last = switches;
            factor();
            switches = correctAll(point, settings);
        }
        return switches;
    }

    private boolean switchOneByOne(Iterate point, int steps, SolverSettings settings) {
        point.copyFrom(start);
        System.arraycopy(startActive, 0, active, 0, active.length);
        if (iterations > 2) {
            // A third round has left the factors of another set.
            factor();
        }
        path.begin(point, active);
        int switched = ActiveSetPath.END;
        for (int step = 0; step < steps && !stopwatch.isOver(settings); step++) {
            switched = path.step(point, active, switched);
            if (switched == ActiveSetPath.END) {
                return correctAll(point, settings) == 0;
            }
            factor();
        }
        return false;
    }

    /// Takes corrections on the active rows.
    ///
    /// @return 0 where the point is the optimum, the number of rows switched where it contradicts them, `UNKNOWN` where it is neither
    private int correctAll(Iterate point, SolverSettings settings) {
        for (int k = 0; k < CORRECTIONS; k++) {
            correct(point);
            int switches = update(point);
            if (switches != 0) {
                return switches;
            }
            residual.updateSums(form, point);
            progress.measure(point, residual);
            if (progress.excess(settings) <= 1) {
                return 0;
            }
        }
        return UNKNOWN;
    }

    private void factor() {
        double[] weight = system.scalingSquared();
        for (int i = 0; i < weight.length; i++) {
            weight[i] = i < form.equalities ? 0 : active[i] ? DUAL_REGULARIZATION : ABSENT;
        }
        system.factor();
        iterations++;
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
    /// @return the number of switches
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
        residual.updateRows(form, point);
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
        return switches;
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
