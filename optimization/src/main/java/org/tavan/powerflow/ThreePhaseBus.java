package org.tavan.powerflow;

/// A place in a three-phase feeder where branches meet; its phases are those of the branch that feeds it.
///
/// @param name unique in the feeder
/// @param nominalKv nominal voltage between phases (kV), positive; 1 pu is this over √3 from phase to neutral
public record ThreePhaseBus(String name, double nominalKv) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if the name is blank or the voltage not positive and finite
    public ThreePhaseBus {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A bus must have a name.");
        }
        if (!(nominalKv > 0 && nominalKv < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The nominalKv (%s) of bus %s must be positive and finite.".formatted(nominalKv, name));
        }
    }

    /// Ohms of one per unit on the base of 1 MVA a phase.
    double ohmPerPu() {
        return nominalKv * nominalKv / 3;
    }
}
