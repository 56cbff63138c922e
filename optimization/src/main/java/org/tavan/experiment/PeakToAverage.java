package org.tavan.experiment;

import org.tavan.conic.Profile;

/// Peak and mean of the community's import from the grid: the positive part of its exchange.
///
/// @param intervals how many were seen
/// @param peakKw the largest import (kW)
/// @param meanKw their mean (kW)
public record PeakToAverage(long intervals, double peakKw, double meanKw) {
    /// Nothing seen.
    public static final PeakToAverage NONE = new PeakToAverage(0, 0, 0);

    /// {@return `peak / mean`; 0 without import}
    public double ratio() {
        return meanKw == 0 ? 0 : peakKw / meanKw;
    }

    /// {@return with the intervals of a profile more}
    ///
    /// @param exchangeKw import positive (kW)
    public PeakToAverage with(Profile exchangeKw) {
        double peak = peakKw;
        double sum = meanKw * intervals;
        for (int t = 0; t < exchangeKw.length(); t++) {
            double importKw = Math.max(0, exchangeKw.get(t));
            peak = Math.max(peak, importKw);
            sum += importKw;
        }
        long count = intervals + exchangeKw.length();
        return new PeakToAverage(count, peak, count == 0 ? 0 : sum / count);
    }
}
