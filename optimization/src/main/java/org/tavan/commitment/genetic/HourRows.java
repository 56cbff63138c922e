package org.tavan.commitment.genetic;

import java.util.Arrays;
import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.Renewable;
import org.tavan.commitment.StorageUnit;
import org.tavan.commitment.Unit;
import org.tavan.commitment.UpstreamGrid;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.ConicWorkspace;

/// The dispatch of one interval with given units on line, as variables and rows of a program.
///
/// Sources deliver what demand asks for and hold reserve; `shed ≥ Σ_{i lost} (P_i + R_i) + e - Σ_i R_i` for each loss, so
/// that the expected energy not supplied is exact and linear. A storage knows its energy before and behind the interval; who
/// builds the program ties the one to the other, or prices both.
///
/// Source: the paper, eqs. (5)–(15), in the form of `CommitmentProblem`.
final class HourRows {
    private static final double MINUTES = 60;

    final int[] power;
    final int[] reserve;
    /// Of the grid, or -1.
    final int importKw;
    final int exportKw;
    final int gridReserve;
    final int[] charge;
    final int[] discharge;
    final int[] storageReserve;
    final int[] before;
    final int[] after;
    final int[] taken;
    /// What demand, spinning reserve or promised cover lacks, and power that nobody takes (kW); 0 where the interval can be dispatched.
    final int[] slack;
    /// One per loss that may shed at a price, else -1, and the hours that a kW of it counts for in the expected energy.
    final int[] shed;
    final double[] shedHours;
    /// Handle of the row that says that a loss must not shed, or -1.
    final int[] coveredRow;

    private final CommitmentProblem problem;
    private final ConicProgram.Builder builder;
    private final int t;
    private final int balanceRow;
    /// The row of spinning reserve, or -1, and what it asks for beyond demand (kW).
    private final int spinningRow;
    private final double spinningKw;
    private final RowTerms balance = new RowTerms();

    /// Adds an interval.
    ///
    /// @param demandKw what is asked for (kW)
    /// @param losses what may be lost
    /// @param covered whether a loss must not shed, one each
    HourRows(CommitmentProblem problem, SourceOrder sources, List<EventTable.Loss> losses, boolean[] covered,
            int t, long mask, double demandKw, ConicProgram.Builder builder) {
        this.problem = problem;
        this.builder = builder;
        this.t = t;
        double h = problem.stepHours();
        boolean held = EventTable.matter(problem) || problem.spinningReserveKw().get(t) > 0;
        power = new int[sources.units];
        reserve = new int[sources.units];
        Arrays.fill(power, -1);
        Arrays.fill(reserve, -1);
        for (int u = 0; u < sources.units; u++) {
            if ((mask >>> u & 1) != 0) {
                addUnit(u, problem.units().get(u), held);
            }
        }
        UpstreamGrid grid = problem.grid();
        if (grid == null) {
            importKw = -1;
            exportKw = -1;
            gridReserve = -1;
        } else {
            importKw = builder.addVariable(h * grid.importCentsPerKwh().get(t), 0, grid.importMaxKw());
            exportKw = builder.addVariable(-h * grid.exportCentsPerKwh().get(t), 0, grid.exportMaxKw());
            gridReserve = builder.addVariable(h * grid.reserveCentsPerKwh(), 0,
                    held ? grid.reserveMaxKw() : 0);
            builder.addLessOrEqual(new int[]{importKw, exportKw, gridReserve}, new double[]{1, -1, 1},
                    grid.importMaxKw());
            balance.add(importKw, 1).add(exportKw, -1);
        }
        int storages = problem.storages().size();
        charge = new int[storages];
        discharge = new int[storages];
        storageReserve = new int[storages];
        before = new int[storages];
        after = new int[storages];
        for (int k = 0; k < storages; k++) {
            addStorage(k, problem.storages().get(k), held);
        }
        taken = new int[problem.renewables().size()];
        for (int k = 0; k < taken.length; k++) {
            Renewable plant = problem.renewables().get(k);
            double kw = plant.forecastKw().get(t);
            taken[k] = builder.addVariable(0, plant.curtailable() ? 0 : kw, kw);
            balance.add(taken[k], 1);
        }
        int lack = builder.addVariable(h * HourCost.LACK_CENTS_PER_KWH, 0, Double.POSITIVE_INFINITY);
        int excess = builder.addVariable(h * HourCost.LACK_CENTS_PER_KWH, 0, Double.POSITIVE_INFINITY);
        int uncovered = builder.addVariable(h * HourCost.LACK_CENTS_PER_KWH, 0, Double.POSITIVE_INFINITY);
        slack = new int[]{lack, excess, uncovered};
        balanceRow = balance.add(lack, 1).add(excess, -1).equal(builder, demandKw);
        spinningKw = problem.spinningReserveKw().get(t) - maxKw(mask);
        spinningRow = problem.spinningReserveKw().get(t) > 0
                ? addSpinningReserve(demandKw, uncovered)
                : -1;
        coveredRow = new int[losses.size()];
        shed = new int[losses.size()];
        shedHours = new double[losses.size()];
        if (!losses.isEmpty()) {
            addLosses(sources, losses, covered, uncovered);
        }
    }

