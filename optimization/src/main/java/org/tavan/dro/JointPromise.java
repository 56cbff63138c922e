package org.tavan.dro;

import java.util.Arrays;
import java.util.BitSet;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// The worst-case conditional value at risk of the largest scaled shortage, `max_k δ_k(a_k ξ[t_k] − m_k)`, at most 0 (see `JointTail`):
///
/// `(ρ/ε)λ + τ + (1/ε) Σ_i w_i z_i ≤ 0`, `z_i ≥ 0`, and for every row, sample and place `x` that the sample may be in (where it is, or moved to the
/// end of the box at `λ|x − ξ̂_i|`) `z_i + τ ≥ δ_k(a_k x − m_k) − λ|x − ξ̂_i|`.
///
/// Few of these rows and variables matter, and which ones is known:
/// - a row grows with `ξ̂_i` (falls, where `a_k < 0`), in both places. So below a sample of row `k` that has no `z` all others follow from it.
/// - With `τ` the value at risk, the samples with `z_i > 0` weigh at most `ε` together. So of any samples that weigh more, one has no
///   need of a `z`, and each row stops where the samples before it weigh more than `ε`.
/// - A `z_i` enters the optimum only where the prices of the rows of `i` exceed its own, `Σ_k p_ik > μ w_i/ε`: where a single sample is the worst in
///   many intervals. Only samples of which that is expected or has come out have a `z` (column generation). Leaving out others costs no safety;
///   what it may cost in money is part of the bound.
///
/// So a member has two to four rows an interval and a few `z`, however many samples there are. More margin in proportion to
/// `1/δ` lowers the value by as much, so what a plan misses is known in closed form.
///
/// Source: Zymler, Kuhn and Rustem 2013 for the scaling, Ordoudis, Nguyen, Kuhn and Pinson 2021 for the ball. Departs from
/// them: in a box, with the dual variables of each sample solved for; only the rows and variables that matter.
final class JointPromise implements DiagonalPromise {
    /// A sample has a `z` from the start if it is the worst in so large a part of the intervals, as a part of what makes it enter.
    private static final double EXPECTED = 0.8;
    /// How far a price may exceed that of a `z` left out (relative).
    private static final double PRICE_TOLERANCE = 1e-8;
    private static final int STEPS_MAX = 20;
    /// More margin than this is out of reach, in nominal powers.
    static final double UNREACHABLE_NOMINAL = 100;

    private final double nominalKw;
    private final double epsilon;
    private final double radius;
    private final JointRows rows;
    private final JointTail tail;
    private final ScalingStep scalingStep;
    private final WassersteinBall ball;
    private final boolean bounded;
    private double[] scale;
    private double[] scaleBefore;
    /// Samples that have a `z`.
    private final BitSet inTail = new BitSet();
    /// Per row whether its slope may be positive, negative.
    private final boolean[] rises;
    private final boolean[] falls;

    private @Nullable MemberVariables member;
    private double backoff;
    private int lambda;
    private int tau;
    private int riskRow;
    private final int[] excess;
    private final double[] riskWeight;
    /// Of each row of the program its handle, row `k` and sample `i`.
    private int[] handles = {};
    private int[] handleRow = {};
    private int[] handleSample = {};
    private int handleCount;
    /// Per row, of the point read last (¢ per kW); 0 for limits.
    private final double[] marginPrice;
    /// Per interval the largest gain that keeps the real-time limits where they are rows; `+∞` where they are not, or there are none.
    private final double[] gainCapKw;
    private boolean uncapped;

