package org.tavan.dro;

import org.tavan.asset.Battery;

/// A battery and the energy in it when the plan begins.
///
/// A reported energy outside the limits is accepted: the plan then leads back into them as soon as it can.
///
/// @param battery the battery
/// @param energyKwh `E[0]` (kWh), non-negative
public record BatteryState(Battery battery, double energyKwh) {

    /// Checks the energy.
    ///
    /// @throws IllegalArgumentException if it is negative or not finite
    public BatteryState {
        if (!(energyKwh >= 0 && energyKwh < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The energyKwh (%s) must be non-negative and finite.".formatted(energyKwh));
        }
    }
}
