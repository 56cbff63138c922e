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
/// Few of these rows are needed: those near the worst at a likely plan first, then what is violated. A sample without rows has
/// no `z`; nor has one that weighs `ε` or more, since raising `τ` costs no more.
///
/// More margin in proportion to `1/δ` lowers the value by as much, so what a plan misses is known in closed form.
///
/// Source: Zymler, Kuhn and Rustem 2013 for the scaling, Ordoudis, Nguyen, Kuhn and Pinson 2021 for the ball. Departs from
/// them: in a box, with the dual variables of each sample solved for.
final class JointPromise implements DiagonalPromise {
    /// How near to the worst a row is added ahead, as a part of the mean excess over the tail's edge.
    private static final double NEAR = 0.5;
    /// How many samples of each interval come first: at least so many, and so large a part of ε.
    private static final int FIRST_LEAST = 2;
    private static final double FIRST_MASS = 0.5;
    private static final int STEPS_MAX = 20;

    private final double epsilon;
    private final double radius;
    private final JointRows rows;
    private final JointTail tail;
    private final ScalingStep scalingStep;
    private final WassersteinBall ball;
    private final boolean bounded;
    private double[] scale;
    private double[] scaleBefore;
    /// Coded by `JointTail.index`.
    private final BitSet present = new BitSet();
    private BitSet presentBefore = new BitSet();

    private @Nullable MemberVariables member;
    private final GridLimits realTime;
    private double backoff;
    private int lambda;
    private int tau;
    private final int[] excess;
    private final double[] riskWeight;
    private int[] handles = {};
    private int[] handleRow = {};

    JointPromise(double nominalKw, GridLimits realTime, WassersteinBall ball, double epsilon) {
        this.epsilon = epsilon;
        this.ball = ball;
        bounded = ball.support() instanceof SupportBox;
        this.realTime = realTime;
        radius = ball.radius();
        rows = new JointRows(nominalKw, realTime, ball, !bounded);
        tail = new JointTail(ball, epsilon, rows.intervals());
        scalingStep = new ScalingStep(tail, radius, epsilon);
        scale = rows.firstScale(nominalKw * radius / epsilon);
        scaleBefore = scale;
        excess = new int[tail.count()];
        riskWeight = new double[tail.count()];
        Arrays.setAll(riskWeight, i -> tail.weight(i) / epsilon);
    }

    /// At the optimum every interval whose margin has a price takes part in the worst tail, so the first rows are those of the few
    /// largest residuals of each (the smallest, where the loss grows downwards), where they are and at the end of the box.
    @Override
    public void expect(double[] likelyKw) {
        for (int k = 0; k < rows.count(); k++) {
            double open = rows.constant(k) + rows.factor(k) * likelyKw[rows.interval(k)];
            double sign = open < 0 || (rows.constant(k) == 0 && rows.factor(k) < 0) ? -1 : 1;
            double mass = 0;
            int[] order = tail.order(k, sign);
            for (int rank = 0; rank < order.length
                    && (rank < FIRST_LEAST || mass < FIRST_MASS * epsilon); rank++) {
                mass += tail.weight(order[rank]);
                present.set(tail.index(k, order[rank], 0));
                if (tail.moves()) {
                    present.set(tail.index(k, order[rank], sign > 0 ? 1 : 2));
                }
            }
        }
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
        int size = present.cardinality();
        handles = new int[size];
        handleRow = new int[size];
        int next = 0;
        for (int code = present.nextSetBit(0); code >= 0; code = present.nextSetBit(code + 1)) {
            int k = code / JointTail.PLACES / tail.count();
            int i = code / JointTail.PLACES % tail.count();
            if (excess[i] == CommunityProgram.NONE && riskWeight[i] < 1) {
                excess[i] = program.addVariable(0, 0, Double.POSITIVE_INFINITY);
                risk.add(excess[i], riskWeight[i]);
            }
            handleRow[next] = k;
            handles[next++] = addRow(program, gain, k, i, code % JointTail.PLACES);
        }
        program.addLessOrEqual(risk.variables(), risk.coefficients(), 0);
        if (!bounded && radius > 0) {
            addSteepness(program, gain);
        }
    }

    private int addRow(ConicProgram.Builder program, int[] gain, int k, int i, int place) {
        double x = place == 0 ? tail.xi(k, i) : tail.end(k, place == 1 ? 1 : -1);
        RowBuilder row = new RowBuilder().add(excess[i], 1)
                .add(tau, 1)
                .add(gain[rows.interval(k)], -scale[k] * rows.factor(k) * x)
                .add(place == 0 ? CommunityProgram.NONE : lambda, Math.abs(x - tail.xi(k, i)));
        double constant = rows.addMargin(row, k, members(), scale[k]);
        return program.addGreaterOrEqual(row.variables(), row.coefficients(),
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

    private MemberVariables members() {
        MemberVariables variables = member;
        if (variables == null) {
            throw new IllegalStateException("The promise was read before it was added to a program.");
        }
        return variables;
    }

    @Override
    public double adapted(double gainKw, double spareKw, int t) {
        return gainKw;
    }

    @Override
    public boolean refine(Solution solution, double[] gainKw) {
        double[] margin = new double[gainKw.length];
        double[] planned = new double[gainKw.length];
        for (int t = 0; t < margin.length; t++) {
            margin[t] = solution.value(members().margin().get(t));
            planned[t] = members().planned().kw(solution, t, realTime);
        }
        double[] s = rows.slopes(gainKw, scale);
        double[] c = rows.margins(margin, planned, scale);
        if (tail.evaluate(s, c) + 0.5 * backoff <= 0) {
            return false;
        }
        int before = present.cardinality();
        tail.addNear(s, c, present, NEAR);
        return present.cardinality() > before;
    }

    /// With `λ`, `τ` and `z` at their best, each row needs what the sample that comes nearest leaves it.
    @Override
    public double[] marginsNeededKw(double[] gainKw, double[] marginKw, double[] plannedKw) {
        double[] s = rows.slopes(gainKw, scale);
        double[] shifted = marginKw.clone();
        double[] c = rows.margins(shifted, plannedKw, scale);
        double value = tail.evaluate(s, c);
        for (int step = 0; step < STEPS_MAX && value > 0; step++) {
            for (int t = 0; t < shifted.length; t++) {
                shifted[t] += value / scale[t];
            }
            c = rows.margins(shifted, plannedKw, scale);
            value = tail.evaluate(s, c);
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

    @Override
    public double riskPrice(Solution solution, int t) {
        double price = 0;
        for (int h = 0; h < handles.length; h++) {
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
        double[] better = scalingStep.better(slopes, margins, scale);
        boolean changed = !Arrays.equals(better, scale);
        scaleBefore = scale;
        scale = better;
        if (changed) {
            presentBefore = (BitSet) present.clone();
            present.clear();
            tail.addNear(rows.slopes(gainKw, scale), rows.margins(marginKw, plannedKw, scale), present,
                    NEAR);
        }
        return changed;
    }

    @Override
    public void restoreScaling() {
        scale = scaleBefore;
        present.or(presentBefore);
    }
}