    private void addUnit(int u, Unit unit, boolean held) {
        double h = problem.stepHours();
        power[u] = builder.addVariable(h * unit.cost().centsPerKwh(), unit.minKw(), unit.maxKw());
        if (unit.cost().centsPerKwKwh() > 0) {
            builder.addQuadraticCost(power[u], h * unit.cost().centsPerKwKwh());
        }
        balance.add(power[u], 1);
        double most = Math.min(unit.maxKw() - unit.minKw(),
                unit.rampUpKwPerMinute() * problem.reliability().reserveMinutes());
        if (held && most > 0) {
            reserve[u] = builder.addVariable(h * unit.reserveCentsPerKwh(), 0, most);
            builder.addLessOrEqual(new int[]{power[u], reserve[u]}, new double[]{1, 1}, unit.maxKw());
        }
    }

    private void addStorage(int k, StorageUnit storage, boolean held) {
        double h = problem.stepHours();
        Battery battery = storage.battery();
        charge[k] = builder.addVariable(h * storage.wearCentsPerKwh(), 0, battery.chargeMaxKw());
        discharge[k] = builder.addVariable(h * storage.wearCentsPerKwh(), 0, battery.dischargeMaxKw());
        storageReserve[k] = builder.addVariable(h * storage.reserveCentsPerKwh(), 0,
                held ? battery.chargeMaxKw() + battery.dischargeMaxKw() : 0);
        before[k] = energy(t == 0, storage.initialKwh(), battery);
        after[k] = energy(t == problem.intervals() - 1, storage.finalKwh(), battery);
        builder.addEquality(new int[]{after[k], before[k], charge[k], discharge[k]},
                new double[]{1, -1, -h * battery.chargeEfficiency(), h / battery.dischargeEfficiency()}, 0);
        builder.addLessOrEqual(new int[]{storageReserve[k], discharge[k], charge[k]}, new double[]{1, 1, -1},
                battery.dischargeMaxKw());
        double hours = problem.reliability().reserveMinutes() / MINUTES / battery.dischargeEfficiency();
        builder.addLessOrEqual(new int[]{storageReserve[k], after[k]}, new double[]{hours, -1},
                -battery.energyMinKwh());
        balance.add(discharge[k], 1).add(charge[k], -1);
    }

    private int energy(boolean fixed, double kwh, Battery battery) {
        return fixed
                ? builder.addVariable(0, kwh, kwh)
                : builder.addVariable(0, battery.energyMinKwh(), battery.energyMaxKwh());
    }

    /// Reserve of all, so that the power that units could still add, the grid's and the storages' reserve are at least what is asked for.
    private int addSpinningReserve(double demandKw, int uncovered) {
        RowTerms row = new RowTerms().add(uncovered, 1);
        for (int plant : taken) {
            row.add(plant, 1);
        }
        if (importKw >= 0) {
            row.add(importKw, 1).add(exportKw, -1).add(gridReserve, 1);
        }
        for (int k = 0; k < charge.length; k++) {
            row.add(discharge[k], 1).add(charge[k], -1).add(storageReserve[k], 1);
        }
        return row.atLeast(builder, demandKw + spinningKw);
    }

    /// {@return what the units on line can deliver (kW)}
    private double maxKw(long mask) {
        double most = 0;
        for (int u = 0; u < power.length; u++) {
            most += (mask >>> u & 1) != 0 ? problem.units().get(u).maxKw() : 0;
        }
        return most;
    }

