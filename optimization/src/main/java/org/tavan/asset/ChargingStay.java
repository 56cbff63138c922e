package org.tavan.asset;

/// A time that a vehicle is plugged in.
///
/// @param from first interval of the stay, counted from 0
/// @param to interval of the departure, above `from`: the stay covers `from … to − 1`
/// @param arrivalKwh energy in the battery when the stay begins (kWh), non-negative
/// @param dueKwh least energy when it ends (kWh), non-negative
public record ChargingStay(int from, int to, double arrivalKwh, double dueKwh) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if the stay is empty, or an energy negative or not finite
    public ChargingStay {
        if (!(0 <= from && from < to)) {
            throw new IllegalArgumentException(
                    "The stay [%d, %d) is empty: it must begin at 0 or later and end after its beginning."
                            .formatted(from, to));
        }
        Requirement.nonNegative("arrivalKwh of the stay [%d, %d)".formatted(from, to), arrivalKwh);
        Requirement.nonNegative("dueKwh of the stay [%d, %d)".formatted(from, to), dueKwh);
    }
}
