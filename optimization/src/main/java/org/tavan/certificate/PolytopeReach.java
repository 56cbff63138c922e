package org.tavan.certificate;

import java.util.Arrays;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.SupportPolytope;
import org.tavan.uncertainty.WassersteinBall;

/// Distances in a polytope: `min ‖d‖  s.t.  Hd ≤ h − Hξ̂ =: s,  aᵀd ≥ missing`, a linear program for the 1- and ∞-norm, a quadratic one for the
/// 2-norm.
///
/// Never more than the distance, whatever the accuracy of the solver, so that the certificate errs on the safe side: any `y, μ ≥ 0` give
/// `‖d‖ ‖μa − Hᵀy‖_* ≥ μaᵀd − yᵀHd ≥ μ missing − yᵀs`. They are the solver's multipliers, or its proof that there is no such point, cut at 0. What
/// is farther than the polytope is wide is out of reach.
final class PolytopeReach implements Reach {
    private static final SolverSettings SETTINGS = SolverSettings.defaults();
    private static final double NO_BOUND = Double.POSITIVE_INFINITY;

    /// What a program says: its multipliers, and the move it found, no entry if none.
    private static final class Answer {
        final double[] multipliers;
        final double[] move;

        Answer(double[] multipliers, double[] move) {
            this.multipliers = multipliers;
            this.move = move;
        }
    }

    private final InteriorPointSolver solver = new InteriorPointSolver();
    private final UncertainRow row;
    private final WassersteinBall ball;
    private final SupportPolytope polytope;
    private final int intervals;
    private final double dualNorm;
    private final double diameter;
    private final boolean reachable;

    PolytopeReach(UncertainRow row, WassersteinBall ball, PolytopeExtent extent) {
        this.row = row;
        this.ball = ball;
        polytope = extent.polytope();
        intervals = polytope.intervals();
        double[] a = row.coefficients().toArray();
        dualNorm = ball.norm().dual().of(a);
        double[] corner = new double[intervals];
        Arrays.fill(corner, 2 * extent.coordinateMost());
        diameter = ball.norm().of(corner);
        reachable = dualNorm > 0 && extent.most(a) > row.limit();
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
        if (!reachable) {
            return NO_BOUND;
        }
        double[] multipliers = solve(sample, missing).multipliers;
        double gain = 0;
        double[] rest = new double[intervals];
        for (int k = 0; k < multipliers.length; k++) {
            boolean last = k == polytope.rows().size();
            double weight = Math.max(0, multipliers[k]);
            gain += weight * (last ? missing : -slack(k, sample));
            Profile coefficients = last ? row.coefficients() : polytope.rows().get(k);
            for (int t = 0; t < intervals; t++) {
                rest[t] += weight * (last ? 1 : -1) * coefficients.get(t);
            }
        }
        double proven = gain > 0 ? gain / ball.norm().dual().of(rest) : 0;
        double distance = Math.max(leastDistance(missing), proven);
        return distance > diameter ? NO_BOUND : distance;
    }

    private double slack(int k, int sample) {
        return Math.max(0, polytope.slack(k, ball.samples(), sample));
    }

    @Override
    public Profile nearest(int sample, double missing) {
        double[] move = solve(sample, missing).move;
        double[] point = Reach.point(ball, sample).toArray();
        for (int t = 0; t < move.length; t++) {
            point[t] += move[t];
        }
        return Profile.of(point);
    }

    private Answer solve(int sample, double missing) {
        ConicProgram.Builder program = ConicProgram.builder();
        int[] d = new int[intervals];
        for (int t = 0; t < intervals; t++) {
            d[t] = program.addVariable(0);
        }
        int[] handles = new int[polytope.rows().size() + 1];
        for (int k = 0; k < polytope.rows().size(); k++) {
            handles[k] = program.addLessOrEqual(d, polytope.rows().get(k).toArray(), slack(k, sample));
        }
        handles[handles.length - 1] = program.addGreaterOrEqual(d, row.coefficients().toArray(), missing);
        addNorm(program, d);
        return switch (solver.solve(program.build(), SETTINGS)) {
            case SolveOutcome.Solved solved -> answer(solved.solution(), handles);
            case SolveOutcome.LimitReached reached -> answer(reached.last(), handles);
            case SolveOutcome.NumericalError error -> answer(error.last(), handles);
            case SolveOutcome.PrimalInfeasible proof -> {
                double[] multipliers = new double[handles.length];
                for (int k = 0; k < handles.length; k++) {
                    multipliers[k] = proof.certificate().get(handles[k]);
                }
                yield new Answer(multipliers, new double[0]);
            }
            case SolveOutcome.DualInfeasible _ -> new Answer(new double[0], new double[0]);
        };
    }

    private Answer answer(Solution solution, int[] handles) {
        double[] multipliers = new double[handles.length];
        for (int k = 0; k < handles.length; k++) {
            multipliers[k] = Math.abs(solution.dual(handles[k]));
        }
        double[] move = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            move[t] = solution.value(t);
        }
        return new Answer(multipliers, move);
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
