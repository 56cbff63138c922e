package org.tavan.reliability;

/// The probability that a unit that runs now is lost within the lead time and not yet back.
///
/// A forced outage rate is a long-run share of hours; a day-ahead reserve study asks for what can happen until other
/// units can be started. Source: the operating-reserve method of PJM, Billinton and Allan, section 5.3.
public final class OutageReplacementRate {
    private OutageReplacementRate() {}

    /// {@return `1 - exp(-λ T)`}
    ///
    /// @param failuresPerHour `λ` (1/h), non-negative
    /// @param leadHours `T` (h), non-negative
    /// @throws IllegalArgumentException if a value is negative or not finite
    public static double of(double failuresPerHour, double leadHours) {
        if (!(failuresPerHour >= 0 && failuresPerHour < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The failuresPerHour (%s) must be non-negative and finite.".formatted(failuresPerHour));
        }
        if (!(leadHours >= 0 && leadHours < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The leadHours (%s) must be non-negative and finite.".formatted(leadHours));
        }
        return -Math.expm1(-failuresPerHour * leadHours);
    }
}
