package org.tavan.dro;

import java.util.BitSet;

import org.jspecify.annotations.Nullable;

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
    /// What a step must spare of each margin to be worth a round, and what it must where the plan misses the promise (kW).
    private static final double SPARED_LEAST_KW = 1e-3;
    private static final double MISSED_LEAST_KW = 1e-6;
    private static final int STEPS_MAX = 3;

    private final JointTail tail;
    private final boolean roomy;
    private @Nullable ScalingProgram program;
    private int programs;
    /// The margins that go with the scaling found so far, and of the next.
    private double[] margins;
    private double[] foundMargins;
    private final double[] found;
    private final double[] scaledSlope;
    private final double[] scaledMargin;
    private final double[] noPrice;
    private final BitSet spread;
    /// The `z` of each sample in the program, or none.
    private final int[] excessOf;

    /// @param rows of the constraint
    /// @param roomy whether steps at many plans are to come: these allocate nothing once the program has room
    ScalingStep(JointTail tail, int rows, boolean roomy) {
        this.tail = tail;
        this.roomy = roomy;
        margins = new double[rows];
        foundMargins = new double[rows];
        found = new double[rows];
        scaledSlope = new double[rows];
        scaledMargin = new double[rows];
        noPrice = new double[rows];
        spread = new BitSet(tail.count());
        excessOf = new int[tail.count()];
    }

    /// Looks for a scaling that promises to be better.
    ///
    /// @param slope `a` of each row
    /// @param margin `m` of each row
    /// @param scale in force; becomes the better one
    /// @param inTail samples that have a `z` in the promise
    /// @param price of each margin, not negative; 0 for one that is not to change
    /// @return whether there is one
    boolean improve(double[] slope, double[] margin, double[] scale, BitSet inTail, double[] price) {
        double value = evaluate(slope, margin, scale);
        boolean missed = value > MISSED_LEAST_KW;
        double spared = (missed ? MISSED_LEAST_KW : SPARED_LEAST_KW) * sum(price);
        for (int k = 0; k < margins.length; k++) {
            margins[k] = margin[k] + Math.max(0, value) / scale[k];
        }
        boolean improved = false;
        for (int step = 0; step < STEPS_MAX && spared > 0; step++) {
            spread(inTail);
            if (!solve(slope, margins, scale, price)
                    || !(dot(price, margins) - dot(price, foundMargins) > spared)) {
                break;
            }
            improved = true;
            System.arraycopy(found, 0, scale, 0, scale.length);
            double[] before = margins;
            margins = foundMargins;
            foundMargins = before;
            evaluate(slope, margins, scale);
        }
        return improved || (missed && keep(slope, margin, scale, value));
    }

    /// {@return how many programs it has made}
    int programs() {
        return programs;
    }

    /// Takes the scaling with the lowest value at these margins.
    private boolean keep(double[] slope, double[] margin, double[] scale, double value) {
        for (int i = 0; i < tail.count(); i++) {
            spread.set(i, tail.weight(i) < tail.epsilon());
        }
        if (!(solve(slope, margin, scale, noPrice)
                && evaluate(slope, margin, found) < value - MISSED_LEAST_KW)) {
            return false;
        }
        System.arraycopy(found, 0, scale, 0, scale.length);
        return true;
    }

    /// Samples that have a `z` in the promise or are in the tail at the plan.
    private void spread(BitSet inTail) {
        spread.clear();
        spread.or(inTail);
        for (int i = 0; i < tail.count(); i++) {
            spread.set(i, spread.get(i) || (tail.excess(i) > 0 && tail.weight(i) < tail.epsilon()));
        }
    }

    private double evaluate(double[] slope, double[] margin, double[] scale) {
        for (int k = 0; k < scale.length; k++) {
            scaledSlope[k] = slope[k] * scale[k];
            scaledMargin[k] = margin[k] * scale[k];
        }
        return tail.evaluate(scaledSlope, scaledMargin);
    }

    private static double sum(double[] a) {
        double sum = 0;
        for (double each : a) {
            sum += each;
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /// Solves the program of a step; what it finds is in `found` and `foundMargins`.
    private boolean solve(double[] slope, double[] margin, double[] scale, double[] price) {
        int excesses = 0;
        for (int i = 0; i < excessOf.length; i++) {
            excessOf[i] = spread.get(i) ? excesses++ : ScalingProgram.NONE;
        }
        ScalingProgram own = program;
        if (own == null || !own.fits(slope, excessOf, excesses)) {
            own = roomy
                    ? ScalingProgram.roomy(tail, slope, excessOf, excesses)
                    : ScalingProgram.of(tail, slope, excessOf, excesses);
            program = own;
            programs++;
        }
        if (!own.solve(slope, margin, scale, price, excessOf)) {
            return false;
        }
        for (int k = 0; k < scale.length; k++) {
            found[k] = own.scale(k, scale[k]);
            foundMargins[k] = price[k] > 0 ? own.scaledMargin(k) / found[k] : margin[k];
        }
        return true;
    }
}
