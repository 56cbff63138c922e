package org.tavan.dro;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.tavan.asset.GridLimits;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// The worst-case conditional value at risk, over the ball, of the largest of several losses that read one residual each,
/// `max_k (s_k ξ[t_k] − c_k)`:
///
/// `min over λ ≥ 0, τ of (ρ/ε)λ + τ + (1/ε) Σ_i w_i (L_i(λ) − τ)⁺`, `L_i(λ) = max_k s_k ξ̂_i − c_k + (|s_k| − λ)⁺ room_ik`,
///
/// where `room` is the way to the end of the box that the loss grows towards. The norm of the ball does not matter: the supremum of
/// `max_k (s_k ξ[t_k] − c_k) − λ‖ξ − ξ̂_i‖` is the largest over `k` of the suprema, in that of `k` any move of another coordinate only costs, and
/// `‖h·e_t‖ = |h|` for every `p`-norm. Without a box `λ ≥ max |s_k|`.
///
/// Source: Mohajerin Esfahani and Kuhn 2018, cor. 5.1; Ordoudis, Nguyen, Kuhn and Pinson 2021 for the joint form.
/// Shape: rows `k` and samples `i` from 0. Not thread-safe: results stay until the next call.
final class JointTail extends TailSearch {
    /// Sums of weights up to rounding.
    private static final double MASS_SAFE = 1 + 1e-9;

    private final int[] interval;
    private final double[][] xi;
    private final double[] low;
    private final double[] high;
    private final boolean bounded;

    /// Per side, from above (`t`) and from below (`T + t`): the largest samples, and whether they are those of the samples in force.
    private final int[][] largest;
    private final boolean[] ordered;
    private final int[] order;
    private double[] slopes = {};
    private double[] margins = {};

    /// @param interval the residual that each row reads
    JointTail(WassersteinBall ball, double epsilon, int[] interval) {
        super(ball, epsilon);
        this.interval = interval.clone();
        int intervals = ball.samples().intervals();
        xi = new double[intervals][];
        Arrays.setAll(xi, ball.samples()::column);
        bounded = ball.support() instanceof SupportBox;
        low = bounded ? ball.box().low().toArray() : new double[0];
        high = bounded ? ball.box().high().toArray() : new double[0];
        largest = new int[2 * intervals][0];
        ordered = new boolean[2 * intervals];
        order = new int[count()];
    }

    /// One row an interval, over a window that moves: `read` comes first.
    JointTail(SampleWindow window, double epsilon) {
        super(window.weights(), 0, epsilon);
        interval = IntStream.range(0, window.intervals()).toArray();
        xi = new double[interval.length][window.count()];
        bounded = true;
        low = new double[interval.length];
        high = new double[interval.length];
        largest = new int[2 * interval.length][0];
        ordered = new boolean[2 * interval.length];
        order = new int[count()];
    }

    /// Takes over a window as it is now; allocates nothing once all sides have been asked for.
    void read(SampleWindow window, double radius) {
        setRadius(radius);
        Arrays.fill(ordered, false);
        for (int t = 0; t < xi.length; t++) {
            for (int i = 0; i < xi[t].length; i++) {
                xi[t][i] = window.xi(t, i);
            }
            low[t] = window.low(t);
            high[t] = window.high(t);
        }
    }

    /// {@return whether moving a sample beyond its place is worth considering at all}
    boolean moves() {
        return bounded && radius() > 0;
    }

    boolean bounded() {
        return bounded;
    }

    double xi(int k, int i) {
        return xi[interval[k]][i];
    }

    /// {@return the end of the box in the direction of a sign}
    double end(int k, double sign) {
        return sign > 0 ? high[interval[k]] : low[interval[k]];
    }

    /// {@return the samples of a row by falling `sign · ξ̂`, up to the first before which they weigh more than `ε`; those without weight left
    /// out; not a copy}
    int[] largest(int k, int sign) {
        int side = sign > 0 ? interval[k] : xi.length + interval[k];
        if (!ordered[side]) {
            int size = order(xi[interval[k]], sign);
            if (largest[side].length != size) {
                largest[side] = new int[size];
            }
            System.arraycopy(order, 0, largest[side], 0, size);
            ordered[side] = true;
        }
        return largest[side];
    }

