package org.tavan.dro;

import java.util.List;
import java.util.Optional;

import org.tavan.asset.Battery;
import org.tavan.asset.ChargingStay;
import org.tavan.problem.ElectricVehicle;
import org.tavan.problem.Member;
import org.tavan.problem.PreviousPlan;
import org.tavan.problem.PreviousPlan.StoragePower;
import org.tavan.problem.Storage;

/// A battery or vehicle and where it stands: what its program and its draft both need.
///
/// @param follows whether its flows follow the residuals
/// @param owner what it is called where a limit of it is named
record StorageTerms(Storage storage, String memberId, String owner, Optional<StoragePower> previous,
        int intervals, double stepHours, boolean follows) {
    /// What of full power a reserve not reached yet asks for, so that the program has room around its points.
    private static final double REACH = 0.99;

    static StorageTerms of(Member member, Storage storage, double stepHours, boolean follows) {
        PreviousPlan previous = member.previous();
        return new StorageTerms(storage, member.id(), "%s of %s".formatted(storage.id(), member.id()),
                previous == null ? Optional.empty() : previous.storage(storage.id()),
                member.forecastKw().length(), stepHours,
                follows && alwaysThere(storage, member.forecastKw().length()));
    }

    private static boolean alwaysThere(Storage storage, int intervals) {
        List<ChargingStay> stays = storage.stays(intervals);
        return stays.size() == 1 && stays.getFirst().from() == 0 && stays.getFirst().to() == intervals;
    }

    Limit limit(String name, int t) {
        return new Limit(name, owner, t);
    }

    /// {@return the least energy at the end of an interval of a stay (kWh)}
    double leastKwh(ChargingStay stay, int t) {
        return Math.max(Math.max(storage.battery().energyMinKwh(), askedReserveKwh(stay, t)),
                t == stay.to() - 1 ? stay.dueKwh() : 0);
    }

    /// {@return the name of what asks for the least energy}
    String leastName(ChargingStay stay, int t) {
        double least = leastKwh(stay, t);
        if (t == stay.to() - 1 && least == stay.dueKwh()) {
            return storage instanceof ElectricVehicle ? "dueKwh" : "energyFinalMinKwh";
        }
        return least == storage.battery().energyMinKwh() ? "energyMinKwh" : "reserveKwh";
    }

    /// The reserve, or what charging from the start on reaches of it.
    private double askedReserveKwh(ChargingStay stay, int t) {
        Battery battery = storage.battery();
        double hours = stepHours * (t + 1 - stay.from());
        return Math.min(storage.reserveKwh(t),
                battery.energyAfterKwh(stay.arrivalKwh(), REACH * battery.chargeMaxKw(), 0, hours));
    }

    /// {@return most charging power, 0 where the program may only discharge (kW)}
    double chargeMaxKw(CommunityProgram.Options options, int t) {
        return options.has(oneWay(t, false)) ? 0 : storage.battery().chargeMaxKw();
    }

    /// {@return most discharging power, 0 where the program may only charge (kW)}
    double dischargeMaxKw(CommunityProgram.Options options, int t) {
        return options.has(oneWay(t, true)) ? 0 : storage.battery().dischargeMaxKw();
    }

    CommunityProgram.OneWay oneWay(int t, boolean charging) {
        return new CommunityProgram.OneWay(memberId, storage.id(), t, charging);
    }

    /// {@return the part of the cost that no flow changes (¢)}
    double constantCents() {
        ChargingStay last = storage.stays(intervals).getLast();
        return last.to() == intervals ? storage.battery().terminalCentsPerKwh() * last.dueKwh() : 0;
    }

    /// {@return what one flow with the same change of energy charges (kW)}
    double netChargeKw(double chargeKw, double dischargeKw) {
        return storage.battery().netChargeKw(chargeKw, dischargeKw);
    }

    /// {@return what one flow with the same change of energy discharges (kW)}
    double netDischargeKw(double chargeKw, double dischargeKw) {
        return storage.battery().netDischargeKw(chargeKw, dischargeKw);
    }
}
