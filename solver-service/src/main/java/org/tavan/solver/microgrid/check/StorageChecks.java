package org.tavan.solver.microgrid.check;

import java.util.List;

import org.tavan.schema.Check;
import org.tavan.schema.MicrogridStorage;
import org.tavan.schema.PlannedStorage;
import org.tavan.schema.StorageState;
import org.tavan.solver.check.Finding;

/// Can the storages do it: `C[t+1] = C[t] + Δt (η_c p_c − p_d / η_d)` within limits, filled as asked in the end.
final class StorageChecks {
    private final Finding energy = new Finding("battery-energy");
    private final Finding energyLimits = new Finding("battery-limits");
    private final Finding energyFinal = new Finding("battery-final");
    private final Finding power = new Finding("battery-power");
    private final Finding exclusive = new Finding("charge-or-discharge");
    private final Finding reserve = new Finding("battery-reserve");
    private final PlannedDay day;

    private StorageChecks(PlannedDay day) {
        this.day = day;
    }

    static List<Check> check(PlannedDay day) {
        var checks = new StorageChecks(day);
        for (int i = 0; i < day.microgrid().getStorages().size(); i++) {
            checks.storage(day.microgrid().getStorages().get(i), day.schedule().getStorages().get(i));
        }
        return List.of(checks.energy.toCheck(), checks.energyLimits.toCheck(), checks.energyFinal.toCheck(),
                checks.power.toCheck(), checks.exclusive.toCheck(), checks.reserve.toCheck());
    }

    private void storage(MicrogridStorage storage, PlannedStorage plan) {
        StorageState state = PlannedDay.first(day.request().getStorageStates(),
                one -> one.getStorageId().equals(storage.getStorageId()));
        double beforeKwh = state == null ? storage.getEnergyInitialKwh() : state.getEnergyKwh();
        for (int t = 0; t < day.intervals(); t++) {
            PlannedDay.Place place = day.at(storage.getStorageId(), t);
            double charge = plan.getChargeKw().get(t);
            double discharge = plan.getDischargeKw().get(t);
            double afterKwh = plan.getEnergyKwh().get(t);
            power.atMost(charge, storage.getChargeMaxKw(), place);
            power.atMost(discharge, storage.getDischargeMaxKw(), place);
            power.atLeast(Math.min(charge, discharge), 0, place);
            exclusive.atMost(Math.min(charge, discharge), 0, place);
            energy.same(afterKwh, beforeKwh + day.stepHours() * (storage.getChargeEfficiency() * charge
                    - discharge / storage.getDischargeEfficiency()), place);
            energyLimits.atLeast(afterKwh, storage.getEnergyMinKwh(), place);
            energyLimits.atMost(afterKwh, storage.getEnergyMaxKwh(), place);
            reserve(storage, plan.getReserveKw().get(t), charge, discharge, afterKwh, place);
            beforeKwh = afterKwh;
        }
        energyFinal.same(beforeKwh, storage.getEnergyFinalKwh(),
                day.at(storage.getStorageId(), day.intervals() - 1));
    }

    /// Discharge that is free, and energy that carries it for as long as reserve must last.
    private void reserve(MicrogridStorage storage, double heldKw, double chargeKw, double dischargeKw,
            double energyKwh, PlannedDay.Place place) {
        reserve.atLeast(heldKw, 0, place);
        reserve.atMost(heldKw, storage.getDischargeMaxKw() - dischargeKw + chargeKw, place);
        reserve.atMost(heldKw * day.microgrid().getReliability().getReserveMinutes() / 60,
                storage.getDischargeEfficiency() * (energyKwh - storage.getEnergyMinKwh()), place);
    }
}
