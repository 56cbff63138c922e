package org.tavan.commitment;

import java.util.ArrayList;
import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.conic.Profile;

/// Judges a schedule by the words of its problem, whoever made it: balance, reserve, limits, times, ramps, energy, risk.
///
/// Reads the problem and the plan alone, so that a slip of a model cannot hide in it; risk and cost are those of
/// `ScheduleAssessment`, which no model optimises with. Everything is looked at; nothing throws.
public final class ScheduleCheck {
    /// A kW, kWh or probability counts as kept within this.
    public static final double TOLERANCE = 1e-5;

    private final CommitmentProblem problem;
    private final CommitmentSchedule schedule;
    private final List<Finding> findings = new ArrayList<>();

    /// One broken rule.
    ///
    /// @param rule which one
    /// @param source unit, storage, plant, demand choice or grid, or "microgrid"
    /// @param interval from 0, or `UnmetRequirement.WHOLE_HORIZON`
    /// @param found the value in the schedule
    /// @param limit what it must keep
    public record Finding(String rule, String source, int interval, double found, double limit) {}

    private ScheduleCheck(CommitmentProblem problem, CommitmentSchedule schedule) {
        this.problem = problem;
        this.schedule = schedule;
    }

    /// {@return every broken rule, none for a schedule that keeps them all}
    ///
    /// @param problem what was planned for
    /// @param schedule the plan
    public static List<Finding> of(CommitmentProblem problem, CommitmentSchedule schedule) {
        ScheduleCheck check = new ScheduleCheck(problem, schedule);
        if (check.hasItsParts()) {
            check.checkAll();
        }
        return List.copyOf(check.findings);
    }

    private boolean hasItsParts() {
        count("units", problem.units().size(), schedule.units().size());
        count("storages", problem.storages().size(), schedule.storages().size());
        count("renewables", problem.renewables().size(), schedule.renewables().size());
        count("grids", problem.grid() == null ? 0 : 1, schedule.grid() == null ? 0 : 1);
        count("options taken", problem.demandChoices().size(), schedule.options().size());
        if (!findings.isEmpty()) {
            return false;
        }
        for (UnitSchedule plan : schedule.units()) {
            lengths(plan.unitId(), plan.powerKw(), plan.reserveKw());
            count("states of unit " + plan.unitId(), problem.intervals(), plan.on().size());
        }
        for (StorageSchedule plan : schedule.storages()) {
            lengths(plan.storageId(), plan.chargeKw(), plan.dischargeKw(), plan.energyKwh(),
                    plan.reserveKw());
        }
        schedule.renewables().forEach(plan -> lengths(plan.renewableId(), plan.curtailedKw()));
        GridSchedule grid = schedule.grid();
        if (grid != null) {
            lengths(UpstreamGrid.ID, grid.importKw(), grid.exportKw(), grid.reserveKw());
        }
        for (int c = 0; c < schedule.options().size(); c++) {
            DemandChoice choice = problem.demandChoices().get(c);
            within("option taken", choice.id(), UnmetRequirement.WHOLE_HORIZON, schedule.options().get(c), 0,
                    choice.options().size() - 1);
        }
        return findings.isEmpty();
    }

    private void checkAll() {
        for (int i = 0; i < problem.units().size(); i++) {
            checkUnit(problem.units().get(i), schedule.units().get(i));
        }
        for (int i = 0; i < problem.storages().size(); i++) {
            checkStorage(problem.storages().get(i), schedule.storages().get(i));
        }
        for (int i = 0; i < problem.renewables().size(); i++) {
            checkRenewable(problem.renewables().get(i), schedule.renewables().get(i));
        }
        UpstreamGrid grid = problem.grid();
        GridSchedule exchange = schedule.grid();
        if (grid != null && exchange != null) {
            checkGrid(grid, exchange);
        }
        Profile demandKw = problem.demandKw(schedule.options());
        for (int t = 0; t < problem.intervals(); t++) {
            checkBalance(t, demandKw.get(t));
        }
        checkRisk();
    }

