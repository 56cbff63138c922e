package org.tavan.cvr;

import org.tavan.powerflow.FeederDemand;

/// One interval of the day.
///
/// @param demand what it asks of the feeder; a load's `restoredShare` is its thermostatic part
/// @param centsPerKwh what energy at the source costs (¢/kWh), finite; the same for all intervals makes the plan one of least energy
public record CvrInterval(FeederDemand demand, double centsPerKwh) {
    public CvrInterval {
        if (!Double.isFinite(centsPerKwh)) {
            throw new IllegalArgumentException("The centsPerKwh (%s) must be finite.".formatted(centsPerKwh));
        }
    }
}
