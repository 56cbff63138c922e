package org.tavan.dro;

import java.util.stream.IntStream;

import org.tavan.uncertainty.WassersteinBall;

/// The worst-case conditional value at risk, over the ball, of the largest of several losses:
///
/// `min over λ ≥ 0, τ of (ρ/ε)λ + τ + (1/ε) Σ_i w_i (L_i(λ) − τ)⁺`, with the most `L_i(λ)` that any loss reaches from sample `i` at the price `λ` of a
/// move.
///
/// The function of `λ` is convex and piecewise linear; tangents from both sides meet at its minimum after a few steps.
///
/// Source: Mohajerin Esfahani and Kuhn 2018, cor. 5.1. Not thread-safe: results stay until the next search.
abstract class TailSearch {
    private static final int STEPS_MAX = 200;

    private final double epsilon;
    private double radius;
    private final double[] weight;
    private final double[] worst;
    private final int[] worstRow;
    private final int[] order;
    private double lambda;
    private double tau;
    private double value;
    private double slope;

    TailSearch(WassersteinBall ball, double epsilon) {
        this(IntStream.range(0, ball.samples().count()).mapToDouble(ball.samples()::weight).toArray(),
                ball.radius(), epsilon);
    }

    /// @param weight of each sample; not copied
    TailSearch(double[] weight, double radius, double epsilon) {
        this.epsilon = epsilon;
        this.radius = radius;
        this.weight = weight;
        worst = new double[weight.length];
        worstRow = new int[weight.length];
        order = new int[weight.length];
    }

    /// Finds `L_i(λ)` and the loss that reaches it.
    abstract void losses(double price, double[] most, int[] row);

    /// {@return how far a loss moves sample `i` at a price}
    abstract double way(double price, int row, int i);

    double epsilon() {
        return epsilon;
    }

    double radius() {
        return radius;
    }

    void setRadius(double radiusNow) {
        radius = radiusNow;
    }

    double weight(int i) {
        return weight[i];
    }

    int count() {
        return weight.length;
    }

    /// {@return `λ` of the last search}
    double lambda() {
        return lambda;
    }

    /// {@return `τ` of the last search}
    double tau() {
        return tau;
    }

    /// {@return `(L_i − τ)⁺` of the last search}
    double excess(int i) {
        return Math.max(0, worst[i] - tau);
    }

    /// Finds the best `λ` and `τ`.
    ///
    /// @param most the price from which on nothing moves
    /// @param moves whether anything moves below
    /// @return the worst-case conditional value at risk
    double search(double most, boolean moves) {
        searchAt(most);
        if (!moves || most == 0) {
            return value;
        }
        double right = most;
        double rightValue = value;
        double rightSlope = slope;
        searchAt(0);
        double left = 0;
        double leftValue = value;
        double leftSlope = slope;
        for (int step = 0; step < STEPS_MAX && leftSlope < 0; step++) {
            double meet = (rightValue - leftValue + leftSlope * left - rightSlope * right)
                    / (leftSlope - rightSlope);
            double middle = Math.clamp(meet, left, right);
            double bound = leftValue + leftSlope * (middle - left);
            searchAt(middle);
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
            searchAt(right);
        }
        return value;
    }

    private void searchAt(double price) {
        lambda = price;
        losses(price, worst, worstRow);
        sumTail();
    }

    /// The mean of the largest losses of mass `ε`, the last in part, and the derivative by `λ`.
    private void sumTail() {
        int size = keepLargest();
        double left = epsilon;
        double sum = 0;
        double moved = 0;
        for (int rank = 0; rank < size; rank++) {
            int i = order[rank];
            double mass = rank == size - 1 ? left : Math.min(weight[i], left);
            left -= mass;
            sum += mass * worst[i];
            moved += mass * way(lambda, worstRow[i], i);
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
