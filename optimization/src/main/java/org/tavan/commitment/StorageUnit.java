package org.tavan.commitment;

import org.tavan.asset.Battery;

/// A battery that takes part in the commitment.
///
/// Energy follows `C[t+1] = C[t] + Δt (η_c p_c - p_d / η_d)` with `C[0] = C_S` and `C[T] = C_E`. Source: the paper,
/// eqs. (12)–(15). Departs from it: (13) multiplies the discharge by η and divides the charge by it, which makes energy.
///
/// @param id unique within the problem
/// @param battery limits and efficiencies; its own square wear cost and terminal value must be 0, for wear is priced
///        per kWh here and the end is fixed
/// @param initialKwh `C_S` (kWh), within the limits
/// @param finalKwh `C_E` (kWh), within the limits and at least the battery's own final minimum
/// @param wearCentsPerKwh wear per kWh through, each way (¢/kWh), non-negative
/// @param reserveCentsPerKwh price of discharge held as reserve (¢ per kW and hour), non-negative
/// @param outageProbability probability that the storage is lost in an interval, in [0, 1)
public record StorageUnit(String id, Battery battery, double initialKwh, double finalKwh,
        double wearCentsPerKwh,
        double reserveCentsPerKwh, double outageProbability) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is out of range or contradicts another; it names the storage
    public StorageUnit {
        Requirement.named("storage", id);
        String owner = "Storage " + id;
        withinLimits(owner, "initialKwh", initialKwh, battery);
        withinLimits(owner, "finalKwh", finalKwh, battery);
        Requirement.atMost(owner, "energyFinalMinKwh of the battery", battery.energyFinalMinKwh(), "finalKwh",
                finalKwh);
        if (battery.wearCents() != 0 || battery.terminalCentsPerKwh() != 0) {
            throw new IllegalArgumentException("""
                    %s: the battery's wearCents (%s) and terminalCentsPerKwh (%s) must be 0.
                    Wear is given as wearCentsPerKwh here, and the end by finalKwh."""
                    .formatted(owner, battery.wearCents(), battery.terminalCentsPerKwh()));
        }
        Requirement.nonNegative(owner, "wearCentsPerKwh", wearCentsPerKwh);
        Requirement.nonNegative(owner, "reserveCentsPerKwh", reserveCentsPerKwh);
        Requirement.probability(owner, "outageProbability", outageProbability);
    }

    private static void withinLimits(String owner, String name, double kwh, Battery battery) {
        if (!(battery.energyMinKwh() <= kwh && kwh <= battery.energyMaxKwh())) {
            throw new IllegalArgumentException("""
                    %s: the %s (%s) must lie in [energyMinKwh (%s), energyMaxKwh (%s)].
                    Maybe it is a fraction.""".formatted(owner, name, kwh, battery.energyMinKwh(),
                    battery.energyMaxKwh()));
        }
    }
}
