package org.tavan.powerflow;

import org.tavan.powerflow.ThreePhaseLoad.Connection;

/// A bank of capacitors between phases and neutral, or between phases, switched in equal steps; constant susceptance.
///
/// @param name unique among the banks
/// @param bus where it is
/// @param connection how it is connected
/// @param kvarPerStep reactive power of one step at 1 pu for each phase, or pair of phases for a delta (kvar), non-negative
/// @param steps number of steps, at least 1
public record ThreePhaseCapacitor(String name, String bus, Connection connection, PerPhase kvarPerStep,
        int steps) {

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

    /// A bank between phases and neutral.
    public ThreePhaseCapacitor(String name, String bus, PerPhase kvarPerStep, int steps) {
        this(name, bus, Connection.WYE, kvarPerStep, steps);
    }

    /// The susceptance of one step at a bus (pu), with `b = Q` between a phase and neutral, and `b = Q / 3` between two phases, whose voltage is `√3` pu.
    ///
    /// @param baseKva power of 1 pu of a phase (kVA)
    PhaseMatrix susceptance(double baseKva) {
        double a = kvarPerStep.a() / baseKva;
        double b = kvarPerStep.b() / baseKva;
        double c = kvarPerStep.c() / baseKva;
        return switch (connection) {
            case WYE -> new PhaseMatrix(a, 0, 0, b, 0, c);
            case DELTA -> new PhaseMatrix(a + c, -a, -c, a + b, -b, b + c).times(1.0 / 3);
        };
    }
}