    /// {@return how many are in `order` now}
    private int order(double[] column, int sign) {
        int size = 0;
        double mass = 0;
        for (int i = 0; i < column.length; i++) {
            if (!(weight(i) > 0) || (mass > epsilon() * MASS_SAFE
                    && sign * column[order[size - 1]] >= sign * column[i])) {
                continue;
            }
            int at = size++;
            while (at > 0 && sign * column[order[at - 1]] < sign * column[i]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
            mass += weight(i);
            while (size > 1 && mass - weight(order[size - 1]) > epsilon() * MASS_SAFE) {
                mass -= weight(order[--size]);
            }
        }
        return size;
    }

    /// The largest gain with which all rows that hold the real-time limits may be within `CVaR_ε ≤ 0`, as each of them is then:
    /// `Q (CVaR_ε(ξ) + ρ/ε) ≤ q̅ − r` and `Q (CVaR_ε(−ξ) + ρ/ε) ≤ q̲ + r`, with `r` within the limits.
    double gainCapKw(GridLimits realTime, int t) {
        double bothKw = realTime.importMaxKw() + realTime.exportMaxKw();
        double[] mirrored = Arrays.stream(xi[t]).map(each -> -each).toArray();
        double[] weights = IntStream.range(0, count()).mapToDouble(this::weight).toArray();
        double up = EmpiricalDistribution.tailMean(xi[t], weights, epsilon()) + radius() / epsilon();
        double down = EmpiricalDistribution.tailMean(mirrored, weights, epsilon()) + radius() / epsilon();
        return Math.min(up > 0 ? bothKw / up : Double.POSITIVE_INFINITY,
                down > 0 ? bothKw / down : Double.POSITIVE_INFINITY);
    }

    /// {@return how far residuals of a row may be apart}
    double range(int k) {
        if (bounded) {
            return high[interval[k]] - low[interval[k]];
        }
        double[] column = xi[interval[k]];
        return Arrays.stream(column).max().orElse(0) - Arrays.stream(column).min().orElse(0);
    }

    /// {@return `s_k ξ̂_i + (|s_k| − λ)⁺ room`: a loss before its margin}
    double loss(double s, double lambdaNow, int k, int i) {
        double x = xi[interval[k]][i];
        double beyond = Math.abs(s) - lambdaNow;
        return s * x + (beyond > 0 && bounded ? beyond * Math.abs(end(k, s) - x) : 0);
    }

    /// Evaluates at the best `λ` and `τ`.
    ///
    /// @param s the slopes of the rows
    /// @param c their margins
    /// @return the worst-case conditional value at risk
    double evaluate(double[] s, double[] c) {
        slopes = s;
        margins = c;
        double most = 0;
        for (double slopeOfRow : s) {
            most = Math.max(most, Math.abs(slopeOfRow));
        }
        return search(most, moves());
    }

    @Override
    void losses(double lambda, double[] worst, int[] worstRow) {
        Arrays.fill(worst, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < slopes.length; k++) {
            double[] column = xi[interval[k]];
            double s = slopes[k];
            double beyond = bounded ? Math.max(0, Math.abs(s) - lambda) : 0;
            double end = beyond > 0 ? end(k, s) : 0;
            for (int i = 0; i < column.length; i++) {
                double x = column[i];
                double loss = s * x - margins[k] + (beyond > 0 ? beyond * Math.abs(end - x) : 0);
                if (loss > worst[i]) {
                    worst[i] = loss;
                    worstRow[i] = k;
                }
            }
        }
    }

    @Override
    double way(double lambda, int k, int i) {
        return bounded && Math.abs(slopes[k]) > lambda
                ? Math.abs(end(k, slopes[k]) - xi[interval[k]][i])
                : 0;
    }
}
