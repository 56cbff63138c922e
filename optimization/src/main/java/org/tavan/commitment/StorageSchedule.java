package org.tavan.commitment;

import org.tavan.conic.Profile;

/// What one storage is to do, per interval.
///
/// @param storageId the storage
/// @param chargeKw kW, non-negative, 0 where there is discharge
/// @param dischargeKw kW, non-negative
/// @param energyKwh `C[t+1]`, energy at the end of the interval (kWh)
/// @param reserveKw discharge held in reserve (kW)
public record StorageSchedule(String storageId, Profile chargeKw, Profile dischargeKw, Profile energyKwh,
        Profile reserveKw) {}
