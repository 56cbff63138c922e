package org.tavan.dro;

import java.util.Arrays;
import java.util.BitSet;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;

/// The best scaling of a joint constraint at a fixed plan: the linear program
///
/// `min (ρ/ε)λ + τ + (1/ε) Σ w_i z_i` over `δ`, `λ ≥ 0`, `τ`, `z ≥ 0` with `z_i + τ + λ|x − ξ̂_i| ≥ δ_k(a_k x − m_k)` for every row, sample and place `x`,
/// `Σ δ_k` as it is, and `δ` within a factor of the one in force.
///
/// Its rows are generated as those of the plan are, and its optimum is measured by `JointTail`, so that it is never taken for
/// better than it is.
final class ScalingStep {
    private static final SolverSettings SETTINGS = SolverSettings.defaults().withTolerances(1e-7, 1e-7);
    private static final int ROUNDS_MAX = 3;
    /// What a scaling must spare to be worth another round, and what it must gain where the plan misses the promise (kW).
    private static final double SPARED_LEAST_KW = 1e-3;
    private static final double MISSED_LEAST_KW = 1e-6;
    private static final double NEAR = 0.5;
    /// A scale stays within this factor of the one in force, so that the least margin to spare does not differ too much.
    private static final double FACTOR_MOST = 10;

    private final InteriorPointSolver solver = new InteriorPointSolver();
    private final JointTail tail;
    private final double radius;
    private final double epsilon;

    ScalingStep(JointTail tail, double radius, double epsilon) {
        this.tail = tail;
        this.radius = radius;
        this.epsilon = epsilon;
    }

    /// {@return a scaling with a lower value at the plan, or the one given if none is found}
    ///
    /// @param slope `a` of each row
    /// @param margin `m` of each row
    /// @param scale in force
    double[] better(double[] slope, double[] margin, double[] scale) {
        double bestValue = tail.evaluate(times(slope, scale), times(margin, scale));
        double least = bestValue > 0 ? MISSED_LEAST_KW : SPARED_LEAST_KW;
        double[] best = scale;
        BitSet present = new BitSet();
        tail.addNear(times(slope, scale), times(margin, scale), present, NEAR);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            double[] found = solve(slope, margin, scale, present);
            if (found.length == 0) {
                return best;
            }
            double[] s = times(slope, found);
            double[] c = times(margin, found);
            double value = tail.evaluate(s, c);
            if (value < bestValue - least) {
                bestValue = value;
                best = found;
            }
            int before = present.cardinality();
            tail.addNear(s, c, present, NEAR);
            if (present.cardinality() == before) {
                return best;
            }
        }
        return best;
    }

    private static double[] times(double[] a, double[] b) {
        double[] product = a.clone();
        for (int k = 0; k < product.length; k++) {
            product[k] *= b[k];
        }
        return product;
    }

    private double[] solve(double[] slope, double[] margin, double[] scale, BitSet present) {
        ConicProgram.Builder program = ConicProgram.builder();
        int[] delta = new int[slope.length];
        RowBuilder sum = new RowBuilder();
        for (int k = 0; k < delta.length; k++) {
            delta[k] = program.addVariable(0, scale[k] / FACTOR_MOST, scale[k] * FACTOR_MOST);
            sum.add(delta[k], 1);
        }
        program.addEquality(sum.variables(), sum.coefficients(), Arrays.stream(scale).sum());
        int tau = program.addVariable(1);
        int lambda = radius > 0
                ? program.addVariable(radius / epsilon, 0, Double.POSITIVE_INFINITY)
                : CommunityProgram.NONE;
        int[] excess = new int[tail.count()];
        Arrays.fill(excess, CommunityProgram.NONE);
        for (int code = present.nextSetBit(0); code >= 0; code = present.nextSetBit(code + 1)) {
            int k = code / JointTail.PLACES / tail.count();
            int i = code / JointTail.PLACES % tail.count();
            int place = code % JointTail.PLACES;
            if (excess[i] == CommunityProgram.NONE && tail.weight(i) < epsilon) {
                excess[i] = program.addVariable(tail.weight(i) / epsilon, 0, Double.POSITIVE_INFINITY);
            }
            double x = place == 0 ? tail.xi(k, i) : tail.end(k, place == 1 ? 1 : -1);
            RowBuilder row = new RowBuilder().add(excess[i], 1)
                    .add(tau, 1)
                    .add(delta[k], margin[k] - slope[k] * x)
                    .add(place == 0 ? CommunityProgram.NONE : lambda, Math.abs(x - tail.xi(k, i)));
            program.addGreaterOrEqual(row.variables(), row.coefficients(), 0);
        }
        for (int k = 0; !tail.bounded() && lambda != CommunityProgram.NONE && k < delta.length; k++) {
            program.addGreaterOrEqual(new int[]{lambda, delta[k]}, new double[]{1, -Math.abs(slope[k])}, 0);
        }
        return solver.solve(program.build(), SETTINGS) instanceof SolveOutcome.Solved solved
                ? scaled(solved.solution(), delta, scale)
                : new double[0];
    }

    private static double[] scaled(Solution solution, int[] delta, double[] scale) {
        double[] scaled = new double[delta.length];
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] = Math.clamp(solution.value(delta[k]), scale[k] / FACTOR_MOST, scale[k] * FACTOR_MOST);
        }
        return scaled;
    }
}
