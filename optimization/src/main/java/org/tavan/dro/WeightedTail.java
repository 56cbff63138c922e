package org.tavan.dro;

import java.util.Comparator;
import java.util.stream.IntStream;

/// The empirical conditional value at risk of weighted values.
final class WeightedTail {
    private WeightedTail() {}

    /// The mean of the highest values that weigh `fraction` together, the last of them counted in part.
    ///
    /// `CVaR_ε = min over τ of τ + (1/ε) Σ w_i (x_i − τ)⁺`
    ///
    /// @param weights non-negative, adding up to 1
    /// @param fraction `ε`, in (0, 1]
    static double mean(double[] values, double[] weights, double fraction) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                .mapToInt(i -> i)
                .toArray();
        double left = fraction;
        double sum = 0;
        for (int rank = 0; rank < order.length && left > 0; rank++) {
            double mass = rank == order.length - 1 ? left : Math.min(weights[order[rank]], left);
            sum += mass * values[order[rank]];
            left -= mass;
        }
        return sum / fraction;
    }
}
