package org.tavan.calibration;

/// When a frequency of broken days on held-out days is accepted as at most `ε`.
public sealed interface Acceptance {
    /// The frequency itself is at most `ε`: right on average, and wrong for about every second radius at the edge.
    record PointEstimate() implements Acceptance {}

    /// The upper confidence limit of the probability is at most `ε`: a radius that breaks its promise passes with at most the rest of the
    /// confidence. At 95 % and `ε = 5 %` that takes 59 days without a broken one, or 93 with one.
    ///
    /// @param confidence one-sided, in (0, 1)
    record UpperLimit(double confidence) implements Acceptance {
        /// Checks the range.
        public UpperLimit {
            if (!(confidence > 0 && confidence < 1)) {
                throw new IllegalArgumentException("The confidence (%s) must lie in (0, 1).".formatted(
                        confidence));
            }
        }
    }

    /// {@return what is held against `ε`}
    ///
    /// With weights, the days count as `1 / Σw²` equal ones, rounded to the safe side: a rule of thumb, exact for equal weights.
    ///
    /// @param brokenFraction weight of the broken days, in [0, 1]
    /// @param effectiveDays `1 / Σw²` of the held-out days
    default double limit(double brokenFraction, double effectiveDays) {
        return switch (this) {
            case PointEstimate _ -> brokenFraction;
            case UpperLimit(double confidence) -> {
                long trials = (long) Math.floor(effectiveDays + 1e-9);
                long broken = Math.min(trials, (long) Math.ceil(brokenFraction * trials - 1e-9));
                yield BinomialInterval.upperLimit(broken, trials, confidence);
            }
        };
    }
}