    private void checkUnit(Unit unit, UnitSchedule plan) {
        new RunTimes(unit, plan).check();
        double beforeKw = unit.initialKw();
        boolean wasOn = unit.initiallyOn();
        for (int t = 0; t < problem.intervals(); t++) {
            double kw = plan.powerKw().get(t);
            double reserveKw = plan.reserveKw().get(t);
            boolean on = plan.on().get(t);
            atLeast("minimum power", unit.id(), t, kw, on ? unit.minKw() : 0);
            atMost("maximum power with reserve", unit.id(), t, kw + reserveKw, on ? unit.maxKw() : 0);
            atLeast("reserve", unit.id(), t, reserveKw, 0);
            atMost("reserve within its time", unit.id(), t, reserveKw,
                    on ? unit.rampUpKwPerMinute() * problem.reliability().reserveMinutes() : 0);
            double riseKw = unit.rampUpKwPerMinute() * 60 * problem.stepHours();
            double fallKw = unit.rampDownKwPerMinute() * 60 * problem.stepHours();
            if (on) {
                atMost("ramp up", unit.id(), t, kw - beforeKw,
                        wasOn ? riseKw : Math.max(unit.minKw(), riseKw));
            }
            if (wasOn) {
                atMost("ramp down", unit.id(), t, beforeKw - kw,
                        on ? fallKw : Math.max(unit.minKw(), fallKw));
            }
            beforeKw = kw;
            wasOn = on;
        }
    }

    /// Runs of equal states against the minimum times; the last one may be cut off by the horizon.
    private final class RunTimes {
        private final Unit unit;
        private final UnitSchedule plan;

        RunTimes(Unit unit, UnitSchedule plan) {
            this.unit = unit;
            this.plan = plan;
        }

        void check() {
            boolean state = unit.initiallyOn();
            double hours = Math.abs(unit.initialHours());
            for (int t = 0; t < problem.intervals(); t++) {
                if (plan.on().get(t) != state) {
                    atLeast(state ? "minimum up time" : "minimum down time", unit.id(), t, hours,
                            state ? unit.minUpHours() : unit.minDownHours());
                    state = !state;
                    hours = 0;
                }
                hours += problem.stepHours();
            }
        }
    }

    private void checkStorage(StorageUnit storage, StorageSchedule plan) {
        Battery battery = storage.battery();
        double kwh = storage.initialKwh();
        for (int t = 0; t < problem.intervals(); t++) {
            double chargeKw = plan.chargeKw().get(t);
            double dischargeKw = plan.dischargeKw().get(t);
            within("charge", storage.id(), t, chargeKw, 0, battery.chargeMaxKw());
            within("discharge", storage.id(), t, dischargeKw, 0, battery.dischargeMaxKw());
            atMost("charge and discharge at once", storage.id(), t, Math.min(chargeKw, dischargeKw), 0);
            kwh += problem.stepHours()
                    * (battery.chargeEfficiency() * chargeKw - dischargeKw / battery.dischargeEfficiency());
            within("energy identity", storage.id(), t, plan.energyKwh().get(t), kwh, kwh);
            within("energy", storage.id(), t, plan.energyKwh().get(t), battery.energyMinKwh(),
                    battery.energyMaxKwh());
            double reserveKw = plan.reserveKw().get(t);
            within("reserve", storage.id(), t, reserveKw, 0,
                    battery.dischargeMaxKw() - dischargeKw + chargeKw);
            atMost("reserve energy", storage.id(), t, reserveKw * problem.reliability().reserveMinutes() / 60,
                    battery.dischargeEfficiency() * (plan.energyKwh().get(t) - battery.energyMinKwh()));
        }
        within("final energy", storage.id(), problem.intervals() - 1, kwh, storage.finalKwh(),
                storage.finalKwh());
    }

    private void checkRenewable(Renewable renewable, RenewableSchedule plan) {
        for (int t = 0; t < problem.intervals(); t++) {
            within("curtailment", renewable.id(), t, plan.curtailedKw().get(t), 0,
                    renewable.curtailable() ? renewable.forecastKw().get(t) : 0);
        }
    }

