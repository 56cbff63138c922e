package org.tavan.solver.check;

import java.util.List;
import org.tavan.schema.Battery;
import org.tavan.schema.Check;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.Schedule;
import org.tavan.solver.check.Relaxation.Requirement;

/// Can the devices do it: batteries and flexible loads.
final class DeviceChecks {
    private final Finding energy = new Finding("battery-energy");
    private final Finding energyLimits = new Finding("battery-limits");
    private final Finding energyFinal = new Finding("battery-final");
    private final Finding power = new Finding("battery-power");
    private final Finding exclusive = new Finding("charge-or-discharge");
    private final Finding flexiblePower = new Finding("flexible-power");
    private final Finding shifted = new Finding("shifted-energy");
    private final Finding shiftedLimits = new Finding("shifted-limits");
    private final Finding shiftedFinal = new Finding("shifted-final");

    private DeviceChecks() {}

    static List<Check> check(List<MemberPlan> plans) {
        var checks = new DeviceChecks();
        for (MemberPlan plan : plans) {
            checks.battery(plan);
            checks.flexible(plan);
        }
        return List.of(checks.energy.toCheck(), checks.energyLimits.toCheck(), checks.energyFinal.toCheck(),
                checks.power.toCheck(), checks.exclusive.toCheck(), checks.flexiblePower.toCheck(),
                checks.shifted.toCheck(), checks.shiftedLimits.toCheck(), checks.shiftedFinal.toCheck());
    }

    private void battery(MemberPlan plan) {
        Battery battery = plan.member().getProsumer().getBattery();
        Schedule schedule = plan.schedule();
        double before = battery == null ? 0 : plan.member().getEnergyKwh();
        for (int t = 0; t < plan.intervals(); t++) {
            double charge = schedule.getChargeKw().get(t);
            double discharge = schedule.getDischargeKw().get(t);
            double after = schedule.getEnergyKwh().get(t);
            power.atMost(charge, battery == null ? 0 : battery.getChargeMaxKw(), plan.at(t));
            power.atMost(discharge, battery == null ? 0 : battery.getDischargeMaxKw(), plan.at(t));
            power.atLeast(Math.min(charge, discharge), 0, plan.at(t));
            exclusive.atMost(Math.min(charge, discharge), 0, plan.at(t));
            if (battery == null) {
                energy.same(after, 0, plan.at(t));
                continue;
            }
            energy.same(after, before + plan.stepHours() * (battery.getChargeEfficiency() * charge
                    - discharge / battery.getDischargeEfficiency()), plan.at(t));
            double relaxed = plan.relaxed(Requirement.BATTERY_ENERGY, t);
            energyLimits.atMost(after, battery.getEnergyMaxKwh() + relaxed, plan.at(t));
            energyLimits.atLeast(after, battery.getEnergyMinKwh() - relaxed, plan.at(t));
            if (t == plan.intervals() - 1) {
                energyFinal.atLeast(after, battery.getEnergyFinalMinKwh() - relaxed, plan.at(t));
            }
            before = after;
        }
    }

    private void flexible(MemberPlan plan) {
        FlexibleLoad load = plan.member().getProsumer().getFlexibleLoad();
        Schedule schedule = plan.schedule();
        double before = load == null ? 0 : plan.member().getShiftedKwh();
        for (int t = 0; t < plan.intervals(); t++) {
            double served = schedule.getFlexibleKw().get(t);
            double after = schedule.getShiftedKwh().get(t);
            flexiblePower.atLeast(served, 0, plan.at(t));
            flexiblePower.atMost(served, load == null ? 0 : load.getPowerMaxKw(), plan.at(t));
            if (load == null) {
                shifted.same(after, 0, plan.at(t));
                continue;
            }
            shifted.same(after, before + plan.stepHours() * (served - plan.member().getDesiredKw().get(t)),
                    plan.at(t));
            double relaxed = plan.relaxed(Requirement.SHIFTED_ENERGY, t);
            shiftedLimits.atMost(Math.abs(after), load.getShiftMaxKwh() + relaxed, plan.at(t));
            if (t == plan.intervals() - 1) {
                shiftedFinal.atMost(Math.abs(after), relaxed, plan.at(t));
            }
            before = after;
        }
    }
}
