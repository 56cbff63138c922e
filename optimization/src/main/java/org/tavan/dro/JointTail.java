package org.tavan.dro;

import java.util.Arrays;

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
/// The function of `λ` is convex and piecewise linear; tangents from both sides meet at its minimum after a few steps.
///
/// Source: Mohajerin Esfahani and Kuhn 2018, cor. 5.1; Ordoudis, Nguyen, Kuhn and Pinson 2021 for the joint form.
/// Shape: rows `k` and samples `i` from 0. Not thread-safe: results stay until the next call.
final class JointTail {
    private static final int STEPS_MAX = 200;
    /// Sums of weights up to rounding.
    private static final double MASS_SAFE = 1 + 1e-9;

    private final double epsilon;
    private final double radius;
    private final double[] weight;
    private final int[] interval;
    private final double[][] xi;
    private final double[] low;
    private final double[] high;
    private final boolean bounded;

    /// Per interval, empty as long as nobody asked.
    private final int[][] highest;
    private final int[][] lowest;
    private final double[] worst;
    private final int[] worstRow;
    private final int[] order;
    private double lambda;
    private double tau;
    private double value;
    private double slope;

    /// @param interval the residual that each row reads
    JointTail(WassersteinBall ball, double epsilon, int[] interval) {
        this.epsilon = epsilon;
        this.radius = ball.radius();
        this.interval = interval.clone();
        int count = ball.samples().count();
        int intervals = ball.samples().intervals();
        weight = new double[count];
        Arrays.setAll(weight, ball.samples()::weight);
        xi = new double[intervals][];
        Arrays.setAll(xi, ball.samples()::column);
        bounded = ball.support() instanceof SupportBox;
        low = bounded ? ball.box().low().toArray() : new double[0];
        high = bounded ? ball.box().high().toArray() : new double[0];
        highest = new int[intervals][0];
        lowest = new int[intervals][0];
        worst = new double[count];
        worstRow = new int[count];
        order = new int[count];
    }

    /// {@return whether moving a sample beyond its place is worth considering at all}
    boolean moves() {
        return bounded && radius > 0;
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

    double weight(int i) {
        return weight[i];
    }

    int count() {
        return weight.length;
    }

    /// {@return `λ` of the last evaluation}
    double lambda() {
        return lambda;
    }

    /// {@return `τ` of the last evaluation}
    double tau() {
        return tau;
    }

    /// {@return `(L_i − τ)⁺` of the last evaluation}
    double excess(int i) {
        return Math.max(0, worst[i] - tau);
    }

    /// {@return the samples of a row by falling `sign · ξ̂`, up to the first before which they weigh more than `ε`; those without weight left
    /// out}
    int[] largest(int k, int sign) {
        int[] found = sign > 0 ? highest[interval[k]] : lowest[interval[k]];
        if (found.length == 0) {
            found = largest(xi[interval[k]], sign);
            (sign > 0 ? highest : lowest)[interval[k]] = found;
        }
        return found;
    }

    private int[] largest(double[] column, int sign) {
        int size = 0;
        double mass = 0;
        for (int i = 0; i < column.length; i++) {
            if (!(weight[i] > 0) || (mass > epsilon * MASS_SAFE
                    && sign * column[order[size - 1]] >= sign * column[i])) {
                continue;
            }
            int at = size++;
            while (at > 0 && sign * column[order[at - 1]] < sign * column[i]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
            mass += weight[i];
            while (size > 1 && mass - weight[order[size - 1]] > epsilon * MASS_SAFE) {
                mass -= weight[order[--size]];
            }
        }
        return Arrays.copyOf(order, size);
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
        double most = 0;
        for (double slopeOfRow : s) {
            most = Math.max(most, Math.abs(slopeOfRow));
        }
        evaluateAt(most, s, c);
        if (!moves() || most == 0) {
            return value;
        }
        double right = most;
        double rightValue = value;
        double rightSlope = slope;
        evaluateAt(0, s, c);
        double left = 0;
        double leftValue = value;
        double leftSlope = slope;
        for (int step = 0; step < STEPS_MAX && leftSlope < 0; step++) {
            double meet = (rightValue - leftValue + leftSlope * left - rightSlope * right)
                    / (leftSlope - rightSlope);
            double middle = Math.clamp(meet, left, right);
            double bound = leftValue + leftSlope * (middle - left);
            evaluateAt(middle, s, c);
            if (value - bound <= 1e-14 * (Math.abs(value) + most)) {
                return value;
            }
            if (slope < 0) {
                left = middle;
                leftValue = value;
                leftSlope = slope;
            } else {
                right = middle;
                rightValue = value;
                rightSlope = slope;
            }
        }
        if (rightValue < value) {
            evaluateAt(right, s, c);
        }
        return value;
    }

    private void evaluateAt(double at, double[] s, double[] c) {
        lambda = at;
        Arrays.fill(worst, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < s.length; k++) {
            double[] column = xi[interval[k]];
            double beyond = bounded ? Math.max(0, Math.abs(s[k]) - at) : 0;
            double end = beyond > 0 ? end(k, s[k]) : 0;
            for (int i = 0; i < column.length; i++) {
                double x = column[i];
                double loss = s[k] * x - c[k] + (beyond > 0 ? beyond * Math.abs(end - x) : 0);
                if (loss > worst[i]) {
                    worst[i] = loss;
                    worstRow[i] = k;
                }
            }
        }
        sumTail(s);
    }

    /// The mean of the largest losses of mass `ε`, the last in part, and the derivative by `λ`.
    private void sumTail(double[] s) {
        int size = keepLargest();
        double left = epsilon;
        double sum = 0;
        double moved = 0;
        for (int rank = 0; rank < size; rank++) {
            int i = order[rank];
            double mass = rank == size - 1 ? left : Math.min(weight[i], left);
            left -= mass;
            sum += mass * worst[i];
            int k = worstRow[i];
            if (bounded && Math.abs(s[k]) > lambda) {
                moved += mass * Math.abs(end(k, s[k]) - xi[interval[k]][i]);
            }
        }
        tau = worst[order[size - 1]];
        value = (radius * lambda + sum) / epsilon;
        slope = (radius - moved) / epsilon;
    }

    /// Puts the samples with the largest losses in falling order, just enough of them to weigh `ε`; equal losses by index.
    ///
    /// @return how many
    private int keepLargest() {
        int size = 0;
        double mass = 0;
        for (int i = 0; i < worst.length; i++) {
            if (mass >= epsilon && worst[order[size - 1]] >= worst[i]) {
                continue;
            }
            int at = size++;
            while (at > 0 && worst[order[at - 1]] < worst[i]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
            mass += weight[i];
            while (size > 1 && mass - weight[order[size - 1]] >= epsilon) {
                mass -= weight[order[--size]];
            }
        }
        return size;
    }
}
