package org.tavan.dro;

import java.util.Arrays;
import java.util.BitSet;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;

/// A better scaling of a joint constraint at the slopes `a` and the prices `π` of the margins in a plan.
///
/// With `n_k = δ_k m_k` the constraint `(ρ/ε)λ + τ + (1/ε) Σ w_i z_i ≤ 0`, `z_i + τ + λ|x − ξ̂_i| ≥ δ_k a_k x − n_k` is linear in scaling and margins
/// together; only their cost `Σ π_k n_k/δ_k` is not. Each step takes the linear program with this cost linearised,
/// `min Σ (π_k/δ_k)(n_k' − m_k δ_k')`, `Σ δ_k'` as it is, `δ'` within a factor of `δ`, and is kept if the cost itself falls. So the margins that become cheaper are
/// those that cost, which spares three times what a step towards the largest common slack does. A rule that moves too may make the next plan
/// cheaper still; the caller compares.
///
/// Where no price is known and the promise is missed, the step that lowers its value most at these margins,
/// `min (ρ/ε)λ + τ + (1/ε) Σ w_i z_i` over `δ`.
///
/// Only those rows are in it that matter at these slopes, see `JointPromise`, and those samples have a `z` that do in the promise or are in
/// the tail at the plan. To leave out the others may cost a little of the gain, but no safety.
final class ScalingStep {
    private static final SolverSettings SETTINGS = SolverSettings.defaults().withTolerances(1e-6, 1e-6);
    /// What a step must spare of each margin to be worth a round, and what it must where the plan misses the promise (kW).
    private static final double SPARED_LEAST_KW = 1e-3;
    private static final double MISSED_LEAST_KW = 1e-6;
    /// A scale stays within this factor of the one before, where prices and differences are still about right.
    private static final double FACTOR_MOST = 3;
    private static final int STEPS_MAX = 3;

    /// A scaling and the margins that go with it.
    private static final class Scaled {
        final double[] scale;
        final double[] margin;

        Scaled(double[] scale, double[] margin) {
            this.scale = scale;
            this.margin = margin;
        }
    }

    private final InteriorPointSolver solver = new InteriorPointSolver();
    private final JointTail tail;
    private final double radius;
    private final double epsilon;

    ScalingStep(JointTail tail, double radius, double epsilon) {
        this.tail = tail;
        this.radius = radius;
        this.epsilon = epsilon;
    }

    /// {@return a scaling that promises to be better, or the one given if none is found}
    ///
    /// @param slope `a` of each row
    /// @param margin `m` of each row
    /// @param scale in force
    /// @param inTail samples that have a `z` in the promise
    /// @param price of each margin, not negative; 0 for one that is not to change
    double[] better(double[] slope, double[] margin, double[] scale, BitSet inTail, double[] price) {
        double value = tail.evaluate(times(slope, scale), times(margin, scale));
        boolean missed = value > MISSED_LEAST_KW;
        double spared = (missed ? MISSED_LEAST_KW : SPARED_LEAST_KW) * Arrays.stream(price).sum();
        double[] best = scale;
        double[] margins = margin.clone();
        for (int k = 0; k < margins.length; k++) {
            margins[k] += Math.max(0, value) / scale[k];
        }
        for (int step = 0; step < STEPS_MAX && spared > 0; step++) {
            Scaled found = solve(slope, margins, best, spread(inTail), price);
            if (found == null || !(dot(price, margins) - dot(price, found.margin) > spared)) {
                break;
            }
            best = found.scale;
            margins = found.margin;
            tail.evaluate(times(slope, best), times(margins, best));
        }
        return missed && Arrays.equals(best, scale) ? keeping(slope, margin, scale, value) : best;
    }

    /// {@return the scaling with the lowest value at these margins}
    private double[] keeping(double[] slope, double[] margin, double[] scale, double value) {
        BitSet all = new BitSet();
        for (int i = 0; i < tail.count(); i++) {
            all.set(i, tail.weight(i) < epsilon);
        }
        Scaled found = solve(slope, margin, scale, all, new double[slope.length]);
        return found != null && tail.evaluate(times(slope, found.scale),
                times(margin, found.scale)) < value - MISSED_LEAST_KW ? found.scale : scale;
    }

