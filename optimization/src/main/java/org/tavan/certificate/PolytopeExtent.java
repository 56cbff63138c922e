package org.tavan.certificate;

import java.util.Arrays;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.uncertainty.SupportPolytope;

/// Upper bounds on linear functions over a polytope `Hξ ≤ d` that hold whatever the accuracy of the solver: with any `y ≥ 0`,
/// `aᵀξ = yᵀHξ + (a − Hᵀy)ᵀξ ≤ yᵀd + ‖a − Hᵀy‖₁ U` where `|ξ_t| ≤ U`; `y` is the solver's, cut at 0.
///
/// `U` is bounded by itself: `±ξ_t ≤ yᵀd + ‖±e_t − Hᵀy‖₁ U` for all `t` gives `U ≤ max yᵀd / (1 − max ‖±e_t − Hᵀy‖₁)`.
final class PolytopeExtent {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /// `yᵀd` and `‖a − Hᵀy‖₁`.
    private record Bound(double right, double rest) {}

    private final InteriorPointSolver solver = new InteriorPointSolver();
    private final SupportPolytope polytope;
    private final double reach;

    PolytopeExtent(SupportPolytope polytope) {
        this.polytope = polytope;
        reach = reach();
    }

    SupportPolytope polytope() {
        return polytope;
    }

    /// {@return `U`: no coordinate of a point of the polytope is larger; `+∞` where that is not known}
    double coordinateMost() {
        return reach;
    }

    /// {@return a number that `aᵀξ` does not exceed in the polytope}
    double most(double[] a) {
        Bound bound = bound(a);
        return bound.right + (bound.rest == 0 ? 0 : bound.rest * reach);
    }

    private double reach() {
        double right = 0;
        double rest = 0;
        for (int t = 0; t < polytope.intervals(); t++) {
            for (double sign : new double[]{1, -1}) {
                double[] direction = new double[polytope.intervals()];
                direction[t] = sign;
                double alone = alone(t, sign);
                Bound bound = alone < INFINITY ? new Bound(alone, 0) : bound(direction);
                right = Math.max(right, bound.right);
                rest = Math.max(rest, bound.rest);
            }
        }
        return rest < 1 ? right / (1 - rest) : INFINITY;
    }

    /// {@return the least end that a row which reads one interval alone sets}
    private double alone(int t, double sign) {
        double least = INFINITY;
        for (int k = 0; k < polytope.rows().size(); k++) {
            double[] row = polytope.rows().get(k).toArray();
            boolean single = Arrays.stream(row).filter(x -> x != 0).count() == 1;
            least = single && sign * row[t] > 0
                    ? Math.min(least, polytope.right().get(k) / Math.abs(row[t]))
                    : least;
        }
        return least;
    }

    private Bound bound(double[] a) {
        ConicProgram.Builder program = ConicProgram.builder();
        int[] xi = new int[a.length];
        int[] rows = new int[polytope.rows().size()];
        for (int t = 0; t < xi.length; t++) {
            xi[t] = program.addVariable(-a[t]);
        }
        for (int k = 0; k < rows.length; k++) {
            rows[k] = program.addLessOrEqual(xi, polytope.rows().get(k).toArray(), polytope.right().get(k));
        }
        Solution solution = switch (solver.solve(program.build(), SolverSettings.defaults())) {
            case SolveOutcome.Solved solved -> solved.solution();
            case SolveOutcome.LimitReached reached -> reached.last();
            case SolveOutcome.NumericalError error -> error.last();
            case SolveOutcome.PrimalInfeasible _,SolveOutcome.DualInfeasible _ -> null;
        };
        if (solution == null) {
            return new Bound(INFINITY, INFINITY);
        }
        double right = 0;
        double[] rest = a.clone();
        for (int k = 0; k < rows.length; k++) {
            double y = Math.max(0, -solution.dual(rows[k]));
            right += y * polytope.right().get(k);
            for (int t = 0; t < rest.length; t++) {
                rest[t] -= y * polytope.rows().get(k).get(t);
            }
        }
        return new Bound(right, Arrays.stream(rest).map(Math::abs).sum());
    }
}