    JointPromise(double nominalKw, GridLimits realTime, WassersteinBall ball, double epsilon) {
        this.nominalKw = nominalKw;
        this.epsilon = epsilon;
        this.ball = ball;
        bounded = ball.support() instanceof SupportBox;
        radius = ball.radius();
        rows = new JointRows(nominalKw, realTime, ball, !bounded);
        tail = new JointTail(ball, epsilon, rows.intervals());
        scalingStep = new ScalingStep(tail, rows.count(), false);
        scale = rows.firstScale(nominalKw * radius / epsilon);
        scaleBefore = scale;
        marginPrice = new double[rows.count()];
        gainCapKw = new double[ball.samples().intervals()];
        Arrays.setAll(gainCapKw, t -> bounded ? Double.POSITIVE_INFINITY : tail.gainCapKw(realTime, t));
        rises = new boolean[rows.count()];
        falls = new boolean[rows.count()];
        excess = new int[tail.count()];
        riskWeight = new double[tail.count()];
        Arrays.setAll(riskWeight, i -> tail.weight(i) / epsilon);
    }

    /// A promise at a scaling of the intervals that is known.
    JointPromise(double nominalKw, GridLimits realTime, WassersteinBall ball, double epsilon,
            double[] scale) {
        this(nominalKw, realTime, ball, epsilon);
        this.scale = scale.clone();
        scaleBefore = this.scale;
    }

    @Override
    public void expect(double[] likelyKw) {
        for (int k = 0; k < rows.count(); k++) {
            rises[k] = rows.constant(k) > 0 || rows.factor(k) > 0;
            falls[k] = rows.factor(k) < 0 && likelyKw[rows.interval(k)] >= rows.constant(k);
        }
        double[] equal = new double[rows.count()];
        Arrays.setAll(equal, k -> rows.isPromise(k) ? 1 : 0);
        expectTail(equal);
    }

    /// Gives a `z` to samples that are the worst in so many intervals that it is likely to enter.
    ///
    /// @param price of the margin of each row
    private void expectTail(double[] price) {
        double[] share;
        do {
            share = new double[tail.count()];
            double sum = 0;
            for (int k = 0; k < price.length; k++) {
                sum += price[k] / scale[k];
                addShare(share, k, price[k] / scale[k]);
            }
            for (int i = 0; i < share.length; i++) {
                share[i] /= Math.max(Double.MIN_NORMAL, sum);
            }
        } while (addTail(share, EXPECTED));
    }

    private void addShare(double[] share, int k, double price) {
        for (int i : tail.largest(k, 1)) {
            if (!inTail.get(i)) {
                share[i] += price;
                return;
            }
        }
    }

    /// Gives a `z` to each sample whose share of the price exceeds a part of its own.
    ///
    /// @return whether there was any without
    private boolean addTail(double[] share, double part) {
        boolean grown = false;
        for (int i = 0; i < share.length; i++) {
            if (share[i] > part * riskWeight[i] && riskWeight[i] < 1 && !inTail.get(i)) {
                inTail.set(i);
                grown = true;
            }
        }
        return grown;
    }

    @Override
    public boolean holdsLimits() {
        return !bounded;
    }

    @Override
    public double reachUp(int t) {
        return bounded ? ball.box().high().get(t) : 0;
    }

    @Override
    public double reachDown(int t) {
        return bounded ? -ball.box().low().get(t) : 0;
    }

    @Override
    public void addTo(ConicProgram.Builder program, MemberVariables variables, int[] gain, double backoffKw) {
        member = variables;
        backoff = backoffKw * Arrays.stream(scale).max().orElse(1);
        tau = program.addVariable(0);
        lambda = radius > 0
                ? program.addVariable(0, 0, Double.POSITIVE_INFINITY)
                : CommunityProgram.NONE;
        Arrays.fill(excess, CommunityProgram.NONE);
        RowBuilder risk = new RowBuilder().add(tau, 1).add(lambda, radius / epsilon);
        for (int i = inTail.nextSetBit(0); i >= 0; i = inTail.nextSetBit(i + 1)) {
            excess[i] = program.addVariable(0, 0, Double.POSITIVE_INFINITY);
            risk.add(excess[i], riskWeight[i]);
        }
        handleCount = 0;
        for (int k = 0; k < rows.count(); k++) {
            if (rises[k]) {
                addRows(program, gain, k, 1);
            }
            if (falls[k]) {
                addRows(program, gain, k, -1);
            }
        }
        riskRow = program.addLessOrEqual(risk.variables(), risk.coefficients(), 0);
        if (!bounded && radius > 0) {
            addSteepness(program, gain);
        }
    }

