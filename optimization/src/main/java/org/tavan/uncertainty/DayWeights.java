package org.tavan.uncertainty;

import java.util.Arrays;
import java.util.List;

import org.tavan.conic.Profile;

/// How much each past day tells of the day that is planned: weights for the samples of a ball.
///
/// `w = (1 − α) k / Σk + α / I` with `k` the product of the kernels and the least `α` in [0, 1] for which
/// `1 / Σw² ≥ effectiveMin`: since `Σw² = 1/I + (1−α)² (Σ(k/Σk)² − 1/I)`, `1 − α` is the root of a quotient. So the weights never
/// rest on a few days alone; where no day is alike they are equal.
///
/// **What it guarantees.** Let the days be independent given their features, day `i` with the distribution `P_i` on a support of
/// diameter `D`, and the planned day with `P`. Let `n = 1/Σw²`. The weights do not depend on the residuals, so by the triangle
/// inequality and the convexity of the Wasserstein distance `W`, with `P̂` the weighted samples,
///
/// `W(P, P̂) ≤ Σ w_i W(P, P_i) + W(Σ w_i P_i, P̂)`.
///
/// - The first term is the price of unlike days: no number of samples shrinks it, nearer days do. Equal weights pay it in full.
/// - The second is the price of few days. One sample moves it by at most `w_i D`, so by McDiarmid's inequality it exceeds its
///   expectation by more than `s` with a probability of at most `exp(−2 n s² / D²)`: as for `n` equal samples. Its expectation obeys
///   bounds whose proof uses of `P̂` only the variance of `P̂(A)`, which is at most `P(A)/n` again (such as Fournier and Guillin,
///   "On the rate of convergence in Wasserstein distance of the empirical measure", 2015, theorem 1, with `n` for the sample count).
///
/// So with a radius `ρ` above the sum of both, the ball holds `P` with the stated probability, and everything promised for the ball
/// holds out of sample. Neither term is known in practice, and in the dimension of a day the expectation falls slowly: the radius is
/// for `org.tavan.calibration` to find, under the same weights. Serially dependent days have fewer than `n` independent ones among
/// them.
///
/// Source: the idea of a ball around conditional samples is from Bertsimas, McCord and Sturt, "Dynamic optimization with side
/// information", 2023, and Esteban-Pérez and Morales, "Distributionally robust stochastic programs with side information based on
/// trimmings", 2022. Departs from them: one ball around the weighted samples rather than a set around each or around all
/// trimmings of the joint distribution; so their guarantees are not claimed here.
///
/// @param weights one a day, adding up to 1
/// @param effectiveCount `1 / Σw²`
/// @param uniformShare `α`
public record DayWeights(Profile weights, double effectiveCount, double uniformShare) {

    /// Weighs days by the product of kernels.
    ///
    /// @param days of the samples, at least one
    /// @param target the day that is planned
    /// @param kernels none for equal weights
    /// @param effectiveMin effective number of samples to keep, at least 1; more than there are days gives equal weights
    public static DayWeights of(List<SampleDay> days, SampleDay target, List<? extends DayKernel> kernels,
            double effectiveMin) {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("There must be at least one day.");
        }
        if (!(effectiveMin >= 1 && effectiveMin < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The effectiveMin (%s) must be at least 1 and finite."
                    .formatted(effectiveMin));
        }
        double[] logs = days.stream()
                .mapToDouble(day -> kernels.stream().mapToDouble(k -> k.logWeight(day, target)).sum())
                .toArray();
        double largest = Arrays.stream(logs).max().orElseThrow();
        if (largest == Double.NEGATIVE_INFINITY) {
            return mixed(new double[logs.length], 1);
        }
        double[] likeness = Arrays.stream(logs).map(log -> Math.exp(log - largest)).toArray();
        double sum = Arrays.stream(likeness).sum();
        Arrays.setAll(likeness, i -> likeness[i] / sum);
        return mixed(likeness, uniformShare(likeness, effectiveMin));
    }

    private static double uniformShare(double[] likeness, double effectiveMin) {
        double equal = 1.0 / likeness.length;
        double excess = squares(likeness) - equal;
        double allowed = 1 / effectiveMin - equal;
        return excess <= allowed || excess <= 0 ? 0 : allowed <= 0 ? 1 : 1 - Math.sqrt(allowed / excess);
    }

    private static DayWeights mixed(double[] likeness, double uniformShare) {
        double[] weights = new double[likeness.length];
        Arrays.setAll(weights,
                i -> (1 - uniformShare) * likeness[i] + uniformShare / likeness.length);
        return new DayWeights(Profile.of(weights), 1 / squares(weights), uniformShare);
    }

    private static double squares(double[] values) {
        return Arrays.stream(values).map(x -> x * x).sum();
    }

    /// {@return the distribution of the samples under these weights}
    ///
    /// @param samples one a day, in the same order
    public EmpiricalDistribution weigh(List<Profile> samples) {
        return EmpiricalDistribution.of(samples, weights);
    }
}
