package org.tavan.renewable;

import org.tavan.conic.Profile;

/// How the standard deviation of a forecast's error grows with the forecast: `σ(μ) = max(floor, a + bμ)`.
///
/// Source: Nikravan et al. 2025, section 1.1: 12 ± 1 MW and 18 ± 2 MW. Departs from it: the line through these points is
/// negative below 6 MW, so there is a floor; and "±" is read as one standard deviation, not as a bound.
///
/// @param slope `b`: growth per kW of forecast
/// @param interceptKw `a` (kW)
/// @param floorKw least standard deviation (kW), non-negative
public record Spread(double slope, double interceptKw, double floorKw) {
    /// Rows below which a fit says nothing.
    static final int ROWS_MIN = 10;

    /// Median of |z| for a standard normal z.
    private static final double NORMAL_MEDIAN = 0.6744897501960817;

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is not finite or the floor negative
    public Spread {
        if (!(Double.isFinite(slope) && Double.isFinite(interceptKw) && floorKw >= 0
                && floorKw < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The slope (%s) and the interceptKw (%s) of a spread must be finite, its floorKw (%s) non-negative."
                            .formatted(slope, interceptKw, floorKw));
        }
    }

    /// {@return the spread whose line runs through two points}
    ///
    /// @param lowKw one forecast (kW)
    /// @param lowSigmaKw its standard deviation (kW)
    /// @param highKw another forecast (kW)
    /// @param highSigmaKw its standard deviation (kW)
    /// @param floorKw least standard deviation (kW), non-negative
    /// @throws IllegalArgumentException if the two forecasts are the same
    public static Spread through(double lowKw, double lowSigmaKw, double highKw, double highSigmaKw,
            double floorKw) {
        if (!(Math.abs(highKw - lowKw) > 0)) {
            throw new IllegalArgumentException(
                    "Two different forecasts are needed for a line of their spreads, not %s kW twice."
                            .formatted(lowKw));
        }
        double slope = (highSigmaKw - lowSigmaKw) / (highKw - lowKw);
        return new Spread(slope, lowSigmaKw - slope * lowKw, floorKw);
    }

    /// The spread that a history of forecasts and their errors shows.
    ///
    /// The line through the conditional median of |error| is that of the least absolute deviations, which single wild
    /// readings do not carry away; divided by 0.6745 it is the standard deviation of normal errors.
    ///
    /// @param meanKw forecasts (kW)
    /// @param errorKw what came minus what was forecast, of the same length (kW)
    /// @param floorKw least standard deviation (kW), non-negative
    /// @return the fitted line, above the floor
    /// @throws IllegalArgumentException if there are fewer than ten rows, one is not finite, or all forecasts are the same
    public static Spread fitted(Profile meanKw, Profile errorKw, double floorKw) {
        if (meanKw.length() != errorKw.length() || meanKw.length() < ROWS_MIN) {
            throw new IllegalArgumentException(
                    "A spread is fitted to as many forecasts (%d) as errors (%d), at least %d.".formatted(
                            meanKw.length(), errorKw.length(), ROWS_MIN));
        }
        double[] means = meanKw.toArray();
        double[] sizes = errorKw.toArray();
        boolean moved = false;
        for (int i = 0; i < sizes.length; i++) {
            if (!(Double.isFinite(means[i]) && Double.isFinite(sizes[i]))) {
                throw new IllegalArgumentException(
                        "Row %d of the forecast history (%s kW, error %s kW) must be finite."
                                .formatted(i, means[i], sizes[i]));
            }
            sizes[i] = Math.abs(sizes[i]);
            moved |= means[i] != means[0];
        }
        if (!moved) {
            throw new IllegalArgumentException(
                    """
                            The column meanKw is %s in all %d rows: no growth of the spread with the forecast can be fitted.
                            Maybe the history covers one hour of calm only."""
                            .formatted(means[0], means.length));
        }
        MedianLine line = MedianLine.through(means, sizes);
        return new Spread(line.slope() / NORMAL_MEDIAN, line.intercept() / NORMAL_MEDIAN, floorKw);
    }

    /// {@return the standard deviation of a forecast's error (kW), never below the floor}
    ///
    /// @param meanKw the forecast (kW)
    public double sigmaKw(double meanKw) {
        return Math.max(floorKw, interceptKw + slope * meanKw);
    }

    /// {@return the standard deviations of a day (kW)}
    ///
    /// @param meanKw forecasts (kW)
    public Profile sigmaKw(Profile meanKw) {
        double[] sigma = new double[meanKw.length()];
        for (int t = 0; t < sigma.length; t++) {
            sigma[t] = sigmaKw(meanKw.get(t));
        }
        return Profile.of(sigma);
    }
}
