package org.tavan.solver.check;

/// A requirement that a relaxed plan says it misses, and by how much.
///
/// @param requirement which
/// @param prosumerId of whom
/// @param interval when, counted from 0
/// @param amount by how much (kW or kWh), positive
public record Relaxation(Requirement requirement, String prosumerId, int interval, double amount) {

    /// What may be relaxed; everything else is physics.
    public enum Requirement {
        /// Supply covers demand with the promised probability (kW).
        BALANCE,
        /// The battery is within its limits, or filled as required at the end (kWh).
        BATTERY_ENERGY,
        /// Shifted load is within its limit, or served by the end (kWh).
        SHIFTED_ENERGY
    }
}
