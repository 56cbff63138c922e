package org.tavan.dro;

import java.util.Arrays;
import java.util.List;

import org.tavan.uncertainty.WassersteinBall;

/// The worst-case conditional value at risk, over a ball of the 1-norm in a box, of the largest of several losses `a_kᵀξ + β_k`: as in
/// `TailSearch` with
///
/// `L_i(λ) = max_k a_kᵀξ̂_i + β_k + Σ_j (|a_kj| − λ)⁺ room_ij`, `room` the way to the end of the box that the loss grows towards.
///
/// Shape: losses `k` and samples `i` from 0. Not thread-safe: results stay until the next call.
final class LinearTail extends TailSearch {
    /// More steps than the common amount ever took.
    private static final int STEPS_MAX = 20;

    private final double[][] xi;
    private final double[] low;
    private final double[] high;
    private double[][] slopes = {};
    /// `a_kᵀξ̂_i`, `[loss][sample]`.
    private double[][] base = {};
    private double[] constants = {};

    LinearTail(WassersteinBall ball, double epsilon) {
        super(ball, epsilon);
        xi = new double[ball.samples().intervals()][];
        Arrays.setAll(xi, ball.samples()::column);
        low = ball.box().low().toArray();
        high = ball.box().high().toArray();
    }

    int intervals() {
        return xi.length;
    }

    double xi(int j, int i) {
        return xi[j][i];
    }

    /// {@return the way of a sample to the end of the box in the direction of a sign}
    double room(double sign, int j, int i) {
        return Math.max(0, sign > 0 ? high[j] - xi[j][i] : xi[j][i] - low[j]);
    }

    /// Puts losses in plain numbers in force.
    void put(List<UncertainSum> losses) {
        slopes = new double[losses.size()][xi.length];
        base = new double[losses.size()][count()];
        constants = new double[losses.size()];
        for (int k = 0; k < slopes.length; k++) {
            constants[k] = losses.get(k).constant.constant();
            for (int j = 0; j < xi.length; j++) {
                double a = losses.get(k).slope(j).constant();
                slopes[k][j] = a;
                for (int i = 0; a != 0 && i < base[k].length; i++) {
                    base[k][i] += a * xi[j][i];
                }
            }
        }
    }

    double slope(int k, int j) {
        return slopes[k][j];
    }

    /// {@return the largest slope of the losses in force}
    double steepest() {
        double most = 0;
        for (double[] row : slopes) {
            for (double a : row) {
                most = Math.max(most, Math.abs(a));
            }
        }
        return most;
    }

    /// {@return the worst-case conditional value at risk of the losses in force}
    double value() {
        return search(steepest(), radius() > 0);
    }

    /// {@return the most that each sample makes of a loss at a price of a move}
    double[] suprema(int k, double price) {
        double[] most = base[k].clone();
        for (int i = 0; i < most.length; i++) {
            most[i] += constants[k];
        }
        for (int j = 0; j < xi.length; j++) {
            double beyond = Math.abs(slopes[k][j]) - price;
            for (int i = 0; beyond > 0 && i < most.length; i++) {
                most[i] += beyond * room(slopes[k][j], j, i);
            }
        }
        return most;
    }

    @Override
    void losses(double price, double[] most, int[] row) {
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < slopes.length; k++) {
            double[] own = suprema(k, price);
            for (int i = 0; i < own.length; i++) {
                if (own[i] > most[i]) {
                    most[i] = own[i];
                    row[i] = k;
                }
            }
        }
    }

    @Override
    double way(double price, int row, int i) {
        double way = 0;
        for (int j = 0; j < xi.length; j++) {
            way += Math.abs(slopes[row][j]) > price ? room(slopes[row][j], j, i) : 0;
        }
        return way;
    }

    /// {@return by how much each loss in force must fall at least for all of them together to be kept: the same (scaled) amount for all, and less
    /// what each can spare}
    ///
    /// @param factor of each loss, what its constant is scaled by
    double[] excess(double[] factor) {
        double[] before = constants.clone();
        double value = value();
        for (int step = 0; step < STEPS_MAX && value > 0; step++) {
            for (int k = 0; k < constants.length; k++) {
                constants[k] -= value;
            }
            value = value();
        }
        double[] excess = new double[constants.length];
        for (int k = 0; k < excess.length; k++) {
            double[] own = suprema(k, lambda());
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < own.length; i++) {
                most = Math.max(most, own[i] - tau() - excess(i));
            }
            excess[k] = (before[k] - constants[k] + value + most) / factor[k];
        }
        return excess;
    }
}