    private BitSet spread(BitSet inTail) {
        BitSet spread = (BitSet) inTail.clone();
        for (int i = 0; i < tail.count(); i++) {
            spread.set(i, spread.get(i) || (tail.excess(i) > 0 && tail.weight(i) < epsilon));
        }
        return spread;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double[] times(double[] a, double[] b) {
        double[] product = a.clone();
        for (int k = 0; k < product.length; k++) {
            product[k] *= b[k];
        }
        return product;
    }

    private @Nullable Scaled solve(double[] slope, double[] margin, double[] scale, BitSet spread,
            double[] price) {
        ConicProgram.Builder program = ConicProgram.builder();
        int[] delta = new int[slope.length];
        RowBuilder sum = new RowBuilder();
        int[] scaledMargin = new int[slope.length];
        double priced = 0;
        for (int k = 0; k < delta.length; k++) {
            double cents = price[k] / scale[k];
            priced += cents;
            delta[k] = program.addVariable(-cents * margin[k], scale[k] / FACTOR_MOST,
                    scale[k] * FACTOR_MOST);
            scaledMargin[k] = cents > 0 ? program.addVariable(cents) : CommunityProgram.NONE;
            sum.add(delta[k], 1);
        }
        program.addEquality(sum.variables(), sum.coefficients(), Arrays.stream(scale).sum());
        boolean hard = priced > 0;
        int tau = program.addVariable(hard ? 0 : 1);
        int lambda = radius > 0
                ? program.addVariable(hard ? 0 : radius / epsilon, 0, Double.POSITIVE_INFINITY)
                : CommunityProgram.NONE;
        RowBuilder risk = new RowBuilder().add(tau, 1).add(lambda, radius / epsilon);
        int[] excess = new int[tail.count()];
        Arrays.fill(excess, CommunityProgram.NONE);
        for (int i = spread.nextSetBit(0); i >= 0; i = spread.nextSetBit(i + 1)) {
            excess[i] = program.addVariable(hard ? 0 : tail.weight(i) / epsilon, 0, Double.POSITIVE_INFINITY);
            risk.add(excess[i], tail.weight(i) / epsilon);
        }
        if (hard) {
            program.addLessOrEqual(risk.variables(), risk.coefficients(), 0);
        }
        for (int k = 0; k < delta.length; k++) {
            int sign = slope[k] < 0 ? -1 : 1;
            for (int i : tail.largest(k, sign)) {
                double x = tail.xi(k, i);
                double end = tail.moves() ? tail.end(k, sign) : x;
                addRow(program, new int[]{excess[i], tau, delta[k], CommunityProgram.NONE, scaledMargin[k]},
                        (scaledMargin[k] < 0 ? margin[k] : 0) - slope[k] * x, 0);
                if (end != x) {
                    addRow(program, new int[]{excess[i], tau, delta[k], lambda, scaledMargin[k]},
                            (scaledMargin[k] < 0 ? margin[k] : 0) - slope[k] * end, Math.abs(end - x));
                }
                if (!spread.get(i)) {
                    break;
                }
            }
        }
        for (int k = 0; !tail.bounded() && lambda != CommunityProgram.NONE && k < delta.length; k++) {
            program.addGreaterOrEqual(new int[]{lambda, delta[k]}, new double[]{1, -Math.abs(slope[k])}, 0);
        }
        if (!(solver.solve(program.build(), SETTINGS) instanceof SolveOutcome.Solved solved)) {
            return null;
        }
        Scaled found = new Scaled(new double[delta.length], margin.clone());
        for (int k = 0; k < delta.length; k++) {
            found.scale[k] = Math.clamp(solved.solution().value(delta[k]), scale[k] / FACTOR_MOST,
                    scale[k] * FACTOR_MOST);
            if (scaledMargin[k] >= 0) {
                found.margin[k] = solved.solution().value(scaledMargin[k]) / found.scale[k];
            }
        }
        return found;
    }

    /// `z + τ + margin·δ + way·λ ≥ 0`.
    private static void addRow(ConicProgram.Builder program, int[] variables, double margin, double way) {
        RowBuilder row = new RowBuilder().add(variables[0], 1)
                .add(variables[1], 1)
                .add(variables[2], margin)
                .add(variables[3], way)
                .add(variables[4], 1);
        program.addGreaterOrEqual(row.variables(), row.coefficients(), 0);
    }
}