    private void addLosses(SourceOrder sources, List<EventTable.Loss> losses, boolean[] covered,
            int uncovered) {
        int allReserve = builder.addVariable(0, 0, Double.POSITIVE_INFINITY);
        RowTerms sum = new RowTerms().add(allReserve, -1);
        for (int u = 0; u < sources.units; u++) {
            sum.add(reserve[u], 1);
        }
        sum.add(gridReserve, 1);
        for (int variable : storageReserve) {
            sum.add(variable, 1);
        }
        sum.equal(builder, 0);
        double du = problem.reliability().outageHours();
        boolean priced = problem.reliability().vollCentsPerKwh() > 0
                || problem.reliability().eensMaxKwh() < Double.POSITIVE_INFINITY;
        for (int l = 0; l < shed.length; l++) {
            EventTable.Loss loss = losses.get(l);
            shedHours[l] = loss.probability() * du;
            shed[l] = -1;
            coveredRow[l] = -1;
            RowTerms row = lost(sources, loss).add(allReserve, -1);
            if (covered[l]) {
                coveredRow[l] = row.add(uncovered, -1).atMost(builder, -loss.errorKw());
            } else if (priced) {
                shed[l] = builder.addVariable(shedHours[l] * problem.reliability().vollCentsPerKwh(), 0,
                        Double.POSITIVE_INFINITY);
                row.add(shed[l], -1).atMost(builder, -loss.errorKw());
            }
        }
    }

    /// What a loss takes away: what the lost deliver, and the reserve they hold.
    private RowTerms lost(SourceOrder sources, EventTable.Loss loss) {
        RowTerms row = new RowTerms();
        for (int u = 0; u < sources.units; u++) {
            if (loss.takes(u)) {
                row.add(power[u], 1).add(reserve[u], 1);
            }
        }
        if (loss.takes(sources.grid)) {
            row.add(importKw, 1).add(exportKw, -1).add(gridReserve, 1);
        }
        for (int k = 0; k < charge.length; k++) {
            if (loss.takes(sources.firstStorage + k)) {
                row.add(discharge[k], 1).add(charge[k], -1).add(storageReserve[k], 1);
            }
        }
        for (int k = 0; k < taken.length; k++) {
            if (loss.takes(sources.firstRenewable + k)) {
                row.add(taken[k], 1);
            }
        }
        return row;
    }

    /// Sets the demand of a program of this interval alone (kW).
    void demand(ConicWorkspace workspace, double demandKw) {
        workspace.setRightSide(balanceRow, demandKw);
        if (spinningRow >= 0) {
            workspace.setRightSide(spinningRow, demandKw + spinningKw);
        }
    }

    /// Sets the costs of a program of this interval alone to what the prices say.
    void price(ConicWorkspace workspace, HourPrices prices) {
        for (int u = 0; u < power.length; u++) {
            if (power[u] >= 0) {
                workspace.setLinearCost(power[u],
                        problem.stepHours() * problem.units().get(u).cost().centsPerKwh()
                                + prices.powerCents[u]);
            }
        }
        for (int k = 0; k < before.length; k++) {
            workspace.setLinearCost(before[k], prices.beforeCents[k]);
            workspace.setLinearCost(after[k], prices.afterCents[k]);
        }
        double lostCents = problem.reliability().vollCentsPerKwh() + prices.lostCents;
        for (int l = 0; l < shed.length; l++) {
            if (shed[l] >= 0) {
                workspace.setLinearCost(shed[l], shedHours[l] * lostCents);
            }
        }
    }

    /// {@return what each loss sheds at a point (kW), negative where reserve is left}
    double[] shedKw(ConicWorkspace point, SourceOrder sources, List<EventTable.Loss> losses) {
        double[] margin = new double[sources.count];
        double[] held = new double[sources.count];
        for (int u = 0; u < sources.units; u++) {
            held[u] = value(point, reserve[u]);
            margin[u] = value(point, power[u]) + held[u];
        }
        if (sources.grid >= 0) {
            held[sources.grid] = value(point, gridReserve);
            margin[sources.grid] = value(point, importKw) - value(point, exportKw) + held[sources.grid];
        }
        for (int k = 0; k < charge.length; k++) {
            held[sources.firstStorage + k] = value(point, storageReserve[k]);
            margin[sources.firstStorage + k] = value(point, discharge[k]) - value(point, charge[k])
                    + held[sources.firstStorage + k];
        }
        for (int k = 0; k < taken.length; k++) {
            margin[sources.firstRenewable + k] = value(point, taken[k]);
        }
        double allReserve = Arrays.stream(held).sum();
        double[] kw = new double[losses.size()];
        for (int l = 0; l < kw.length; l++) {
            kw[l] = losses.get(l).errorKw() - allReserve;
            for (int i = 0; i < sources.count; i++) {
                kw[l] += losses.get(l).takes(i) ? margin[i] : 0;
            }
        }
        return kw;
    }

    private static double value(ConicWorkspace point, int variable) {
        return variable < 0 ? 0 : point.value(variable);
    }
}