    /// The samples with a `z` that come before the worst without, and that one, in both places.
    private void addRows(ConicProgram.Builder program, int[] gain, int k, int sign) {
        for (int i : tail.largest(k, sign)) {
            addRow(program, gain, k, i, tail.xi(k, i));
            double end = tail.moves() ? tail.end(k, sign) : tail.xi(k, i);
            if (end != tail.xi(k, i)) {
                addRow(program, gain, k, i, end);
            }
            if (!inTail.get(i)) {
                return;
            }
        }
    }

    private void addRow(ConicProgram.Builder program, int[] gain, int k, int i, double x) {
        double way = Math.abs(x - tail.xi(k, i));
        RowBuilder row = new RowBuilder().add(excess[i], 1)
                .add(tau, 1)
                .add(gain[rows.interval(k)], -scale[k] * rows.factor(k) * x)
                .add(way > 0 ? lambda : CommunityProgram.NONE, way);
        double constant = rows.addMargin(row, k, RecourseProgram.added(member), scale[k]);
        if (handleCount == handles.length) {
            int size = Math.max(64, 2 * handleCount);
            handles = Arrays.copyOf(handles, size);
            handleRow = Arrays.copyOf(handleRow, size);
            handleSample = Arrays.copyOf(handleSample, size);
        }
        handleRow[handleCount] = k;
        handleSample[handleCount] = i;
        handles[handleCount++] = program.addGreaterOrEqual(row.variables(), row.coefficients(),
                scale[k] * rows.constant(k) * x - constant + backoff);
    }

