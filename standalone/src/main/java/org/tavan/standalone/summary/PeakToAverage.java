package org.tavan.standalone.summary;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Peak and mean of the community's import from the grid, over the intervals in which every member is comparable.
///
/// The import of an interval is the positive part of the members' sum; a peak-to-average ratio is `max / mean` of it.
public record PeakToAverage(long intervals, double peakKw, double meanKw) {

    static final PeakToAverage NONE = new PeakToAverage(0, 0, 0);

    /// 0 without import.
    @JsonProperty
    public double ratio() {
        return meanKw == 0 ? 0 : peakKw / meanKw;
    }

    /// With one interval more.
    PeakToAverage with(double exchangeKw) {
        double importKw = Math.max(0, exchangeKw);
        return new PeakToAverage(intervals + 1, Math.max(peakKw, importKw),
                meanKw + (importKw - meanKw) / (intervals + 1));
    }
}