    private void checkGrid(UpstreamGrid grid, GridSchedule plan) {
        for (int t = 0; t < problem.intervals(); t++) {
            double importKw = plan.importKw().get(t);
            double exportKw = plan.exportKw().get(t);
            within("import", UpstreamGrid.ID, t, importKw, 0, grid.importMaxKw());
            within("export", UpstreamGrid.ID, t, exportKw, 0, grid.exportMaxKw());
            atMost("import and export at once", UpstreamGrid.ID, t, Math.min(importKw, exportKw), 0);
            within("reserve", UpstreamGrid.ID, t, plan.reserveKw().get(t), 0,
                    Math.min(grid.reserveMaxKw(), grid.importMaxKw() - importKw + exportKw));
        }
    }

    private void checkBalance(int t, double demandKw) {
        double supplyKw = 0;
        double capacityKw = 0;
        for (int i = 0; i < problem.units().size(); i++) {
            supplyKw += schedule.units().get(i).powerKw().get(t);
            capacityKw += schedule.units().get(i).on().get(t) ? problem.units().get(i).maxKw() : 0;
        }
        double otherKw = 0;
        for (int i = 0; i < problem.renewables().size(); i++) {
            otherKw += problem.renewables().get(i).forecastKw().get(t)
                    - schedule.renewables().get(i).curtailedKw().get(t);
        }
        double otherReserveKw = 0;
        for (StorageSchedule storage : schedule.storages()) {
            otherKw += storage.dischargeKw().get(t) - storage.chargeKw().get(t);
            otherReserveKw += storage.reserveKw().get(t);
        }
        GridSchedule grid = schedule.grid();
        if (grid != null) {
            otherKw += grid.importKw().get(t) - grid.exportKw().get(t);
            otherReserveKw += grid.reserveKw().get(t);
        }
        within("energy balance", MICROGRID, t, supplyKw + otherKw, demandKw, demandKw);
        if (problem.spinningReserveKw().get(t) > 0) {
            atLeast("spinning reserve", MICROGRID, t, capacityKw + otherKw + otherReserveKw,
                    demandKw + problem.spinningReserveKw().get(t));
        }
    }

    private void checkRisk() {
        CommitmentSchedule recounted = ScheduleAssessment.assess(problem, schedule.units(), schedule.grid(),
                schedule.storages(), schedule.renewables(), schedule.options());
        count("adequacies", problem.intervals(), schedule.adequacy().size());
        for (int t = 0; t < problem.intervals(); t++) {
            atMost("loss-of-load probability", MICROGRID, t, recounted.adequacy().get(t).planned().lolp(),
                    problem.reliability().lolpMax().get(t));
        }
        double eensKwh = recounted.plannedEensKwh();
        atMost("expected energy not supplied", MICROGRID, UnmetRequirement.WHOLE_HORIZON, eensKwh,
                problem.reliability().eensMaxKwh());
        within("stated energy not supplied", MICROGRID, UnmetRequirement.WHOLE_HORIZON,
                schedule.plannedEensKwh(), eensKwh,
                eensKwh);
        double cents = recounted.cost().totalCents();
        within("stated cost", MICROGRID, UnmetRequirement.WHOLE_HORIZON, schedule.cost().totalCents(),
                cents - TOLERANCE * Math.abs(cents), cents + TOLERANCE * Math.abs(cents));
    }

    private void lengths(String source, Profile... profiles) {
        for (Profile profile : profiles) {
            if (profile.length() != problem.intervals()) {
                findings.add(new Finding("number of intervals", source, UnmetRequirement.WHOLE_HORIZON,
                        profile.length(),
                        problem.intervals()));
            }
        }
    }

    private void count(String what, int expected, int found) {
        if (expected != found) {
            findings.add(new Finding("number of " + what, MICROGRID, UnmetRequirement.WHOLE_HORIZON, found,
                    expected));
        }
    }

    private void within(String rule, String source, int interval, double found, double low, double high) {
        atLeast(rule, source, interval, found, low);
        atMost(rule, source, interval, found, high);
    }

    private void atLeast(String rule, String source, int interval, double found, double limit) {
        if (!(found >= limit - TOLERANCE)) {
            findings.add(new Finding(rule, source, interval, found, limit));
        }
    }

    private void atMost(String rule, String source, int interval, double found, double limit) {
        if (!(found <= limit + TOLERANCE)) {
            findings.add(new Finding(rule, source, interval, found, limit));
        }
    }

    private static final String MICROGRID = "microgrid";
}
