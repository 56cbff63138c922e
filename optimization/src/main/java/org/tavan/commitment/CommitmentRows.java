package org.tavan.commitment;

import java.util.ArrayList;
import java.util.List;

import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.Variable;
import org.jspecify.annotations.Nullable;
import org.tavan.reliability.NetLoadError;
import org.tavan.reliability.OutageEvent;

/// The whole model of a problem: its parts, and the rows that tie them together.
final class CommitmentRows {
    private static final double BALANCE_WEIGHT = 10;

    private final CommitmentProblem problem;
    private final HighsModel model;
    private final List<UnitRows> units = new ArrayList<>();
    private final @Nullable GridRows grid;
    private final List<StorageRows> storages = new ArrayList<>();
    /// Power taken, per plant and interval.
    private final List<Variable[]> renewables = new ArrayList<>();
    private final DemandRows demand;

    /// Builds the model.
    ///
    /// @param model empty
    /// @param tangents per unit and interval of a square cost
    /// @param exclusive whether a binary forbids every storage to charge and discharge at once
    CommitmentRows(HighsModel model, CommitmentProblem problem, int tangents, boolean exclusive) {
        this.model = model;
        this.problem = problem;
        boolean risk = RiskRows.matter(problem.reliability());
        boolean spinning = false;
        for (int t = 0; t < problem.intervals(); t++) {
            spinning |= problem.spinningReserveKw().get(t) > 0;
        }
        for (Unit unit : problem.units()) {
            units.add(new UnitRows(model, problem, unit, risk, tangents));
        }
        UpstreamGrid upstream = problem.grid();
        grid = upstream == null ? null : new GridRows(model, problem, upstream, risk || spinning);
        for (StorageUnit storage : problem.storages()) {
            storages.add(new StorageRows(model, problem, storage, risk || spinning, exclusive));
        }
        for (Renewable renewable : problem.renewables()) {
            Variable[] taken = new Variable[problem.intervals()];
            for (int t = 0; t < taken.length; t++) {
                double forecastKw = renewable.forecastKw().get(t);
                taken[t] = model.real(renewable.curtailable() ? 0 : forecastKw, forecastKw, 0);
            }
            renewables.add(taken);
        }
        demand = new DemandRows(model, problem);
        for (int t = 0; t < problem.intervals(); t++) {
            addBalance(t);
            if (problem.spinningReserveKw().get(t) > 0) {
                addSpinningReserve(t);
            }
        }
        if (risk) {
            addRisk();
        }
    }

    private void addBalance(int t) {
        LinearExprBuilder supply = HighsModel.sum();
        units.forEach(unit -> supply.addTerm(unit.power[t], 1));
        if (grid != null) {
            grid.addPower(supply, t);
        }
        storages.forEach(storage -> storage.addPower(supply, t));
        renewables.forEach(taken -> supply.addTerm(taken[t], 1));
        demand.subtractChange(supply, t);
        double demandKw = problem.demandKw().get(t);
        model.requirement("energy balance (kW)", t, BALANCE_WEIGHT, supply, demandKw, demandKw);
    }

    private void addSpinningReserve(int t) {
        LinearExprBuilder capacity = HighsModel.sum();
        for (int i = 0; i < units.size(); i++) {
            capacity.addTerm(units.get(i).on[t], problem.units().get(i).maxKw());
        }
        if (grid != null) {
            grid.addMargin(capacity, t);
        }
        storages.forEach(storage -> storage.addMargin(capacity, t));
        renewables.forEach(taken -> capacity.addTerm(taken[t], 1));
        demand.subtractChange(capacity, t);
        model.requirement("spinning reserve (kW)", t, 1, capacity,
                problem.demandKw().get(t) + problem.spinningReserveKw().get(t), Double.POSITIVE_INFINITY);
    }

    private void addRisk() {
        RiskRows rows = new RiskRows(model, problem.reliability(),
                OutageEvent.upTo(Sources.outageProbability(problem), problem.reliability().outageOrder()));
        for (int t = 0; t < problem.intervals(); t++) {
            List<Variable> margin = new ArrayList<>();
            List<Variable> reserve = new ArrayList<>();
            for (UnitRows unit : units) {
                LinearExprBuilder sum = HighsModel.sum();
                unit.addMargin(sum, t);
                margin.add(equal(sum));
                reserve.add(unit.reserve[t]);
            }
            if (grid != null) {
                LinearExprBuilder sum = HighsModel.sum();
                grid.addMargin(sum, t);
                margin.add(equal(sum));
                reserve.add(grid.reserve[t]);
            }
            for (StorageRows storage : storages) {
                LinearExprBuilder sum = HighsModel.sum();
                storage.addMargin(sum, t);
                margin.add(equal(sum));
                reserve.add(storage.reserve[t]);
            }
            for (Variable[] taken : renewables) {
                margin.add(taken[t]);
            }
            LinearExprBuilder total = HighsModel.sum();
            reserve.forEach(r -> total.addTerm(r, 1));
            rows.add(t, margin, Sources.marginMaxKw(problem, t), equal(total),
                    new NetLoadError(problem.netSigmaKw(t)));
        }
        rows.limitEens();
    }

    private Variable equal(LinearExprBuilder sum) {
        Variable value = model.real(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
        model.row(sum.addTerm(value, -1), 0, 0);
        return value;
    }

    /// {@return whether the point charges and discharges a storage at once}
    boolean wastes(double[] values) {
        return storages.stream().anyMatch(storage -> storage.wastes(values));
    }

    /// Adds tangents at the point.
    ///
    /// @return by how much the model takes square costs for less than they are (¢)
    double refine(double[] values) {
        return units.stream().mapToDouble(unit -> unit.refine(values)).sum();
    }

    /// {@return the schedule of a point, with its cost and adequacy}
    CommitmentSchedule read(double[] values) {
        List<RenewableSchedule> curtailed = new ArrayList<>();
        for (int i = 0; i < renewables.size(); i++) {
            Renewable renewable = problem.renewables().get(i);
            Variable[] taken = renewables.get(i);
            curtailed.add(new RenewableSchedule(renewable.id(), PlanReader.read(taken.length,
                    t -> Math.max(0, renewable.forecastKw().get(t) - values[taken[t].getIndex()]))));
        }
        return ScheduleAssessment.assess(problem, units.stream().map(unit -> unit.read(values)).toList(),
                grid == null ? null : grid.read(values),
                storages.stream().map(storage -> storage.read(values)).toList(), curtailed,
                demand.read(values));
    }
}
