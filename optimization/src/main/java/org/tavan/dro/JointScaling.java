package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.uncertainty.WassersteinBall;

/// The scaling `δ` of the rows of a joint constraint `sup CVaR_ε(max_k δ_k f_k(ξ)) ≤ 0`, and the step that improves it for a given
/// decision: with plain numbers for `f_k` the constraint is linear in `δ`, so the `δ` that leaves most to spare is found by one program.
///
/// The scale of all `δ` together has no meaning: they add up to their number. None may vanish, or its row would not be kept.
///
/// Source: Ordoudis, Nguyen, Kuhn and Pinson 2021, the optimised CVaR approximation.
final class JointScaling {
    private static final double LEAST = 1e-3;
    private static final double GAIN_LEAST = 1e-7;

    private final WassersteinBall ball;
    private final double epsilon;
    private double[] scale = {};
    private double[] before = {};

    JointScaling(WassersteinBall ball, double epsilon) {
        this.ball = ball;
        this.epsilon = epsilon;
    }

    List<UncertainSum> scaled(List<UncertainSum> rows) {
        if (scale.length != rows.size()) {
            scale = new double[rows.size()];
            Arrays.fill(scale, 1);
            before = scale;
        }
        List<UncertainSum> scaled = new ArrayList<>();
        for (int k = 0; k < scale.length; k++) {
            scaled.add(rows.get(k).times(scale[k]));
        }
        return scaled;
    }

    /// {@return `δ` of each row}
    double[] factors() {
        return scale.clone();
    }

    /// Puts a scaling in force.
    void start(double[] factors) {
        scale = factors.clone();
        before = scale;
    }

    /// {@return `δ` of a row}
    double factor(int row) {
        return scale[row];
    }

    /// Looks for a scaling with which rows in plain numbers leave something to spare.
    ///
    /// @return whether there is one; it is then in force
    boolean improve(List<UncertainSum> rows) {
        // Whoever restores after a step that brought nothing means the scaling in force, not an older one.
        before = scale;
        ConicProgram.Builder program = ConicProgram.builder();
        int[] factors = new int[rows.size()];
        AffineSum sum = new AffineSum();
        List<UncertainSum> scaled = new ArrayList<>();
        for (int k = 0; k < factors.length; k++) {
            factors[k] = program.addVariable(0, LEAST, Double.POSITIVE_INFINITY);
            sum.add(factors[k], 1);
            scaled.add(rows.get(k).timesVariable(factors[k]));
        }
        sum.equal(program, factors.length);
        int value = program.addVariable(1);
        new WorstCaseWriter(program, ball).tail(scaled, epsilon).add(value, -1).atMost(program, 0);
        if (!(new InteriorPointSolver().solve(program.build(),
                SolverSettings.defaults()) instanceof SolveOutcome.Solved solved)
                || !(solved.solution().primalObjective() < -GAIN_LEAST)) {
            return false;
        }
        scale = new double[factors.length];
        for (int k = 0; k < factors.length; k++) {
            scale[k] = Math.max(LEAST, solved.solution().value(factors[k]));
        }
        return true;
    }

    void restore() {
        scale = before;
    }
}
