package org.tavan.dro;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import org.tavan.market.EnergyPrices;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.WassersteinBall;

/// What an adversary gains in one interval by moving probability, for a rule `q = Qξ` with `Q ≥ 0` and the two-sided price
/// `φ(ξ) = c⁺ξ⁺ − c⁻ξ⁻`.
///
/// With the price `λ` of a move the expected cost is
/// `G(Q,λ) = Σ_i w_i max{Qφ(ξ̂_i), Qφ(u) − λ(u−ξ̂_i), Qφ(l) − λ(ξ̂_i−l)}`: since `φ` is convex, a sample stays or goes to an end of
/// the box. Each sample's moves, made concave (an adversary may split it), are steps of falling gain per distance; sorted
/// over the samples, `G(Q,λ) = base·Q + max_k (gain[k] Q − distance[k] λ)` with the sums over the first `k` steps. So all pieces of
/// `G` are at hand, and the active one is found by bisection.
///
/// Source: derived from Mohajerin Esfahani and Kuhn 2018, cor. 5.1, for the box and the 1-norm.
final class RealTimeMoves {
    /// `Δt E[φ]` over the samples (¢ per kW of Q).
    double base;
    private int steps;
    /// Gain per distance of each step, not rising (¢ per unit of ξ, per kW of Q).
    private final double[] slope;
    /// Sums over the first `k` steps, from 0: gain (¢ per kW of Q) and distance (units of ξ), both mean over the samples.
    private final double[] gain;
    private final double[] distance;

    /// Nothing yet: `fill` comes first.
    ///
    /// @param samplesMax most samples that it is to be filled with
    RealTimeMoves(int samplesMax) {
        slope = new double[2 * samplesMax];
        gain = new double[2 * samplesMax + 1];
        distance = new double[2 * samplesMax + 1];
    }

    private RealTimeMoves(RealTimeMoves other) {
        base = other.base;
        steps = other.steps;
        slope = Arrays.copyOf(other.slope, steps);
        gain = Arrays.copyOf(other.gain, steps + 1);
        distance = Arrays.copyOf(other.distance, steps + 1);
    }

