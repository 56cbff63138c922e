package org.tavan.uncertainty;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.tavan.conic.Profile;

/// The empirical distribution of residual trajectories: `I` samples (days) of `T` intervals, equally likely unless weighted.
///
/// Immutable. All statistics are per interval, in the unit of the samples, and use the weights. Samples without weight are not part of
/// it: they are dropped, so that samples, support and counts always speak of the same days.
public final class EmpiricalDistribution {
    /// By interval, since most of what is asked goes through the samples of one: `[interval][sample]`.
    private final double[][] columns;
    /// Relative to the largest, in (0, 1]: exactly 1 each where all are equal, so that equal weights change no digit.
    private final double[] relative;
    private final double relativeSum;
    private final boolean even;

    private EmpiricalDistribution(double[][] columns, double[] relative) {
        this.columns = columns;
        this.relative = relative;
        this.relativeSum = Arrays.stream(relative).sum();
        this.even = Arrays.stream(relative).allMatch(weight -> weight == 1);
    }

    /// Copies the samples.
    ///
    /// @param samples `I` rows of `T` finite numbers, at least one of each
    /// @return the distribution that gives each row the probability `1/I`
    /// @throws IllegalArgumentException if there is no sample, a row has another length, or a number is not finite
    public static EmpiricalDistribution of(double[][] samples) {
        double[] equal = new double[samples.length];
        Arrays.fill(equal, 1);
        return of(samples, equal);
    }

    /// Copies the samples that have weight; the others are dropped.
    ///
    /// @param samples rows of `T` finite numbers, at least one of each
    /// @param weights one a row, non-negative, finite, not all 0; only their ratios matter
    /// @return the distribution that gives each row its part of the sum of the weights
    /// @throws IllegalArgumentException if there is no sample, a row has another length, a number is not finite, or the weights are not
    ///         as they must be
    public static EmpiricalDistribution of(double[][] samples, double[] weights) {
        if (samples.length == 0 || samples[0].length == 0) {
            throw new IllegalArgumentException("There must be at least one sample of at least one interval.");
        }
        if (weights.length != samples.length) {
            throw new IllegalArgumentException("There are %d samples, but %d weights.".formatted(
                    samples.length, weights.length));
        }
        for (int i = 0; i < samples.length; i++) {
            requireTrajectory(samples, i);
        }
        double[] relative = relativeToLargest(weights);
        int[] weighty = IntStream.range(0, relative.length).filter(i -> relative[i] > 0).toArray();
        double[][] columns = new double[samples[0].length][weighty.length];
        for (int k = 0; k < weighty.length; k++) {
            for (int t = 0; t < columns.length; t++) {
                columns[t][k] = samples[weighty[k]][t];
            }
        }
        return new EmpiricalDistribution(columns,
                Arrays.stream(weighty).mapToDouble(i -> relative[i]).toArray());
    }

    private static void requireTrajectory(double[][] samples, int i) {
        if (samples[i].length != samples[0].length) {
            throw new IllegalArgumentException("Sample %d has %d intervals, but sample 0 has %d.".formatted(
                    i, samples[i].length, samples[0].length));
        }
        for (int t = 0; t < samples[i].length; t++) {
            if (!Double.isFinite(samples[i][t])) {
                throw new IllegalArgumentException("Sample %d, interval %d is %s, but must be finite."
                        .formatted(i, t, samples[i][t]));
            }
        }
    }

