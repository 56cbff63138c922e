package org.tavan.standalone.summary;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A count of hits among trials with the 95 % interval of its rate.
///
/// `(p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n)` with z = 1.96
///
/// Source: Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212. Departs from it: nothing.
public record Proportion(long hits, long trials) {
    private static final double Z = 1.959963984540054;

    public Proportion {
        if (!(0 <= hits && hits <= trials)) {
            throw new IllegalArgumentException(
                    "The hits (%d) must lie in [0, trials (%d)].".formatted(hits, trials));
        }
    }

    /// Hits per trial; 0 without trials.
    @JsonProperty
    public double rate() {
        return trials == 0 ? 0 : (double) hits / trials;
    }

    /// Lower end of the 95 % interval; 0 without trials.
    @JsonProperty
    public double low() {
        return trials == 0 ? 0 : Math.max(0, centre() - halfWidth());
    }

    /// Upper end of the 95 % interval; 1 without trials.
    @JsonProperty
    public double high() {
        return trials == 0 ? 1 : Math.min(1, centre() + halfWidth());
    }

    private double centre() {
        return (rate() + Z * Z / (2.0 * trials)) / (1 + Z * Z / trials);
    }

    private double halfWidth() {
        double p = rate();
        return Z * Math.sqrt(p * (1 - p) / trials + Z * Z / (4.0 * trials * trials)) / (1 + Z * Z / trials);
    }
}
