package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.WassersteinBall;

/// Worst cases over the ball for a linear function of the residuals so far, `aᵀξ` with `a = (a[0] … a[t])`.
///
/// With the price `λ` of a move a sample is worth `aᵀξ̂ + Σ_j (|a_j| − λ)⁺ room_j` where `room` is the way to the box. The least over `λ`
/// of `λ·budget` plus the tail mean (or mean) is convex and piecewise linear, each piece what one adversary gains: `value − λ·distance`.
/// Where the pieces of one that moves too much and of one that moves too little cross, either both are best, and the mixture of the two
/// that spends the budget exactly is the worst case; or a third is better there, and takes the place of one of them. No piece comes
/// twice, so that this ends, after four or five of them mostly. The point it gives is a true scenario of the ball, so the row made of it is
/// valid for every rule.
///
/// Source: Mohajerin Esfahani and Kuhn 2018, cor. 5.1, for the box and the 1-norm.
final class CausalAdversary {
    private static final int PIECES_MAX = 100;
    private static final double RESOLUTION = 1e-14;
    /// The price, relative to the largest coefficient, at which samples that are worth the same at the end of the box are told apart.
    private static final double NEARER = 1e-9;

    private final double radius;
    private final double epsilon;
    private final double[][] xi;
    private final double[] weight;
    private final double[] low;
    private final double[] high;

    /// A worst case: the value of the function, and its derivative by the coefficients, `value = row · coefficients`.
    static final class Worst {
        final double value;
        final double[] row;
        /// Of a tail, the samples in it.
        final List<Integer> samples;
        /// The intervals in which some sample moves.
        final List<Integer> moves;
        /// How much farther the mean point could be moved, in any interval.
        final double spare;

        Worst(double value, double[] row, List<Integer> samples, List<Integer> moves, double spare) {
            this.value = value;
            this.row = row;
            this.samples = List.copyOf(samples);
            this.moves = List.copyOf(moves);
            this.spare = spare;
        }
    }

    CausalAdversary(WassersteinBall ball, double epsilon) {
        EmpiricalDistribution samples = ball.samples();
        radius = ball.radius();
        this.epsilon = epsilon;
        xi = IntStream.range(0, samples.count())
                .mapToObj(i -> samples.sample(i).toArray())
                .toArray(double[][]::new);
        weight = IntStream.range(0, xi.length).mapToDouble(samples::weight).toArray();
        low = ball.box().low().toArray();
        high = ball.box().high().toArray();
    }

    /// {@return the worst-case tail mean of `aᵀξ`, of mass ε}
    Worst tail(double[] a) {
        Sum sum = new Sum(a);
        return worst(lambda -> tailMoved(sum, lambda), sum.largest(), radius / epsilon);
    }

    /// {@return the worst-case mean of `max{buy·rᵀξ, sell·rᵀξ}`}
    Worst cost(double[] r, double buy, double sell) {
        Sum sum = new Sum(r);
        return worst(lambda -> costMoved(sum, buy, sell, lambda),
                sum.largest() * Math.max(Math.abs(buy), Math.abs(sell)), radius);
    }

