package org.tavan.problem;

import org.tavan.conic.Profile;

/// Generation that may be throttled. Its forecast is part of the member's `forecastKw`; curtailing takes some of it away again.
///
/// The set-point is relative: the inverter delivers that much less than it could, never more than that much less. So a generation below its
/// forecast makes demand exceed supply no more often than the promise says.
///
/// @param id unique among the devices of its member
/// @param availableKw generation that is forecast and may be curtailed, per interval (kW), non-negative
/// @param centsPerKwh what a curtailed kWh costs (¢/kWh), non-negative
public record Curtailment(String id, Profile availableKw, double centsPerKwh) {

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is negative or not finite
    public Curtailment {
        ProblemChecks.nonNegative("availableKw of %s".formatted(id), availableKw);
        if (!(centsPerKwh >= 0 && centsPerKwh < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The centsPerKwh of %s (%s) must be non-negative and finite.".formatted(id, centsPerKwh));
        }
    }
}
