package org.tavan.certificate;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.SupportPolytope;
import org.tavan.uncertainty.WassersteinBall;

/// Distances in a polytope: `min ‖d‖  s.t.  Hd ≤ h − Hξ̂,  aᵀd ≥ missing`, a linear program for the 1- and ∞-norm, a quadratic one for the
/// 2-norm. Its dual value is taken, never more than the distance, so that the certificate errs on the safe side; where the solver
/// has no answer, the distance without the support.
final class PolytopeReach implements Reach {
    private static final SolverSettings SETTINGS = SolverSettings.defaults();
    /// How far beyond the limit the row must get within the polytope to count as able to be exceeded (relative).
    private static final double BEYOND = 1e-9;
    private static final double NO_BOUND = Double.POSITIVE_INFINITY;

    private final InteriorPointSolver solver = new InteriorPointSolver();
    private final UncertainRow row;
    private final WassersteinBall ball;
    private final SupportPolytope polytope;
    private final int intervals;
    private final double dualNorm;
    private final boolean reachable;

    PolytopeReach(UncertainRow row, WassersteinBall ball, SupportPolytope polytope) {
        this.row = row;
        this.ball = ball;
        this.polytope = polytope;
        intervals = polytope.intervals();
        dualNorm = ball.norm().dual().of(row.coefficients().toArray());
        reachable = dualNorm > 0 && mostWithin() > row.limit() + BEYOND * (1 + Math.abs(row.limit()));
    }

    /// `max aᵀξ` over the polytope, `+∞` where there is no limit or no answer.
    private double mostWithin() {
        ConicProgram.Builder program = ConicProgram.builder();
        int[] xi = new int[intervals];
        for (int t = 0; t < intervals; t++) {
            xi[t] = program.addVariable(-row.coefficients().get(t));
        }
        for (int k = 0; k < polytope.rows().size(); k++) {
            program.addLessOrEqual(xi, polytope.rows().get(k).toArray(), polytope.right().get(k));
        }
        return solver.solve(program.build(), SETTINGS) instanceof SolveOutcome.Solved solved
                ? -solved.solution().primalObjective()
                : NO_BOUND;
    }

    @Override
    public double missing(int sample) {
        return Reach.missing(row, ball, sample);
    }

    @Override
    public double leastDistance(double missing) {
        return reachable ? missing / dualNorm : NO_BOUND;
    }

    @Override
    public double distance(int sample, double missing) {
        Solution solution = solve(sample, missing);
        if (solution == null) {
            return leastDistance(missing);
        }
        double dual = Math.max(0, solution.dualObjective());
        return Math.max(leastDistance(missing), ball.norm() == Norm.TWO ? Math.sqrt(dual) : dual);
    }

    @Override
    public Profile nearest(int sample, double missing) {
        Solution solution = solve(sample, missing);
        double[] point = Reach.point(ball, sample).toArray();
        for (int t = 0; solution != null && t < intervals; t++) {
            point[t] += solution.value(t);
        }
        return Profile.of(point);
    }

    private @Nullable Solution solve(int sample, double missing) {
        ConicProgram.Builder program = ConicProgram.builder();
        int[] d = new int[intervals];
        for (int t = 0; t < intervals; t++) {
            d[t] = program.addVariable(0);
        }
        addNorm(program, d);
        for (int k = 0; k < polytope.rows().size(); k++) {
            program.addLessOrEqual(d, polytope.rows().get(k).toArray(),
                    Math.max(0, polytope.slack(k, ball.samples(), sample)));
        }
        program.addGreaterOrEqual(d, row.coefficients().toArray(), missing);
        return solver.solve(program.build(), SETTINGS) instanceof SolveOutcome.Solved solved
                ? solved.solution()
                : null;
    }

    private void addNorm(ConicProgram.Builder program, int[] d) {
        int shared = ball.norm() == Norm.INFINITY ? program.addVariable(1) : -1;
        for (int variable : d) {
            if (ball.norm() == Norm.TWO) {
                program.addQuadraticCost(variable, 1);
                continue;
            }
            int size = shared < 0 ? program.addVariable(1) : shared;
            program.addGreaterOrEqual(new int[]{size, variable}, new double[]{1, -1}, 0);
            program.addGreaterOrEqual(new int[]{size, variable}, new double[]{1, 1}, 0);
        }
    }
}
