package org.tavan.problem;

import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.asset.ChargingStay;

/// A vehicle: a battery that comes and goes, with a level at each arrival and one due at each departure.
///
/// It gives energy to the house (V2H) exactly if its battery may discharge. What is in it after a departure is the road's: the
/// `energyFinalMinKwh` of the battery is not used, and its terminal value counts only where the last stay reaches the end of the plan.
///
/// @param id unique among the devices of its member
/// @param battery limits, efficiencies and wear; `dischargeMaxKw` 0 for a vehicle that only charges
/// @param stays when it is plugged in, in order and apart
public record ElectricVehicle(String id, Battery battery, List<ChargingStay> stays) implements Storage {

    /// Checks that the stays follow one another and fit the battery.
    ///
    /// @throws IllegalArgumentException if there is none, two overlap, or an energy exceeds the battery
    public ElectricVehicle {
        stays = List.copyOf(stays);
        if (stays.isEmpty()) {
            throw new IllegalArgumentException("The vehicle %s has no stay.".formatted(id));
        }
        int free = 0;
        for (ChargingStay stay : stays) {
            if (stay.from() < free) {
                throw new IllegalArgumentException(
                        "The stay [%d, %d) of vehicle %s begins before the one before it ends, at %d."
                                .formatted(
                                        stay.from(), stay.to(), id, free));
            }
            free = stay.to();
            if (!(stay.arrivalKwh() <= battery.energyMaxKwh() && stay.dueKwh() <= battery.energyMaxKwh())) {
                throw new IllegalArgumentException(
                        "The arrivalKwh (%s) and the dueKwh (%s) of vehicle %s must not exceed its energyMaxKwh (%s)."
                                .formatted(stay.arrivalKwh(), stay.dueKwh(), id, battery.energyMaxKwh()));
            }
        }
    }

    /// Checks that each departure can be met by charging at full power from the arrival on.
    ///
    /// @throws IllegalArgumentException naming vehicle, interval and what is reachable
    void check(int intervals, double stepHours) {
        for (ChargingStay stay : stays) {
            if (stay.to() > intervals) {
                throw new IllegalArgumentException(
                        "The stay [%d, %d) of vehicle %s ends after the last of %d intervals.".formatted(
                                stay.from(), stay.to(), id, intervals));
            }
            double reachable = Math.min(battery.energyMaxKwh(), battery.energyAfterKwh(stay.arrivalKwh(),
                    battery.chargeMaxKw(), 0, stepHours * (stay.to() - stay.from())));
            if (!(stay.dueKwh() <= reachable)) {
                throw new IllegalArgumentException(
                        """
                                The vehicle %s is due %s kWh at the end of interval %d, but only %s kWh are reachable \
                                from %s kWh in %d intervals at %s kW.
                                Maybe the departure is earlier than meant, or the charger stronger."""
                                .formatted(id, stay.dueKwh(), stay.to() - 1, reachable, stay.arrivalKwh(),
                                        stay.to() - stay.from(), battery.chargeMaxKw()));
            }
        }
    }

    @Override
    public List<ChargingStay> stays(int intervals) {
        return stays;
    }

    @Override
    public double reserveKwh(int t) {
        return 0;
    }
}
