package org.tavan.powerflow;

/// A bank of capacitors between phases and neutral, switched in equal steps; constant susceptance.
///
/// @param name unique among the banks
/// @param bus where it is
/// @param kvarPerStep reactive power of one step at 1 pu for each phase (kvar), non-negative
/// @param steps number of steps, at least 1
public record ThreePhaseCapacitor(String name, String bus, PerPhase kvarPerStep, int steps) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a power is negative or not finite, or there is no step
    public ThreePhaseCapacitor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The capacitor at bus %s must have a name.".formatted(bus));
        }
        if (!(kvarPerStep.a() >= 0 && kvarPerStep.b() >= 0 && kvarPerStep.c() >= 0
                && kvarPerStep.isFinite())) {
            throw new IllegalArgumentException(
                    "The kvarPerStep (%s, %s, %s) of capacitor %s must be non-negative and finite.".formatted(
                            kvarPerStep.a(), kvarPerStep.b(), kvarPerStep.c(), name));
        }
        if (steps < 1) {
            throw new IllegalArgumentException(
                    "The steps (%d) of capacitor %s must be at least 1.".formatted(steps, name));
        }
    }
}
