package org.tavan.plan;

import org.tavan.conic.Profile;

/// What one battery or vehicle does, per interval.
///
/// @param id whose
/// @param chargeKw power into it (kW), non-negative
/// @param dischargeKw power out of it (kW), non-negative; never both in one interval
/// @param energyKwh energy at the end of the interval (kWh); 0 where a vehicle is away
/// @param centsPerKwh shadow value of one kWh more in it at the end of the interval (¢/kWh); 0 where a vehicle is away
public record StoragePlan(String id, Profile chargeKw, Profile dischargeKw, Profile energyKwh,
        Profile centsPerKwh) {}