    /// {@return the moves of every interval of a box}
    static RealTimeMoves[] of(WassersteinBall ball, double stepHours, EnergyPrices prices) {
        EmpiricalDistribution samples = ball.samples();
        double[] weights = new double[samples.count()];
        Arrays.setAll(weights, samples::weight);
        boolean even = Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
        RealTimeMoves filled = new RealTimeMoves(weights.length);
        RealTimeMoves[] each = new RealTimeMoves[samples.intervals()];
        for (int t = 0; t < each.length; t++) {
            double[] column = samples.column(t);
            double[] ascending = weights;
            double sellCents = prices.realTimeSellCentsPerKwh().get(t);
            if (even) {
                Arrays.sort(column, 0, sellCents >= 0 ? negativesFirst(column) : column.length);
            } else {
                int interval = t;
                int[] order = IntStream.range(0, column.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer i) -> samples.value(i, interval)))
                        .mapToInt(i -> i)
                        .toArray();
                Arrays.setAll(column, k -> samples.value(order[k], interval));
                ascending = Arrays.stream(order).mapToDouble(samples::weight).toArray();
            }
            filled.fill(column, ascending, ball.box().low().get(t), ball.box().high().get(t), stepHours,
                    prices.realTimeBuyCentsPerKwh().get(t), sellCents);
            each[t] = new RealTimeMoves(filled);
        }
        return each;
    }

    /// Puts the others behind them: these all go up at the same gain, in any order.
    ///
    /// @return how many there are
    private static int negativesFirst(double[] xi) {
        int negatives = 0;
        for (int i = 0; i < xi.length; i++) {
            double here = xi[i];
            xi[i] = xi[negatives];
            xi[negatives] = here;
            negatives += here < 0 ? 1 : 0;
        }
        return negatives;
    }

    /// Finds the steps of other samples or prices; allocates nothing.
    ///
    /// @param xi ascending, as far as it is negative or selling costs: the steps are then in order, or nearly where prices are negative
    /// @param weights as many
    void fill(double[] xi, double[] weights, double low, double high, double stepHours, double buyCents,
            double sellCents) {
        steps = 0;
        if (sellCents >= 0) {
            fillUpwards(xi, weights, high, stepHours, buyCents, sellCents);
            return;
        }
        double sum = 0;
        for (int i = xi.length - 1; i >= 0; i--) {
            sum += weights[i] * (xi[i] > 0 ? buyCents : sellCents) * xi[i];
            addSteps(xi[i], low, high, buyCents, sellCents, weights[i]);
        }
        base = stepHours * sum;
        sort();
        for (int k = 0; k < steps; k++) {
            slope[k] *= stepHours;
            gain[k + 1] = gain[k] + stepHours * gain[k + 1];
            distance[k + 1] += distance[k];
        }
    }

    /// As prices are not negative, it only pays to go up, the less the lower a sample is: the steps come in order. Those that gain alike are one.
    private void fillUpwards(double[] xi, double[] weights, double high, double stepHours, double buyCents,
            double sellCents) {
        double sum = 0;
        double gained = 0;
        double moved = 0;
        double last = stepHours * buyCents;
        double most = high > 0 ? buyCents * high : sellCents * high;
        for (int i = xi.length - 1; i >= 0; i--) {
            double here = xi[i] > 0 ? buyCents * xi[i] : sellCents * xi[i];
            double way = high - xi[i];
            sum += weights[i] * here;
            if (way > 0 && most > here) {
                double step = xi[i] >= 0 || buyCents == sellCents
                        ? buyCents
                        : high <= 0 ? sellCents : (most - here) / way;
                last = Math.min(last, stepHours * step);
                gained += weights[i] * (stepHours * step * way);
                moved += weights[i] * way;
                if (steps == 0 || slope[steps - 1] != last) {
                    slope[steps] = last;
                    steps++;
                }
                gain[steps] = gained;
                distance[steps] = moved;
            }
        }
        base = stepHours * sum;
    }

    /// The upper concave hull of staying, going up and going down.
    private void addSteps(double xi, double low, double high, double buyCents, double sellCents,
            double weight) {
        double up = high - xi;
        double down = xi - low;
        double slopeUp = chord(xi, high, buyCents, sellCents);
        double slopeDown = -chord(low, xi, buyCents, sellCents);
        boolean upIsNear = up <= down;
        double near = upIsNear ? up : down;
        double far = upIsNear ? down : up;
        double nearSlope = upIsNear ? slopeUp : slopeDown;
        double farSlope = upIsNear ? slopeDown : slopeUp;
        double nearGain = nearSlope * near;
        double farGain = farSlope * far;
        boolean nearPays = nearGain > 0;
        if (!(farGain > 0 && farGain > nearGain)) {
            if (nearPays) {
                add(nearSlope, near, weight);
            }
            return;
        }
        double onwardSlope = far > near ? (farGain - nearGain) / (far - near) : Double.POSITIVE_INFINITY;
        if (nearPays && onwardSlope < nearSlope) {
            add(nearSlope, near, weight);
            add(onwardSlope, far - near, weight);
        } else {
            add(farSlope, far, weight);
        }
    }

    /// {@return the slope of `φ` between two points, exactly a price where both are on one side of 0, so that equal steps stay equal}
    private static double chord(double from, double to, double buyCents, double sellCents) {
        if (from >= 0 || buyCents == sellCents) {
            return buyCents;
        }
        return to <= 0 ? sellCents : (buyCents * to - sellCents * from) / (to - from);
    }

    private void add(double stepSlope, double stepDistance, double weight) {
        slope[steps] = stepSlope;
        steps++;
        gain[steps] = weight * stepSlope * stepDistance;
        distance[steps] = weight * stepDistance;
    }

    /// By insertion, because the steps come nearly in order.
    private void sort() {
        for (int k = 1; k < steps; k++) {
            double stepSlope = slope[k];
            double stepGain = gain[k + 1];
            double stepDistance = distance[k + 1];
            int to = k;
            while (to > 0 && slope[to - 1] < stepSlope) {
                slope[to] = slope[to - 1];
                gain[to + 1] = gain[to];
                distance[to + 1] = distance[to];
                to--;
            }
            slope[to] = stepSlope;
            gain[to + 1] = stepGain;
            distance[to + 1] = stepDistance;
        }
    }

    /// {@return the number of steps: pieces are numbered from 0 (nobody moves) to this}
    int steps() {
        return steps;
    }

    /// {@return the largest gain per distance; from this `λ/Q` on nobody moves}
    double slopeMax() {
        return steps == 0 ? 0 : slope[0];
    }

    /// {@return the coefficient of Q of a piece, beyond `base`}
    double gain(int piece) {
        return gain[piece];
    }

    /// {@return minus the coefficient of λ of a piece}
    double distance(int piece) {
        return distance[piece];
    }

    /// {@return the piece that is active at `λ/Q = ratio`: the number of steps that gain more than that}
    int piece(double ratio) {
        int from = 0;
        int to = steps;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (slope[middle] > ratio) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /// {@return as `piece(ratio)`, found from where it was before}
    int piece(double ratio, int before) {
        int k = Math.min(before, steps);
        while (k > 0 && slope[k - 1] <= ratio) {
            k--;
        }
        while (k < steps && slope[k] > ratio) {
            k++;
        }
        return k;
    }

    /// {@return `G(Q,λ)` beyond `base·Q`: what the adversary gains (¢), non-negative}
    double adversaryGain(double gainKw, double lambda) {
        int piece = gainKw > 0 ? piece(lambda / gainKw) : 0;
        return gain[piece] * gainKw - distance[piece] * lambda;
    }
}
