package org.tavan.dro;

import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.conic.Profile;

/// The variables of one member that the rows of its rule refer to, in one round's program.
///
/// @param margin `m[t] + r[t]`, one an interval
/// @param planned those of `r`, which takes its part of the real-time limits
/// @param storages those that follow the residuals: batteries, and vehicles that are there all the time
record MemberVariables(List<Integer> margin, PlannedExchange planned, List<StorageVariables> storages) {
    MemberVariables {
        margin = List.copyOf(margin);
        storages = List.copyOf(storages);
    }

    /// The variables of one battery, one an interval: `c`, `d` (kW), and `E` at the end of the interval (kWh).
    ///
    /// @param storageId whose
    /// @param chargeMaxKw most of `c` in this program, one value an interval; 0 where it is held to discharge
    /// @param dischargeMaxKw most of `d`
    /// @param leastKwh what `E` must not fall below: a limit, a reserve, or a level due
    record StorageVariables(String storageId, Battery battery, Profile chargeMaxKw, Profile dischargeMaxKw,
            Profile leastKwh, List<Integer> charge, List<Integer> discharge, List<Integer> energy) {
        StorageVariables {
            charge = List.copyOf(charge);
            discharge = List.copyOf(discharge);
            energy = List.copyOf(energy);
        }
    }
}
