package org.tavan.experiment;

import org.tavan.calibration.BinomialInterval;

/// A count of hits among trials with the exact 95 % interval of its rate. The trials are taken for independent; members of one day are
/// not quite.
///
/// @param hits in [0, trials]
/// @param trials non-negative
/// @param limits of the rate
public record Proportion(long hits, long trials, BinomialInterval limits) {

    private static final double CONFIDENCE = 0.95;

    /// Counts, with their interval.
    ///
    /// @throws IllegalArgumentException if there are more hits than trials, or fewer than none
    public static Proportion of(long hits, long trials) {
        return new Proportion(hits, trials, BinomialInterval.of(hits, trials, CONFIDENCE));
    }

    /// {@return hits per trial; 0 without trials}
    public double rate() {
        return trials == 0 ? 0 : (double) hits / trials;
    }

    /// {@return lower end of the interval; 0 without trials}
    public double low() {
        return limits.low();
    }

    /// {@return upper end of the interval; 1 without trials}
    public double high() {
        return limits.high();
    }
}
