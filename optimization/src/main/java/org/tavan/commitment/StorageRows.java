package org.tavan.commitment;

import java.util.Arrays;

import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.Variable;
import org.tavan.asset.Battery;

/// The variables and rows of one storage.
///
/// Reserve is discharge that is free, `r <= d_max - (p_d - p_c)`, and that the energy carries for the reserve time,
/// `r τ <= η_d (C - C_min)` with `C` at the end of the interval.
final class StorageRows {
    private static final double WASTE_TOLERANCE_KW = 1e-6;

    private final CommitmentProblem problem;
    private final StorageUnit storage;
    private final Variable[] charge;
    private final Variable[] discharge;
    private final Variable[] energy;
    final Variable[] reserve;

    StorageRows(HighsModel model, CommitmentProblem problem, StorageUnit storage, boolean withReserve,
            boolean exclusive) {
        this.problem = problem;
        this.storage = storage;
        Battery battery = storage.battery();
        int intervals = problem.intervals();
        double hours = problem.stepHours();
        charge = new Variable[intervals];
        discharge = new Variable[intervals];
        energy = new Variable[intervals];
        reserve = new Variable[withReserve ? intervals : 0];
        Arrays.setAll(charge, t -> model.real(0, battery.chargeMaxKw(), hours * storage.wearCentsPerKwh()));
        Arrays.setAll(discharge,
                t -> model.real(0, battery.dischargeMaxKw(), hours * storage.wearCentsPerKwh()));
        Arrays.setAll(energy, t -> model.real(battery.energyMinKwh(), battery.energyMaxKwh(), 0));
        Arrays.setAll(reserve,
                t -> model.real(0, Double.POSITIVE_INFINITY, hours * storage.reserveCentsPerKwh()));
        for (int t = 0; t < intervals; t++) {
            LinearExprBuilder change = HighsModel.sum()
                    .addTerm(energy[t], 1)
                    .addTerm(charge[t], -hours * battery.chargeEfficiency())
                    .addTerm(discharge[t], hours / battery.dischargeEfficiency());
            double before = t == 0 ? storage.initialKwh() : 0;
            if (t > 0) {
                change.addTerm(energy[t - 1], -1);
            }
            model.row(change, before, before);
            if (withReserve) {
                addReserve(model, t);
            }
            if (exclusive) {
                Variable charging = model.binary(0);
                model.atMost(HighsModel.sum().addTerm(charge[t], 1).addTerm(charging, -battery.chargeMaxKw()),
                        0);
                model.atMost(
                        HighsModel.sum().addTerm(discharge[t], 1).addTerm(charging, battery.dischargeMaxKw()),
                        battery.dischargeMaxKw());
            }
        }
        model.requirement("final energy of storage %s (kWh)".formatted(storage.id()), intervals - 1, 1,
                HighsModel.sum().addTerm(energy[intervals - 1], 1), storage.finalKwh(), storage.finalKwh());
    }

    private void addReserve(HighsModel model, int t) {
        Battery battery = storage.battery();
        LinearExprBuilder margin = HighsModel.sum();
        addMargin(margin, t);
        model.atMost(margin, battery.dischargeMaxKw());
        double reserveHours = problem.reliability().reserveMinutes() / 60;
        model.atMost(
                HighsModel.sum()
                        .addTerm(reserve[t], reserveHours)
                        .addTerm(energy[t], -battery.dischargeEfficiency()),
                -battery.dischargeEfficiency() * battery.energyMinKwh());
    }

    /// Discharge less charge.
    void addPower(LinearExprBuilder sum, int t) {
        sum.addTerm(discharge[t], 1).addTerm(charge[t], -1);
    }

    void addMargin(LinearExprBuilder sum, int t) {
        addPower(sum, t);
        sum.addTerm(reserve[t], 1);
    }

    /// {@return whether the point charges and discharges at once, which burns energy}
    boolean wastes(double[] values) {
        for (int t = 0; t < charge.length; t++) {
            if (Math.min(values[charge[t].getIndex()],
                    values[discharge[t].getIndex()]) > WASTE_TOLERANCE_KW) {
                return true;
            }
        }
        return false;
    }

    StorageSchedule read(double[] values) {
        Battery battery = storage.battery();
        int intervals = charge.length;
        double[] chargeKw = new double[intervals];
        double[] dischargeKw = new double[intervals];
        double[] energyKwh = new double[intervals];
        double kwh = storage.initialKwh();
        for (int t = 0; t < intervals; t++) {
            // What is left of both at once is below the solver's tolerance, so netting by power or by energy is the same.
            double c = values[charge[t].getIndex()];
            double d = values[discharge[t].getIndex()];
            chargeKw[t] = battery.netChargeKw(c, d);
            dischargeKw[t] = battery.netDischargeKw(c, d);
            kwh = battery.energyAfterKwh(kwh, chargeKw[t], dischargeKw[t], problem.stepHours());
            energyKwh[t] = kwh;
        }
        return new StorageSchedule(storage.id(), PlanReader.read(intervals, t -> chargeKw[t]),
                PlanReader.read(intervals, t -> dischargeKw[t]),
                PlanReader.read(intervals, t -> energyKwh[t]),
                PlanReader.read(intervals,
                        t -> reserve.length > 0 ? Math.max(0, values[reserve[t].getIndex()]) : 0));
    }
}
