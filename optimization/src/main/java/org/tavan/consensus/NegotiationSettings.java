package org.tavan.consensus;

/// How long to negotiate.
///
/// @param gapTolerance relative gap between cost and bound at which all agree, positive
/// @param roundLimit most rounds, positive
/// @param stiffness `σ` of the first round (¢ per kW² and hour), positive; adapted to the residuals later, within a factor of 10
/// @param checkRounds rounds between two looks at cost and bound, positive
public record NegotiationSettings(double gapTolerance, int roundLimit, double stiffness, int checkRounds) {
    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public NegotiationSettings {
        if (!(gapTolerance > 0 && roundLimit > 0 && stiffness > 0 && stiffness < Double.POSITIVE_INFINITY
                && checkRounds > 0)) {
            throw new IllegalArgumentException(
                    "The gapTolerance (%s), the roundLimit (%d), the stiffness (%s) and the checkRounds (%d) must be positive."
                            .formatted(gapTolerance, roundLimit, stiffness, checkRounds));
        }
    }

    /// {@return a gap of 1e-6 within 2,000 rounds}
    public static NegotiationSettings defaults() {
        return new NegotiationSettings(1e-6, 2_000, 0.1, 10);
    }
}
