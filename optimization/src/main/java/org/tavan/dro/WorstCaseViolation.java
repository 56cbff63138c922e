package org.tavan.dro;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import org.tavan.conic.Profile;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.uncertainty.WassersteinBall;

/// The exact worst-case probability that demand exceeds supply in any interval: the certificate every plan carries.
///
/// An adversary moves probability from the samples to the unsafe set at the price of the distance, within the budget `ρ`:
/// a fractional knapsack. The distance of sample `i` is the least over the intervals; within one interval the coordinates
/// with the largest `|a[t,j]|` are moved first, each up to the box. Shares no code with the planner. `O(IT + I log I)` for a
/// diagonal rule, `O(IT² + I log I)` for a causal one.
///
/// Source: Chen, Kuhn and Wiesemann, "Data-driven chance constrained programs over Wasserstein balls", 2024, doi
/// 10.1287/opre.2022.2330. Departs from it: the support is a box, which may put the unsafe set out of reach, and the
/// unsafe set is open (demand equal to supply is safe).
public final class WorstCaseViolation {
    private WorstCaseViolation() {}

    /// Computes `sup P[a[t]ᵀξ > m[t] for any t]` over the ball, `a[t] = C e[t] − Q[t]`.
    ///
    /// @param rule `Q`, with what batteries add to it (kW per unit of ξ)
    /// @param nominalKw `C` (kW)
    /// @param marginKw `m`: planned supply minus forecast demand per interval (kW)
    /// @param ball in units of ξ
    /// @return the probability, in `[0, 1]`
    public static double of(AffineRecourse rule, double nominalKw, Profile marginKw, WassersteinBall ball) {
        int intervals = marginKw.length();
        if (rule.intervals() != intervals || ball.support().intervals() != intervals) {
            throw new IllegalArgumentException(
                    "The rule has %d intervals, the margin %d, the support %d.".formatted(rule.intervals(),
                            intervals, ball.support().intervals()));
        }
        int count = ball.samples().count();
        double[] distance = new double[count];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        for (int t = 0; t < intervals; t++) {
            int[] order = coordinates(rule, nominalKw, t);
            for (int i = 0; i < count; i++) {
                distance[i] = Math.min(distance[i],
                        distance(rule, nominalKw, marginKw.get(t), ball, t, i, order));
            }
        }
        return movedProbability(distance, ball.radius());
    }

    /// {@return the coordinates that row `t` of `a` reads, the largest first}
    private static int[] coordinates(AffineRecourse rule, double nominalKw, int t) {
        if (rule instanceof DiagonalRecourse) {
            return new int[]{t};
        }
        return IntStream.rangeClosed(0, t)
                .boxed()
                .sorted(
                        Comparator.comparingDouble(
                                (Integer j) -> -Math.abs(coefficient(rule, nominalKw, t, j))))
                .mapToInt(j -> j)
                .toArray();
    }

    private static double coefficient(AffineRecourse rule, double nominalKw, int t, int j) {
        return (j == t ? nominalKw : 0) - rule.supplyGainKw(t, j);
    }

    /// The distance of one sample to the unsafe set of one interval: negative if it lies inside, `+∞` if out of reach.
    private static double distance(AffineRecourse rule, double nominalKw, double marginKw,
            WassersteinBall ball,
            int t, int i, int[] order) {
        double missing = marginKw;
        for (int j : order) {
            missing -= coefficient(rule, nominalKw, t, j) * ball.samples().value(i, j);
        }
        if (missing < 0) {
            return -1;
        }
        double moved = 0;
        for (int j : order) {
            double a = coefficient(rule, nominalKw, t, j);
            double xi = ball.samples().value(i, j);
            double room = a > 0 ? ball.box().high().get(j) - xi : xi - ball.box().low().get(j);
            double gain = Math.abs(a) * room;
            if (gain > missing) {
                return moved + missing / Math.abs(a);
            }
            missing -= gain;
            moved += room;
        }
        return Double.POSITIVE_INFINITY;
    }

    /// Fills the budget `ρI` with the nearest samples, the last of them in part. A sample on the edge of the unsafe set
    /// needs a step, however short: without a budget it stays safe.
    private static double movedProbability(double[] distance, double radius) {
        double[] sorted = distance.clone();
        Arrays.sort(sorted);
        double budget = radius * sorted.length;
        double moved = 0;
        for (double d : sorted) {
            if (d < 0 || (d <= budget && radius > 0)) {
                moved++;
                budget -= Math.max(0, d);
            } else {
                moved += d < Double.POSITIVE_INFINITY && radius > 0 ? budget / d : 0;
                break;
            }
        }
        return moved / sorted.length;
    }
}
