package org.tavan.dro;

import java.util.Arrays;

/// The value of `JointTail` over a moving window at one `λ` and the best `τ`, in place: an upper bound on the worst-case conditional value at risk of the
/// largest scaled shortage.
final class RollingTail {
    private final SampleWindow window;
    private final double nominalKw;
    private final double epsilon;
    private final double[] worst;

    RollingTail(SampleWindow window, double nominalKw, double epsilon) {
        this.window = window;
        this.nominalKw = nominalKw;
        this.epsilon = epsilon;
        worst = new double[window.count()];
    }

    /// {@return `ε` times the value: at most 0 where the promise is kept}
    ///
    /// @param scale `δ`
    /// @param marginKw `m + r`
    /// @param lambda price of a move; `+∞` where there is none
    double value(double[] scale, double[] gainKw, double[] marginKw, double lambda, double radius) {
        Arrays.fill(worst, Double.NEGATIVE_INFINITY);
        for (int t = 0; t < scale.length; t++) {
            double slope = scale[t] * (nominalKw - gainKw[t]);
            double beyond = Math.max(0, Math.abs(slope) - lambda);
            double end = slope > 0 ? window.high(t) : window.low(t);
            for (int i = 0; i < worst.length; i++) {
                double x = window.xi(t, i);
                worst[i] = Math.max(worst[i],
                        slope * x - scale[t] * marginKw[t] + beyond * Math.abs(end - x));
            }
        }
        return (radius > 0 ? radius * lambda : 0) + sumOfLargest();
    }

    /// {@return the sum of the largest losses that weigh `ε` together, each times its weight}
    private double sumOfLargest() {
        double left = epsilon;
        double sum = 0;
        for (int rank = 0; rank < worst.length && left > 0; rank++) {
            int largest = 0;
            for (int i = 1; i < worst.length; i++) {
                largest = worst[i] > worst[largest] ? i : largest;
            }
            double mass = rank == worst.length - 1 ? left : Math.min(left, 1.0 / worst.length);
            sum += mass * worst[largest];
            left -= mass;
            worst[largest] = Double.NEGATIVE_INFINITY;
        }
        return sum;
    }
}
