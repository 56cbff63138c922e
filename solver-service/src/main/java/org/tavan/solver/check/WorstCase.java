package org.tavan.solver.check;

import java.util.Arrays;
import java.util.List;
import org.tavan.schema.Member;

/// The worst-case probability over a Wasserstein ball that demand exceeds supply in any interval, by duality: the checker's own
/// way to it, which shares nothing with the planner's.
///
/// With `d[i]` the distance of sample `i` to the unsafe set, `sup P = min_λ { λρ + (1/I) Σ_i max(0, 1 − λ d[i]) }`; the minimum is at 0
/// or at one of `1/d[i]`. And `d[i]` is the least over the intervals of `min Σ x_j : Σ |a_j| x_j > missing, 0 ≤ x_j ≤ room_j`, whose dual
/// `max_θ { θ·missing − Σ_j room_j max(0, θ|a_j| − 1) }` has its maximum at one of `1/|a_j|`.
///
/// Source: Chen, Kuhn and Wiesemann 2024, doi 10.1287/opre.2022.2330, thm. 2, for the box and the 1-norm.
final class WorstCase {
    private final boolean causal;
    private final double nominalKw;
    private final double[] recourseKw;
    private final double[] low;
    private final double[] high;
    private final List<double[]> samples;

    /// @param recourseKw `Q` as on the wire (kW per unit of ξ)
    WorstCase(boolean causal, Member member, List<Double> recourseKw) {
        this.causal = causal;
        this.nominalKw = member.getProsumer().getNominalKw();
        this.recourseKw = divided(recourseKw, 1);
        low = divided(member.getSupportLowKw(), nominalKw);
        high = divided(member.getSupportHighKw(), nominalKw);
        samples = member.getResidualKw().stream().map(sample -> divided(sample, nominalKw)).toList();
    }

    /// {@return the probability, in `[0, 1]`}
    ///
    /// @param marginKw `m + r` per interval (kW)
    /// @param radius `ρ`, in units of ξ
    double probability(double[] marginKw, double radius) {
        double[] distance = samples.stream().mapToDouble(xi -> distance(xi, marginKw)).toArray();
        if (!(radius > 0)) {
            // Nothing moves: a sample on the edge is safe.
            return Arrays.stream(distance).filter(d -> d < 0).count() / (double) distance.length;
        }
        double least = bound(distance, radius, 0);
        for (double d : distance) {
            if (d > 0 && d < Double.POSITIVE_INFINITY) {
                least = Math.min(least, bound(distance, radius, 1 / d));
            }
        }
        return least;
    }

    private static double bound(double[] distance, double radius, double lambda) {
        double sum = 0;
        for (double d : distance) {
            sum += d == Double.POSITIVE_INFINITY ? 0 : Math.max(0, 1 - lambda * Math.max(0, d));
        }
        return lambda * radius + sum / distance.length;
    }

    private double distance(double[] xi, double[] marginKw) {
        double least = Double.POSITIVE_INFINITY;
        for (int t = 0; t < marginKw.length; t++) {
            least = Math.min(least, distance(xi, t, marginKw[t]));
        }
        return least;
    }

    /// Negative inside the unsafe set, infinite if it is out of reach.
    private double distance(double[] xi, int t, double marginKw) {
        int first = causal ? 0 : t;
        double missing = marginKw;
        double reach = 0;
        for (int j = first; j <= t; j++) {
            missing -= open(t, j) * xi[j];
            reach += Math.abs(open(t, j)) * room(xi, t, j);
        }
        if (missing < 0) {
            return -1;
        }
        if (!(reach > missing)) {
            return Double.POSITIVE_INFINITY;
        }
        double most = 0;
        for (int k = first; k <= t; k++) {
            double a = Math.abs(open(t, k));
            most = a > 0 ? Math.max(most, dual(xi, t, 1 / a, missing)) : most;
        }
        return most;
    }

    private double dual(double[] xi, int t, double theta, double missing) {
        double value = theta * missing;
        for (int j = causal ? 0 : t; j <= t; j++) {
            value -= room(xi, t, j) * Math.max(0, theta * Math.abs(open(t, j)) - 1);
        }
        return value;
    }

    private double room(double[] xi, int t, int j) {
        return open(t, j) > 0 ? high[j] - xi[j] : xi[j] - low[j];
    }

    /// `a[t,j] = C [j = t] − Q[t,j]` (kW).
    private double open(int t, int j) {
        return (j == t ? nominalKw : 0) - recourseKw[causal ? t * (t + 1) / 2 + j : t];
    }

    private static double[] divided(List<Double> values, double divisor) {
        double[] array = new double[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i) / divisor;
        }
        return array;
    }
}