    private static double[] relativeToLargest(double[] weights) {
        double largest = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Weight %d (%s) must be non-negative and finite."
                        .formatted(i, weights[i]));
            }
            largest = Math.max(largest, weights[i]);
        }
        if (!(largest > 0)) {
            throw new IllegalArgumentException("At least one of the %d weights must be positive.".formatted(
                    weights.length));
        }
        double divisor = largest;
        return Arrays.stream(weights).map(weight -> weight / divisor).toArray();
    }

    /// As `of(double[][])`, from one profile a sample.
    public static EmpiricalDistribution of(List<Profile> samples) {
        return of(samples.stream().map(Profile::toArray).toArray(double[][]::new));
    }

    /// As `of(double[][], double[])`, from one profile a sample.
    public static EmpiricalDistribution of(List<Profile> samples, Profile weights) {
        return of(samples.stream().map(Profile::toArray).toArray(double[][]::new), weights.toArray());
    }

    /// {@return `I`, the number of samples; those without weight do not count}
    public int count() {
        return relative.length;
    }

    /// {@return `T`, the number of intervals}
    public int intervals() {
        return columns.length;
    }

    /// {@return the value of one sample in one interval, both counted from 0}
    public double value(int sample, int interval) {
        return columns[interval][sample];
    }

    /// {@return the trajectory of one sample, counted from 0}
    public Profile sample(int sample) {
        return Profile.of(Arrays.stream(columns).mapToDouble(column -> column[sample]).toArray());
    }

    /// {@return the probability of one sample; all of them add up to 1}
    public double weight(int sample) {
        return relative[sample] / relativeSum;
    }

    /// {@return how many equally likely samples would say as much, `1 / Σ w²`, between 1 and `I`}
    ///
    /// Source: Kish, "Survey Sampling", 1965: the variance of a weighted mean of independent samples is that of so many equal ones.
    public double effectiveCount() {
        return relativeSum * relativeSum / Arrays.stream(relative).map(w -> w * w).sum();
    }

    /// {@return a fresh array with the values of one interval, in the order of the samples}
    public double[] column(int interval) {
        return columns[interval].clone();
    }

    /// {@return the samples divided by a positive number, such as the nominal power}
    public EmpiricalDistribution dividedBy(double divisor) {
        if (!(divisor > 0)) {
            throw new IllegalArgumentException("The divisor (%s) must be positive.".formatted(divisor));
        }
        double[][] scaled = new double[columns.length][relative.length];
        for (int t = 0; t < columns.length; t++) {
            double[] column = columns[t];
            for (int i = 0; i < column.length; i++) {
                scaled[t][i] = column[i] / divisor;
            }
        }
        return new EmpiricalDistribution(scaled, relative);
    }

    /// {@return the mean of each interval}
    public Profile mean() {
        return eachColumn(column -> IntStream.range(0, column.length)
                .mapToDouble(i -> relative[i] * column[i])
                .sum() / relativeSum);
    }

    /// The mean of the highest `fraction` of the probability of each interval: the empirical conditional value at risk.
    ///
    /// @param fraction `ε`, in (0, 1]; up to the weight of the highest sample, `1/I`, the maximum is returned
    public Profile upperTail(double fraction) {
        return eachColumn(column -> ownTailMean(column, fraction));
    }

    /// The mean of the lowest `fraction` of the probability of each interval.
    ///
    /// @param fraction `ε`, in (0, 1]; up to the weight of the lowest sample, `1/I`, the minimum is returned
    public Profile lowerTail(double fraction) {
        requireFraction(fraction);
        if (even && fraction * relative.length <= 1) {
            return eachColumn(EmpiricalDistribution::least);
        }
        return eachColumn(column -> {
            double[] negative = new double[column.length];
            for (int i = 0; i < column.length; i++) {
                negative[i] = -column[i];
            }
            return -ownTailMean(negative, fraction);
        });
    }

    private static double least(double[] values) {
        double least = values[0];
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private double ownTailMean(double[] column, double fraction) {
        return even ? tailMean(column, fraction) : tailMean(column, relative, fraction);
    }

    /// The smallest box around the samples, widened on both sides.
    ///
    /// @param marginFraction how much wider on each side, as a fraction of the range of the samples, non-negative
    public SupportBox supportBox(double marginFraction) {
        if (!(marginFraction >= 0 && marginFraction < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The marginFraction (%s) must be non-negative and finite.".formatted(marginFraction));
        }
        double[] low = new double[columns.length];
        double[] high = new double[columns.length];
        for (int t = 0; t < columns.length; t++) {
            double[] column = columns[t];
            double least = least(column);
            double most = Arrays.stream(column).max().orElseThrow();
            low[t] = least - marginFraction * (most - least);
            high[t] = most + marginFraction * (most - least);
        }
        return new SupportBox(Profile.of(low), Profile.of(high));
    }

    /// A box that later residuals are likely to lie in: the smallest one around the samples, widened on both sides by the larger of
    /// `marginFraction` and `1 / (n - 1)`, as a fraction of their range; `n` is `effectiveCount`, at least 2.
    ///
    /// Few samples say little about the ends of the support: of a uniform distribution the unbiased estimates of both ends lie that far
    /// beyond `n` equally likely samples. With weights it is a rule of thumb: the ends are those of all samples, but they count as `n`.
    ///
    /// @param marginFraction non-negative
    public SupportBox likelySupport(double marginFraction) {
        return supportBox(Math.max(marginFraction, 1 / (Math.max(effectiveCount(), 2) - 1)));
    }

    /// The mean of the highest `fraction` of equally likely values, the last of them counted in part.
    ///
    /// `CVaR_ε = min over τ of τ + (1/(εI)) Σ (x_i - τ)⁺`
    ///
    /// @param values at least one
    /// @param fraction `ε`, in (0, 1]
    public static double tailMean(double[] values, double fraction) {
        requireFraction(fraction);
        double mass = fraction * values.length;
        if (mass <= 1) {
            double most = values[0];
            for (double value : values) {
                most = Math.max(most, value);
            }
            return most;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double left = mass;
        double sum = 0;
        for (int i = sorted.length - 1; i >= 0 && left > 0; i--) {
            double weight = Math.min(1, left);
            sum += weight * sorted[i];
            left -= weight;
        }
        return sum / mass;
    }

    private static void requireFraction(double fraction) {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    "The tail fraction (%s) must lie in (0, 1].".formatted(fraction));
        }
    }

    /// The mean of the highest `fraction` of the probability, the last value counted in part; equal weights give the digits of
    /// `tailMean(values, fraction)`.
    ///
    /// `CVaR_ε = min over τ of τ + (1/ε) Σ w_i (x_i - τ)⁺`, `w` the weights divided by their sum.
    ///
    /// @param values at least one
    /// @param weights as many, non-negative, finite, not all 0; only their ratios matter
    /// @param fraction `ε`, in (0, 1]
    public static double tailMean(double[] values, double[] weights, double fraction) {
        requireFraction(fraction);
        if (values.length != weights.length) {
            throw new IllegalArgumentException("There are %d values, but %d weights.".formatted(
                    values.length, weights.length));
        }
        double[] relative = relativeToLargest(weights);
        if (Arrays.stream(relative).allMatch(weight -> weight == 1)) {
            return tailMean(values, fraction);
        }
        double[][] highestFirst = IntStream.range(0, values.length)
                .filter(i -> relative[i] > 0)
                .mapToObj(i -> new double[]{values[i], relative[i]})
                .sorted((a, b) -> Double.compare(b[0], a[0]))
                .toArray(double[][]::new);
        double mass = fraction * Arrays.stream(relative).sum();
        if (mass <= highestFirst[0][1]) {
            return highestFirst[0][0];
        }
        double left = mass;
        double sum = 0;
        for (int k = 0; k < highestFirst.length && left > 0; k++) {
            double weight = Math.min(highestFirst[k][1], left);
            sum += weight * highestFirst[k][0];
            left -= weight;
        }
        return sum / (mass - Math.max(0, left));
    }

    private Profile eachColumn(ToDoubleFunction<double[]> statistic) {
        return Profile.of(Arrays.stream(columns).mapToDouble(statistic).toArray());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof EmpiricalDistribution that && Arrays.deepEquals(columns, that.columns)
                && Arrays.equals(relative, that.relative);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(columns) + Arrays.hashCode(relative);
    }

    @Override
    public String toString() {
        return "EmpiricalDistribution[%d samples of %d intervals]".formatted(relative.length, columns.length);
    }
}
