package org.tavan.dro;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.tavan.uncertainty.WassersteinBall;

/// Worst cases over the ball for a linear function of the residuals so far, `aᵀξ` with `a = (a[0] … a[t])`.
///
/// With the price `λ` of a move a sample is worth `aᵀξ̂ + Σ_j (|a_j| − λ)⁺ room_j` where `room` is the way to the box. The least over `λ`
/// of `λ·budget` plus the tail mean (or mean) is found by bisection on its slope; on both sides of it some adversary moves
/// a little too much or too little, and the mixture of the two that spends the budget exactly is the worst case. The
/// point it gives is a true scenario of the ball, so the row made of it is valid for every rule.
///
/// Source: Mohajerin Esfahani and Kuhn 2018, cor. 5.1, for the box and the 1-norm.
final class CausalAdversary {
    private static final int BISECTIONS = 60;
    private static final double RESOLUTION = 1e-14;

    private final WassersteinBall ball;
    private final double epsilon;

    /// A worst case: the value of the function, and its derivative by the coefficients, `value = row · coefficients`.
    static final class Worst {
        final double value;
        final double[] row;
        /// Of a tail, the samples in it.
        final List<Integer> samples;

        Worst(double value, double[] row, List<Integer> samples) {
            this.value = value;
            this.row = row;
            this.samples = List.copyOf(samples);
        }
    }

    /// What one adversary does at a price: mean point, and the mean distance moved.
    private static final class Moved {
        final double[] row;
        final double distance;
        final List<Integer> samples = new ArrayList<>();

        Moved(double[] row, double distance) {
            this.row = row;
            this.distance = distance;
        }
    }

    CausalAdversary(WassersteinBall ball, double epsilon) {
        this.ball = ball;
        this.epsilon = epsilon;
    }

    /// {@return the worst-case tail mean of `aᵀξ`, of mass ε}
    Worst tail(double[] a) {
        double low = 0;
        double high = largest(a);
        double budget = ball.radius() / epsilon;
        for (int k = 0; k < BISECTIONS && high - low > RESOLUTION * high; k++) {
            double middle = 0.5 * (low + high);
            if (tailMoved(a, middle).distance > budget) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return mixture(tailMoved(a, low), tailMoved(a, high), budget, a);
    }

    /// {@return the samples of weight that `aᵀξ` is largest at, at most so many}
    int[] largest(double[] a, int most) {
        return IntStream.range(0, ball.samples().count())
                .filter(i -> ball.samples().weight(i) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -worth(a, 1, Double.POSITIVE_INFINITY, i)))
                .limit(most)
                .mapToInt(i -> i)
                .toArray();
    }

    /// {@return the worst-case mean of `max{buy·rᵀξ, sell·rᵀξ}`}
    Worst cost(double[] r, double buy, double sell) {
        double low = 0;
        double high = largest(r) * Math.max(Math.abs(buy), Math.abs(sell));
        double budget = ball.radius();
        for (int k = 0; k < BISECTIONS && high - low > RESOLUTION * high; k++) {
            double middle = 0.5 * (low + high);
            if (costMoved(r, buy, sell, middle).distance > budget) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return mixture(costMoved(r, buy, sell, low), costMoved(r, buy, sell, high), budget, r);
    }

    private static double largest(double[] a) {
        double largest = 0;
        for (double x : a) {
            largest = Math.max(largest, Math.abs(x));
        }
        return largest;
    }

    private static Worst mixture(Moved more, Moved less, double budget, double[] coefficients) {
        double share = more.distance <= budget
                ? 1
                : (budget - less.distance) / (more.distance - less.distance);
        double value = 0;
        double[] row = new double[coefficients.length];
        for (int j = 0; j < row.length; j++) {
            row[j] = share * more.row[j] + (1 - share) * less.row[j];
            value += row[j] * coefficients[j];
        }
        List<Integer> samples = new ArrayList<>(more.samples);
        samples.addAll(less.samples);
        return new Worst(value, row, samples);
    }

    /// The worthiest samples up to a mass of `ε`, found one by one: they are few.
    private Moved tailMoved(double[] a, double lambda) {
        int count = ball.samples().count();
        double[] worth = new double[count];
        for (int i = 0; i < count; i++) {
            worth[i] = ball.samples().weight(i) > 0 ? worth(a, 1, lambda, i) : Double.NEGATIVE_INFINITY;
        }
        double[] row = new double[a.length];
        double distance = 0;
        double left = 1;
        List<Integer> samples = new ArrayList<>();
        while (left > 0) {
            int best = 0;
            for (int i = 1; i < count; i++) {
                best = worth[i] > worth[best] ? i : best;
            }
            if (worth[best] == Double.NEGATIVE_INFINITY) {
                break;
            }
            double share = Math.min(ball.samples().weight(best) / epsilon, left);
            distance += move(a, 1, lambda, best, share, row);
            worth[best] = Double.NEGATIVE_INFINITY;
            samples.add(best);
            left -= share;
        }
        Moved moved = new Moved(row, distance);
        moved.samples.addAll(samples);
        return moved;
    }

    private Moved costMoved(double[] r, double buy, double sell, double lambda) {
        int count = ball.samples().count();
        double[] row = new double[r.length];
        double distance = 0;
        for (int i = 0; i < count; i++) {
            double price = worth(r, buy, lambda, i) >= worth(r, sell, lambda, i) ? buy : sell;
            distance += move(r, price, lambda, i, ball.samples().weight(i), row);
        }
        return new Moved(row, distance);
    }

    private double worth(double[] a, double factor, double lambda, int i) {
        double worth = 0;
        for (int j = 0; j < a.length; j++) {
            if (a[j] == 0) {
                continue;
            }
            double coefficient = factor * a[j];
            double xi = ball.samples().value(i, j);
            double beyond = Math.abs(coefficient) - lambda;
            worth += coefficient * xi + (beyond > 0 ? beyond * room(coefficient, i, j) : 0);
        }
        return worth;
    }

    private double room(double coefficient, int i, int j) {
        double xi = ball.samples().value(i, j);
        return coefficient > 0 ? ball.box().high().get(j) - xi : xi - ball.box().low().get(j);
    }

    /// Adds the moved sample to the row and returns the distance, both weighted.
    private double move(double[] a, double factor, double lambda, int i, double weight, double[] row) {
        double distance = 0;
        for (int j = 0; j < a.length; j++) {
            double coefficient = factor * a[j];
            double point = ball.samples().value(i, j);
            if (Math.abs(coefficient) > lambda) {
                double room = room(coefficient, i, j);
                point += coefficient > 0 ? room : -room;
                distance += room;
            }
            row[j] += weight * factor * point;
        }
        return weight * distance;
    }
}