    /// {@return the samples that `aᵀξ` is largest at, at most so many}
    int[] largest(double[] a, int most) {
        double[] worth = new Sum(a).worth;
        return IntStream.range(0, xi.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -worth[i]))
                .limit(most)
                .mapToInt(i -> i)
                .toArray();
    }

    private static Worst worst(DoubleFunction<Moved> adversary, double lambdaMax, double budget) {
        Moved more = adversary.apply(0);
        if (more.distance <= budget) {
            Moved nearer = adversary.apply(NEARER * lambdaMax);
            boolean asGood = nearer.value >= more.value - RESOLUTION * Math.abs(more.value)
                    && nearer.distance < more.distance;
            Moved best = asGood ? nearer : more;
            return best.mixed(1, best, budget - best.distance);
        }
        Moved less = adversary.apply(lambdaMax);
        for (int k = 0; k < PIECES_MAX; k++) {
            double lambda = (more.value - less.value) / (more.distance - less.distance);
            Moved other = adversary.apply(lambda);
            double gain = other.value - less.value - lambda * (other.distance - less.distance);
            if (!(gain > RESOLUTION * (Math.abs(more.value) + Math.abs(less.value)))) {
                break;
            }
            if (other.distance > budget) {
                more = other;
            } else {
                less = other;
            }
        }
        return more.mixed((budget - less.distance) / (more.distance - less.distance), less, 0);
    }

    /// The worthiest samples up to a mass of `ε`, found one by one: they are few.
    private Moved tailMoved(Sum sum, double lambda) {
        double[] worth = new double[xi.length];
        for (int i = 0; i < worth.length; i++) {
            worth[i] = sum.worth(1, lambda, i);
        }
        Moved moved = new Moved(sum, lambda);
        double left = 1;
        for (int taken = 0; left > 0 && taken < worth.length; taken++) {
            int best = 0;
            for (int i = 1; i < worth.length; i++) {
                best = worth[i] > worth[best] ? i : best;
            }
            double share = Math.min(weight[best] / epsilon, left);
            moved.add(best, share, 1, worth[best]);
            worth[best] = Double.NEGATIVE_INFINITY;
            left -= share;
        }
        return moved;
    }

    private Moved costMoved(Sum sum, double buy, double sell, double lambda) {
        Moved moved = new Moved(sum, lambda);
        for (int i = 0; i < xi.length; i++) {
            double bought = sum.worth(buy, lambda, i);
            double sold = sum.worth(sell, lambda, i);
            moved.add(i, weight[i], bought >= sold ? buy : sell, Math.max(bought, sold));
        }
        return moved;
    }

    private double room(double coefficient, int i, int j) {
        return coefficient > 0 ? high[j] - xi[i][j] : xi[i][j] - low[j];
    }

    /// `aᵀξ` with its values at the samples.
    private final class Sum {
        final double[] a;
        /// Where `a` is not 0.
        final int[] entries;
        final double[] worth;

        Sum(double[] a) {
            this.a = a;
            entries = IntStream.range(0, a.length).filter(j -> a[j] != 0).toArray();
            worth = new double[xi.length];
            for (int i = 0; i < worth.length; i++) {
                for (int j : entries) {
                    worth[i] += a[j] * xi[i][j];
                }
            }
        }

        double largest() {
            return Arrays.stream(a).map(Math::abs).max().orElse(0);
        }

        /// {@return the most that `factor·aᵀξ − λ‖ξ − ξ̂_i‖` reaches}
        double worth(double factor, double lambda, int i) {
            double most = factor * worth[i];
            for (int j : entries) {
                double coefficient = factor * a[j];
                double beyond = Math.abs(coefficient) - lambda;
                most += beyond > 0 ? beyond * room(coefficient, i, j) : 0;
            }
            return most;
        }

        /// {@return how far it goes for that}
        double distance(double factor, double lambda, int i) {
            double distance = 0;
            for (int j : entries) {
                double coefficient = factor * a[j];
                distance += Math.abs(coefficient) > lambda ? room(coefficient, i, j) : 0;
            }
            return distance;
        }
    }

    /// What one adversary does at a price: which samples it takes, with what mass and factor, what that is worth, and the mean distance
    /// moved.
    private final class Moved {
        private final Sum sum;
        private final double lambda;
        private final List<Integer> samples = new ArrayList<>();
        private final double[] mass = new double[xi.length];
        private final double[] factor = new double[xi.length];
        private double distance;
        private double value;

        Moved(Sum sum, double lambda) {
            this.sum = sum;
            this.lambda = lambda;
        }

        void add(int i, double share, double times, double worth) {
            double moved = sum.distance(times, lambda, i);
            samples.add(i);
            mass[i] = share;
            factor[i] = times;
            distance += share * moved;
            value += share * (worth + lambda * moved);
        }

        /// {@return the mixture with an adversary that moves less}
        Worst mixed(double share, Moved less, double spare) {
            double[] row = new double[sum.a.length];
            Set<Integer> moves = new TreeSet<>();
            addTo(row, share, moves);
            less.addTo(row, 1 - share, new TreeSet<>());
            double worst = 0;
            for (int j : sum.entries) {
                worst += row[j] * sum.a[j];
            }
            List<Integer> both = new ArrayList<>(samples);
            both.addAll(less.samples);
            return new Worst(worst, row, both, List.copyOf(moves), spare);
        }

        /// Adds the moved samples to their mean.
        private void addTo(double[] row, double share, Set<Integer> moves) {
            for (int i : samples) {
                for (int j = 0; j < row.length; j++) {
                    double coefficient = factor[i] * sum.a[j];
                    double point = xi[i][j];
                    if (Math.abs(coefficient) > lambda) {
                        point = coefficient > 0 ? high[j] : low[j];
                        moves.add(j);
                    }
                    row[j] += share * mass[i] * factor[i] * point;
                }
            }
        }
    }

    /// Worst cases that were found last, one an interval: plans are judged more than once, and most rows do not change between them.
    static final class Memory {
        private final double[][] coefficients;
        private final @Nullable Worst[] worst;

        Memory(int intervals) {
            coefficients = new double[intervals][0];
            worst = new Worst[intervals];
        }

        Worst of(int t, double[] a, Function<double[], Worst> search) {
            Worst last = worst[t];
            if (last == null || !Arrays.equals(a, coefficients[t])) {
                last = search.apply(a);
                worst[t] = last;
                coefficients[t] = a.clone();
            }
            return last;
        }
    }
}
