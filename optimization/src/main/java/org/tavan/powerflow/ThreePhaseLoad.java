package org.tavan.powerflow;

/// A load of a three-phase feeder.
///
/// @param name unique among the loads
/// @param place where it is
/// @param connection how it is connected
/// @param kw active power at 1 pu for each phase, or pair of phases for a delta (kW), non-negative
/// @param kvar reactive power at 1 pu likewise (kvar), any sign
/// @param zip how both follow the voltage across the load
public record ThreePhaseLoad(String name, Place place, Connection connection, PerPhase kw, PerPhase kvar,
        ZipLoad zip) {

    /// Phase to neutral, or phase to phase.
    public enum Connection {
        /// Between a phase and the grounded neutral.
        WYE,
        /// Between two phases.
        DELTA
    }

    /// Where a load is.
    public sealed interface Place {
        /// All of it at one bus.
        record At(String bus) implements Place {}

        /// Spread along a line: half of it at each end.
        ///
        /// Half at each end comes nearest to the published solution of the IEEE 13 bus feeder of the usual ways to lump it.
        record Along(String line) implements Place {}
    }

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if an active power is negative or a power not finite
    public ThreePhaseLoad {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A load (%s) must have a name.".formatted(place));
        }
        if (!(kw.a() >= 0 && kw.b() >= 0 && kw.c() >= 0 && kw.isFinite() && kvar.isFinite())) {
            throw new IllegalArgumentException(
                    """
                            The kw (%s, %s, %s) of load %s must be non-negative and finite, its kvar (%s, %s, %s) finite.
                            Maybe it is generation, which is an injection."""
                            .formatted(kw.a(), kw.b(), kw.c(), name,
                                    kvar.a(), kvar.b(), kvar.c()));
        }
    }

    /// A load between phases and neutral at a bus, named after the bus.
    public static ThreePhaseLoad wye(String bus, PerPhase kw, PerPhase kvar, ZipLoad zip) {
        return new ThreePhaseLoad(bus, new Place.At(bus), Connection.WYE, kw, kvar, zip);
    }

    /// A load between phases at a bus, named after the bus.
    public static ThreePhaseLoad delta(String bus, PerPhase kw, PerPhase kvar, ZipLoad zip) {
        return new ThreePhaseLoad(bus, new Place.At(bus), Connection.DELTA, kw, kvar, zip);
    }

    /// Whether something is connected to a phase, or to the pair that starts there.
    boolean isOn(Phase phase) {
        return kw.get(phase) != 0 || kvar.get(phase) != 0;
    }
}
