package org.tavan.problem;

import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.asset.ChargingStay;

/// Something of a member that stores energy while it is there.
public sealed interface Storage permits BatteryState, ElectricVehicle {
    /// {@return its name, unique among the devices of its member}
    String id();

    /// {@return limits, efficiencies and wear}
    Battery battery();

    /// {@return when it is there, what is in it then, and what must be in it when the stay ends; one after another}
    ///
    /// @param intervals `T`
    List<ChargingStay> stays(int intervals);

    /// {@return the energy kept back for outages at the end of an interval (kWh)}
    double reserveKwh(int t);
}
