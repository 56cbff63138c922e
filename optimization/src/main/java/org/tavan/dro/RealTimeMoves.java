package org.tavan.dro;

import java.util.Comparator;
import java.util.List;
import java.util.ArrayList;

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
    final double base;
    /// Gain per distance of each step, not rising (¢ per unit of ξ, per kW of Q).
    private final double[] slope;
    /// Sums over the first `k` steps, from 0: gain (¢ per kW of Q) and distance (units of ξ), both mean over the samples.
    private final double[] gain;
    private final double[] distance;

    private record Step(double gain, double distance, double weight) {
        double slope() {
            return gain / distance;
        }
    }

    RealTimeMoves(WassersteinBall ball, int t, double stepHours, double buyCents, double sellCents) {
        double low = ball.box().low().get(t);
        double high = ball.box().high().get(t);
        double sum = 0;
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < ball.samples().count(); i++) {
            double xi = ball.samples().value(i, t);
            double weight = ball.samples().weight(i);
            double here = cost(xi, buyCents, sellCents);
            sum += weight * here;
            addSteps(steps, new Step(cost(high, buyCents, sellCents) - here, high - xi, weight),
                    new Step(cost(low, buyCents, sellCents) - here, xi - low, weight));
        }
        steps.sort(Comparator.comparingDouble(step -> -step.slope()));
        base = stepHours * sum;
        slope = new double[steps.size()];
        gain = new double[steps.size() + 1];
        distance = new double[steps.size() + 1];
        for (int k = 0; k < steps.size(); k++) {
            Step step = steps.get(k);
            slope[k] = stepHours * step.slope();
            gain[k + 1] = gain[k] + stepHours * step.weight() * step.gain();
            distance[k + 1] = distance[k] + step.weight() * step.distance();
        }
    }

    private static double cost(double xi, double buyCents, double sellCents) {
        return xi > 0 ? buyCents * xi : sellCents * xi;
    }

    /// The upper concave hull of staying, going up and going down.
    private static void addSteps(List<Step> steps, Step up, Step down) {
        boolean upIsNear = up.distance() <= down.distance();
        Step near = upIsNear ? up : down;
        Step far = upIsNear ? down : up;
        boolean nearPays = near.gain() > 0 && near.distance() > 0;
        if (!(far.gain() > 0 && far.gain() > near.gain())) {
            if (nearPays) {
                steps.add(near);
            }
            return;
        }
        Step onward = new Step(far.gain() - near.gain(), far.distance() - near.distance(),
                near.weight());
        if (nearPays && onward.distance() > 0 && onward.slope() < near.slope()) {
            steps.add(near);
            steps.add(onward);
        } else {
            steps.add(far);
        }
    }

    /// {@return the number of steps: pieces are numbered from 0 (nobody moves) to this}
    int steps() {
        return slope.length;
    }

    /// {@return the largest gain per distance; from this `λ/Q` on nobody moves}
    double slopeMax() {
        return slope.length == 0 ? 0 : slope[0];
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
        int to = slope.length;
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

    /// {@return `G(Q,λ)` beyond `base·Q`: what the adversary gains (¢), non-negative}
    double adversaryGain(double gainKw, double lambda) {
        int piece = gainKw > 0 ? piece(lambda / gainKw) : 0;
        return gain[piece] * gainKw - distance[piece] * lambda;
    }
}
