package org.tavan.dro;

import java.util.Comparator;
import java.util.stream.IntStream;

import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.WassersteinBall;

/// What an adversary gains by moving a sample, for a linear function in plain numbers and the price `λ` of a move, in a support that couples no
/// intervals:
///
/// `G_i(λ) = sup over Ξ of aᵀ(ξ − ξ̂_i) − λ‖ξ − ξ̂_i‖ = min Σ_j γ_j room_ij  over  0 ≤ γ_j ≤ |a_j|, ‖ |a| − γ ‖_* ≤ λ`
///
/// with `room_ij` from the sample to the end of the support that `a_j` points to. What is left of `|a|` then is the same for:
///
/// - the 1-norm: `min(|a_j|, λ)`, whatever the rooms are;
/// - the ∞-norm: `λ` in all, to the largest rooms first;
/// - the 2-norm: `min(|a_j|, u·room_j)`, with the one `u` at which its length is `λ`.
///
/// Where there is no end, nothing may be taken away: so `λ` is at least the dual norm of these entries.
final class Growth {
    private final WassersteinBall ball;
    /// Of each interval with a coefficient, those without an end last.
    private final double[] size;
    private final int bounded;
    /// `[sample][entry]`, for entries with an end.
    private final double[][] room;
    /// For the ∞-norm `[sample]`: entries with an end, the largest room first.
    private final int[][] order;
    private final double least;
    private final double norm;
    /// `aᵀξ̂_i + β`.
    final double[] base;

    /// @param support separable
    Growth(UncertainSum function, WassersteinBall ball, SupportRows support) {
        this.ball = ball;
        int[] columns = IntStream.range(0, function.intervals())
                .filter(j -> function.slope(j).constant() != 0)
                .boxed()
                .sorted(Comparator.comparing((Integer j) -> endless(function, support, j)))
                .mapToInt(j -> j)
                .toArray();
        size = new double[columns.length];
        int ends = 0;
        for (int e = 0; e < columns.length; e++) {
            size[e] = Math.abs(function.slope(columns[e]).constant());
            ends += endless(function, support, columns[e]) ? 0 : 1;
        }
        bounded = ends;
        int count = ball.samples().count();
        base = new double[count];
        room = new double[count][bounded];
        for (int i = 0; i < count; i++) {
            base[i] = function.constant.constant();
            for (int e = 0; e < columns.length; e++) {
                double a = function.slope(columns[e]).constant();
                double value = ball.samples().value(i, columns[e]);
                base[i] += a * value;
                if (e < bounded) {
                    double sign = Math.signum(a);
                    room[i][e] = Math.max(0, support.mostAlone(sign, columns[e]) - sign * value);
                }
            }
        }
        order = ball.norm() == Norm.INFINITY ? orders() : new int[0][];
        norm = ball.norm().dual().of(size);
        least = ball.norm()
                .dual()
                .of(IntStream.range(bounded, size.length).mapToDouble(e -> size[e]).toArray());
    }

    private static boolean endless(UncertainSum function, SupportRows support, int j) {
        return support.mostAlone(Math.signum(function.slope(j).constant()), j) == Double.POSITIVE_INFINITY;
    }

    private int[][] orders() {
        int[][] orders = new int[room.length][];
        for (int i = 0; i < orders.length; i++) {
            double[] own = room[i];
            orders[i] = IntStream.range(0, bounded)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer e) -> -own[e]))
                    .mapToInt(e -> e)
                    .toArray();
        }
        return orders;
    }

    /// {@return the least price at which the gain is finite}
    double least() {
        return least;
    }

    /// {@return the price from which on nothing is gained, `‖a‖_*`}
    double norm() {
        return norm;
    }

    /// {@return `sup aᵀξ + β − λ‖ξ − ξ̂_i‖` over the support, for a price of at least `least`}
    double supremum(double lambda, int i) {
        if (lambda >= norm) {
            return base[i];
        }
        return base[i] + switch (ball.norm()) {
            case ONE -> one(lambda, room[i]);
            case TWO -> two(lambda, room[i]);
            case INFINITY -> infinity(lambda, room[i], order[i]);
        };
    }

    private double one(double lambda, double[] own) {
        double sum = 0;
        for (int e = 0; e < bounded; e++) {
            sum += Math.max(0, size[e] - lambda) * own[e];
        }
        return sum;
    }

    private double infinity(double lambda, double[] own, int[] largestFirst) {
        double left = Math.max(0, lambda - least);
        double sum = 0;
        for (int e : largestFirst) {
            double kept = Math.min(size[e], left);
            left -= kept;
            sum += (size[e] - kept) * own[e];
        }
        return sum;
    }

    /// `u` grows from one round to the next, so an entry that keeps all of `|a_j|` goes on keeping it.
    private double two(double lambda, double[] own) {
        double u = 0;
        for (int rounds = 0; rounds <= bounded; rounds++) {
            double square = lambda * lambda - least * least;
            double rooms = 0;
            for (int e = 0; e < bounded; e++) {
                boolean whole = u > 0 && u * own[e] >= size[e];
                square -= whole ? size[e] * size[e] : 0;
                rooms += whole ? 0 : own[e] * own[e];
            }
            double next = rooms > 0 ? Math.sqrt(Math.max(0, square) / rooms) : u;
            if (!(next > u)) {
                break;
            }
            u = next;
        }
        double sum = 0;
        for (int e = 0; e < bounded; e++) {
            sum += Math.max(0, size[e] - u * own[e]) * own[e];
        }
        return sum;
    }
}
