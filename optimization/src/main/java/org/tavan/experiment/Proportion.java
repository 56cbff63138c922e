package org.tavan.experiment;

/// A count of hits among trials with the exact 95 % interval of its rate (Clopper and Pearson).
///
/// The ends are the quantiles of Beta(k, n − k + 1) at 2.5 % and of Beta(k + 1, n − k) at 97.5 %: under any rate outside the interval
/// what was seen, or worse, has a probability below 2.5 %. The trials are taken for independent; members of one day are not quite.
///
/// Source: Clopper and Pearson, Biometrika 26 (1934) 404-413. Departs from it: nothing.
///
/// @param hits in [0, trials]
/// @param trials non-negative
public record Proportion(long hits, long trials) {
    private static final double TAIL = 0.025;
    private static final int BISECTIONS = 60;

    /// Checks the counts.
    ///
    /// @throws IllegalArgumentException if there are more hits than trials, or fewer than none
    public Proportion {
        if (!(0 <= hits && hits <= trials)) {
            throw new IllegalArgumentException(
                    "The hits (%d) must lie in [0, trials (%d)].".formatted(hits, trials));
        }
    }

    /// {@return hits per trial; 0 without trials}
    public double rate() {
        return trials == 0 ? 0 : (double) hits / trials;
    }

    /// {@return lower end of the interval; 0 without trials}
    public double low() {
        return hits == 0 ? 0 : quantile(TAIL, hits, trials - hits + 1.0);
    }

    /// {@return upper end of the interval; 1 without trials}
    public double high() {
        return hits == trials ? 1 : quantile(1 - TAIL, hits + 1.0, trials - hits);
    }

    private static double quantile(double probability, double a, double b) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (distribution(middle, a, b) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// The regularised incomplete beta function `I_x(a, b)`.
    private static double distribution(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math
                .log1p(-x));
        return x < (a + 1) / (a + b + 2)
                ? front * continuedFraction(x, a, b) / a
                : 1 - front * continuedFraction(1 - x, b, a) / b;
    }

    /// By Lentz's method.
    private static double continuedFraction(double x, double a, double b) {
        double tiny = 1e-300;
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1), tiny);
        double h = d;
        for (int m = 1; m < 100_000; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d, tiny);
            c = nonZero(1 + even / c, tiny);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d, tiny);
            c = nonZero(1 + odd / c, tiny);
            double step = d * c;
            h *= step;
            if (Math.abs(step - 1) < 1e-15) {
                break;
            }
        }
        return h;
    }

    private static double nonZero(double value, double tiny) {
        return Math.abs(value) < tiny ? tiny : value;
    }

    /// Stirling's series, moved up by ten where it is exact to rounding.
    private static double logGamma(double x) {
        double shift = 0;
        double z = x;
        while (z < 10) {
            shift -= Math.log(z);
            z++;
        }
        double inverse = 1 / (z * z);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680
                - inverse / 1188)))) / z;
        return shift + (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
    }
}
