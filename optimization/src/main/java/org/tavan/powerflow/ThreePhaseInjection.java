package org.tavan.powerflow;

/// Constant power that a generator, a battery or an inverter puts into a bus, phase to neutral.
///
/// @param bus where
/// @param kw into the feeder for each phase (kW); negative while a battery charges
/// @param kvar into the feeder for each phase (kvar)
public record ThreePhaseInjection(String bus, PerPhase kw, PerPhase kvar) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a power is not finite
    public ThreePhaseInjection {
        if (!(kw.isFinite() && kvar.isFinite())) {
            throw new IllegalArgumentException(
                    "The injection at bus %s (%s kW, %s kvar) must be finite.".formatted(bus, kw, kvar));
        }
    }
}