    /// `λ ≥ δ|α + βQ|` where residuals may be anything.
    private void addSteepness(ConicProgram.Builder program, int[] gain) {
        for (int k = 0; k < rows.count(); k++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                RowBuilder row = new RowBuilder().add(lambda, 1)
                        .add(gain[rows.interval(k)], -sign * scale[k] * rows.factor(k));
                program.addGreaterOrEqual(row.variables(), row.coefficients(),
                        sign * scale[k] * rows.constant(k));
            }
        }
    }

    @Override
    public double adapted(double gainKw, double spareKw, int t) {
        return gainKw;
    }

    @Override
    public boolean refine(Solution solution, double[] gainKw) {
        double price = -solution.dual(riskRow);
        Arrays.fill(marginPrice, 0);
        for (int h = 0; h < handleCount; h++) {
            int k = handleRow[h];
            marginPrice[k] += rows.isPromise(k) ? scale[k] * Math.max(0, solution.dual(handles[h])) : 0;
        }
        return (price > 0 || uncapped)
                && addTail(shares(solution, price), uncapped ? 1 : 1 + PRICE_TOLERANCE);
    }

    @Override
    public boolean complete() {
        int before = inTail.cardinality();
        for (int i = 0; i < riskWeight.length; i++) {
            inTail.set(i, riskWeight[i] < 1);
        }
        return inTail.cardinality() > before;
    }

    /// {@return per sample the sum of the prices of its rows, as a part of the price of the promise}
    private double[] shares(Solution solution, double price) {
        double[] share = rowPrices(solution);
        for (int i = 0; i < share.length; i++) {
            share[i] /= Math.max(Double.MIN_NORMAL, price);
        }
        return share;
    }

    /// A `z` left out that is worth more than its price is worth no more than that for each kW, and at its best no larger than the
    /// difference of two losses of a row. Where no limit on a gain is known that has no end, so no such `z` may stay out.
    @Override
    public double boundLossCents(Solution solution, double[] gainMaxKw) {
        double price = -solution.dual(riskRow);
        double[] share = shares(solution, price);
        double loss = 0;
        for (int i = 0; i < share.length; i++) {
            loss += inTail.get(i) || riskWeight[i] >= 1 ? 0 : Math.max(0, share[i] - riskWeight[i]);
        }
        double mostKw = largestDifferenceKw(gainMaxKw);
        uncapped = mostKw == Double.POSITIVE_INFINITY;
        return loss == 0 ? 0 : loss * Math.max(Double.MIN_NORMAL, price) * mostKw;
    }

    private double largestDifferenceKw(double[] gainMaxKw) {
        double most = 0;
        for (int k = 0; k < rows.count(); k++) {
            double gain = Math.min(gainMaxKw[rows.interval(k)], gainCapKw[rows.interval(k)]);
            double steepest = Math.max(Math.abs(rows.constant(k)),
                    Math.abs(rows.constant(k) + rows.factor(k) * gain));
            most = Math.max(most, tail.range(k) > 0 ? scale[k] * steepest * tail.range(k) : 0);
        }
        return most;
    }

    /// {@return per sample the sum of the prices of its rows}
    private double[] rowPrices(Solution solution) {
        double[] price = new double[tail.count()];
        for (int h = 0; h < handleCount; h++) {
            price[handleSample[h]] += Math.max(0, solution.dual(handles[h]));
        }
        return price;
    }

    /// With `λ`, `τ` and `z` at their best, each row needs what the sample that comes nearest leaves it. Where the real-time limits are rows too, more
    /// margin may lower the value by less than itself, so steps grow; and if the limits alone break the promise, no margin is enough.
    @Override
    public double[] marginsNeededKw(double[] gainKw, double[] marginKw, double[] plannedKw) {
        double[] s = rows.slopes(gainKw, scale);
        double more = 0;
        double value = tail.evaluate(s, margins(marginKw, more, plannedKw));
        for (int step = 0; value > 0
                && (step < STEPS_MAX || value > RoundSolver.FEASIBLE_TOLERANCE); step++) {
            more += step < STEPS_MAX ? value : more;
            if (more > UNREACHABLE_NOMINAL * nominalKw * scale[0]) {
                return Arrays.stream(marginKw).map(kw -> kw + UNREACHABLE_NOMINAL * nominalKw).toArray();
            }
            value = tail.evaluate(s, margins(marginKw, more, plannedKw));
        }
        double[] needed = new double[marginKw.length];
        for (int t = 0; t < needed.length; t++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < tail.count(); i++) {
                most = Math.max(most, tail.loss(s[t], tail.lambda(), t, i) - tail.tau() - tail.excess(i));
            }
            needed[t] = (most + value) / scale[t];
        }
        return needed;
    }

    /// {@return the scaled margins of all rows with more (scaled) of each promise}
    private double[] margins(double[] marginKw, double more, double[] plannedKw) {
        double[] shifted = marginKw.clone();
        for (int t = 0; t < shifted.length; t++) {
            shifted[t] += more / scale[t];
        }
        return rows.margins(shifted, plannedKw, scale);
    }

    @Override
    public double riskPrice(Solution solution, int t) {
        double price = 0;
        for (int h = 0; h < handleCount; h++) {
            if (handleRow[h] == t) {
                price += scale[t] * solution.dual(handles[h]);
            }
        }
        return price;
    }

    @Override
    public boolean rescale(double[] gainKw, double[] marginKw, double[] plannedKw) {
        double[] one = new double[scale.length];
        Arrays.fill(one, 1);
        double[] slopes = rows.slopes(gainKw, one);
        double[] margins = rows.margins(marginKw, plannedKw, one);
        scaleBefore = scale;
        scale = scale.clone();
        boolean changed = scalingStep.improve(slopes, margins, scale, inTail, marginPrice);
        if (changed) {
            expectTail(marginPrice);
        }
        return changed;
    }

    @Override
    public void restoreScaling() {
        scale = scaleBefore;
    }

    @Override
    public double[] scaling() {
        return scale.clone();
    }
}
