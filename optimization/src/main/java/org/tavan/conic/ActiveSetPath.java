package org.tavan.conic;

import java.util.Arrays;

/// Walks from a point and a set of active rows to the optimum, one switch of a row at a time.
///
/// Any point with `z ≥ 0` on active rows and `s ≥ 0` on the others is the optimum of a program whose cost and right side
/// are shifted by what the point leaves of the optimality conditions. As the shift goes to 0 in a straight line, so do point and
/// multipliers along `[P Aᵀ; A -δ] [Δx; Δz] = -residual`, until the first multiplier or slack meets 0: that row is switched, and the rest of
/// the shift goes along the direction of the new set. Rows on the edge are moved off it by different amounts at the start, so that they switch one
/// after another. Where no curvature or a dependent row makes the system singular, `δ` makes the direction long, and the next row is
/// met after a short part of the shift: a pivot of the simplex method.
///
/// Source: Best, "An algorithm for the solution of the parametric quadratic programming problem" (1996); Ferreau, Bock and Diehl, "An
/// online active set strategy to overcome the limitations of explicit MPC", Int. J. Robust Nonlinear Control 18 (2008) 816–830, doi
/// 10.1002/rnc.1251. Departs from them: any set may be the start; `δ` in the place of tests for dependence.
final class ActiveSetPath {
    /// The least that multipliers and slacks start with (in the scaled program), up to twice that.
    private static final double LIFT = 1e-5;
    /// Multiplied with the index of a row, its fraction is spread evenly.
    private static final double SPREAD = 0.6180339887498949;
    /// Slower changes of a multiplier or slack are rounding.
    private static final double STANDSTILL = 1e-13;

    /// No row: the optimum is reached.
    static final int END = -1;

    private final StandardForm form;
    private final KktSystem system;
    private final EmbeddingResidual residual;
    private final double[] rightZ;
    private final double[] stepX;
    private final double[] stepZ;
    private final double[] stepS;
    /// `Δ` of the gradient that is left for a variable's own bounds.
    private final double[] gradient;

    ActiveSetPath(StandardForm form, KktSystem system, EmbeddingResidual residual) {
        this.form = form;
        this.system = system;
        this.residual = residual;
        rightZ = new double[form.rows()];
        stepX = new double[form.variables()];
        stepZ = new double[form.rows()];
        stepS = new double[form.rows()];
        gradient = new double[form.variables()];
    }

    /// Takes one part of the way.
    ///
    /// @param point moved on, and its `s` kept
    /// @param active of which one row is switched, or none at the end of the way
    /// @param held the row switched last, or `END`: it does not switch back at once
    /// @return the row switched, or `END`
    int step(Iterate point, boolean[] active, int held) {
        direction(active);
        double longest = 1;
        int first = END;
        for (int i = form.equalities; i < active.length; i++) {
            double here = active[i] ? point.z[i] : point.s[i];
            double change = active[i] ? stepZ[i] : stepS[i];
            if (change < -STANDSTILL && here < -change * longest && i != held) {
                longest = Math.max(0, here / -change);
                first = i;
            }
        }
        Vectors.addScaled(point.x, longest, stepX);
        for (int i = 0; i < active.length; i++) {
            if (i < form.equalities) {
                point.z[i] += longest * stepZ[i];
            } else if (active[i]) {
                point.z[i] = Math.max(0, point.z[i] + longest * stepZ[i]);
            } else {
                point.s[i] = Math.max(0, point.s[i] + longest * stepS[i]);
            }
        }
        if (first != END) {
            point.z[first] = 0;
            point.s[first] = 0;
            active[first] = !active[first];
        }
        residual.updateRows(form, point);
        return first;
    }

    /// Makes a point the optimum of a shifted program.
    void begin(Iterate point, boolean[] active) {
        Arrays.fill(point.s, 0);
        residual.updateRows(form, point);
        for (int i = form.equalities; i < active.length; i++) {
            double spread = SPREAD * i;
            double least = LIFT * (1 + spread - Math.floor(spread));
            point.z[i] = active[i] ? Math.max(least, point.z[i]) : 0;
            point.s[i] = active[i] ? 0 : Math.max(least, -residual.z[i]);
        }
        residual.updateRows(form, point);
    }

    private void direction(boolean[] active) {
        for (int i = 0; i < rightZ.length; i++) {
            rightZ[i] = active[i] ? -residual.z[i] : 0;
        }
        system.solve(residual.x, rightZ, stepX, stepZ, Double.POSITIVE_INFINITY, 1);
        SparseRows a = form.matrix;
        for (int i = 0; i < stepZ.length; i++) {
            stepZ[i] = active[i] && i < a.singleFrom ? stepZ[i] : 0;
        }
        Arrays.fill(gradient, 0);
        form.quadratic.multiplyAdd(1, stepX, gradient);
        a.transposeMultiplyAdd(1, stepZ, gradient);
        for (int i = a.singleFrom, k = a.start[i]; i < active.length; i++, k++) {
            if (active[i]) {
                int j = a.column[k];
                stepZ[i] = (residual.x[j] - gradient[j]) / a.value[k];
                gradient[j] = residual.x[j];
            }
        }
        Arrays.fill(stepS, 0);
        a.multiplyAdd(-1, stepX, stepS);
        for (int i = form.equalities; i < active.length; i++) {
            stepS[i] = active[i] ? 0 : stepS[i] - residual.z[i];
        }
    }
}
