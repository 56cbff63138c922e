package org.tavan.uncertainty;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.tavan.conic.Profile;

/// The empirical distribution of residual trajectories: `I` samples (days) of `T` intervals, equally likely unless weighted.
///
/// Immutable. All statistics are per interval, in the unit of the samples.
public final class EmpiricalDistribution {
    private final double[][] samples;
    private final double[] weights;
    private final int intervals;

    private EmpiricalDistribution(double[][] samples, double[] weights) {
        this.samples = samples;
        this.weights = weights;
        this.intervals = samples[0].length;
    }

    /// Copies the samples.
    ///
    /// @param samples `I` rows of `T` finite numbers, at least one of each
    /// @return the distribution that gives each row the probability `1/I`
    /// @throws IllegalArgumentException if there is no sample, a row has another length, or a number is not finite
    public static EmpiricalDistribution of(double[][] samples) {
        if (samples.length == 0 || samples[0].length == 0) {
            throw new IllegalArgumentException("There must be at least one sample of at least one interval.");
        }
        double[][] copy = new double[samples.length][];
        for (int i = 0; i < samples.length; i++) {
            if (samples[i].length != samples[0].length) {
                throw new IllegalArgumentException(
                        "Sample %d has %d intervals, but sample 0 has %d.".formatted(i, samples[i].length,
                                samples[0].length));
            }
            copy[i] = samples[i].clone();
            for (int t = 0; t < copy[i].length; t++) {
                if (!Double.isFinite(copy[i][t])) {
                    throw new IllegalArgumentException(
                            "Sample %d, interval %d is %s, but must be finite.".formatted(i, t, copy[i][t]));
                }
            }
        }
        double[] equal = new double[copy.length];
        Arrays.fill(equal, 1.0 / copy.length);
        return new EmpiricalDistribution(copy, equal);
    }

    /// As `of(double[][])`, from one profile a sample.
    public static EmpiricalDistribution of(List<Profile> samples) {
        return of(samples.stream().map(Profile::toArray).toArray(double[][]::new));
    }

    /// {@return `I`, the number of samples}
    public int count() {
        return samples.length;
    }

    /// {@return `T`, the number of intervals}
    public int intervals() {
        return intervals;
    }

    /// {@return the value of one sample in one interval, both counted from 0}
    public double value(int sample, int interval) {
        return samples[sample][interval];
    }

    /// {@return the probability of one sample; all of them add up to 1}
    public double weight(int sample) {
        return weights[sample];
    }

    /// {@return a fresh array with the values of one interval, in the order of the samples}
    public double[] column(int interval) {
        double[] column = new double[samples.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = samples[i][interval];
        }
        return column;
    }

    /// {@return the samples divided by a positive number, such as the nominal power}
    public EmpiricalDistribution dividedBy(double divisor) {
        if (!(divisor > 0)) {
            throw new IllegalArgumentException("The divisor (%s) must be positive.".formatted(divisor));
        }
        double[][] scaled = new double[samples.length][intervals];
        for (int i = 0; i < samples.length; i++) {
            for (int t = 0; t < intervals; t++) {
                scaled[i][t] = samples[i][t] / divisor;
            }
        }
        return new EmpiricalDistribution(scaled, weights);
    }

    /// {@return the mean of each interval}
    public Profile mean() {
        return eachColumn(column -> Arrays.stream(column).sum() / column.length);
    }

    /// The mean of the highest `fraction` of the samples of each interval: the empirical conditional value at risk.
    ///
    /// @param fraction `ε`, in (0, 1]; up to `1/I` the maximum is returned
    public Profile upperTail(double fraction) {
        return eachColumn(column -> tailMean(column, fraction));
    }

    /// The mean of the lowest `fraction` of the samples of each interval.
    ///
    /// @param fraction `ε`, in (0, 1]; up to `1/I` the minimum is returned
    public Profile lowerTail(double fraction) {
        return eachColumn(column -> -tailMean(Arrays.stream(column).map(x -> -x).toArray(), fraction));
    }

    /// The smallest box around the samples, widened on both sides.
    ///
    /// @param marginFraction how much wider on each side, as a fraction of the range of the samples, non-negative
    public SupportBox supportBox(double marginFraction) {
        if (!(marginFraction >= 0 && marginFraction < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The marginFraction (%s) must be non-negative and finite.".formatted(marginFraction));
        }
        double[] low = new double[intervals];
        double[] high = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            double[] column = column(t);
            double least = Arrays.stream(column).min().orElseThrow();
            double most = Arrays.stream(column).max().orElseThrow();
            low[t] = least - marginFraction * (most - least);
            high[t] = most + marginFraction * (most - least);
        }
        return new SupportBox(Profile.of(low), Profile.of(high));
    }

    /// A box that later residuals are likely to lie in: the smallest one around the `I` samples, widened on both sides by the
    /// larger of `marginFraction` and `1 / (I - 1)`, as a fraction of their range.
    ///
    /// Few samples say little about the ends of the support: of a uniform distribution the unbiased estimates of both ends lie that far
    /// beyond the samples.
    ///
    /// @param marginFraction non-negative
    public SupportBox likelySupport(double marginFraction) {
        return supportBox(count() < 2 ? marginFraction : Math.max(marginFraction, 1.0 / (count() - 1)));
    }

    /// The mean of the highest `fraction` of equally likely values, the last of them counted in part.
    ///
    /// `CVaR_ε = min over τ of τ + (1/(εI)) Σ (x_i - τ)⁺`
    ///
    /// @param values at least one
    /// @param fraction `ε`, in (0, 1]
    public static double tailMean(double[] values, double fraction) {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    "The tail fraction (%s) must lie in (0, 1].".formatted(fraction));
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double mass = fraction * sorted.length;
        if (mass <= 1) {
            return sorted[sorted.length - 1];
        }
        double left = mass;
        double sum = 0;
        for (int i = sorted.length - 1; i >= 0 && left > 0; i--) {
            double weight = Math.min(1, left);
            sum += weight * sorted[i];
            left -= weight;
        }
        return sum / mass;
    }

    private Profile eachColumn(ToDoubleFunction<double[]> statistic) {
        double[] result = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            result[t] = statistic.applyAsDouble(column(t));
        }
        return Profile.of(result);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof EmpiricalDistribution that && Arrays.deepEquals(samples, that.samples)
                && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(samples) + Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "EmpiricalDistribution[%d samples of %d intervals]".formatted(samples.length, intervals);
    }
}
