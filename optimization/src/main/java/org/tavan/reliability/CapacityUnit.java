package org.tavan.reliability;

/// A generating unit as capacity studies see it: there with its whole capacity or not at all.
///
/// @param capacityKw kW, positive and finite
/// @param outageProbability forced outage rate, or `OutageReplacementRate` for a short lead, in [0, 1)
public record CapacityUnit(double capacityKw, double outageProbability) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public CapacityUnit {
        if (!(capacityKw > 0 && capacityKw < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The capacityKw (%s) must be positive and finite.".formatted(capacityKw));
        }
        Probability.check("outageProbability", outageProbability);
    }
}
