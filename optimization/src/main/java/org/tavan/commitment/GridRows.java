package org.tavan.commitment;

import java.util.Arrays;

import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.Variable;

/// The variables and rows of the upstream grid.
///
/// Import and export at once never pays unless export earns more than import costs; only those intervals get a binary,
/// and elsewhere what the solver leaves is netted.
final class GridRows {
    private final UpstreamGrid grid;
    private final Variable[] imported;
    private final Variable[] exported;
    final Variable[] reserve;

    GridRows(HighsModel model, CommitmentProblem problem, UpstreamGrid grid, boolean withReserve) {
        this.grid = grid;
        int intervals = problem.intervals();
        double hours = problem.stepHours();
        imported = new Variable[intervals];
        exported = new Variable[intervals];
        reserve = new Variable[withReserve ? intervals : 0];
        Arrays.setAll(imported,
                t -> model.real(0, grid.importMaxKw(), hours * grid.importCentsPerKwh().get(t)));
        Arrays.setAll(exported,
                t -> model.real(0, grid.exportMaxKw(), -hours * grid.exportCentsPerKwh().get(t)));
        Arrays.setAll(reserve, t -> model.real(0, grid.reserveMaxKw(), hours * grid.reserveCentsPerKwh()));
        for (int t = 0; t < intervals; t++) {
            if (withReserve) {
                LinearExprBuilder margin = HighsModel.sum();
                addMargin(margin, t);
                model.atMost(margin, grid.importMaxKw());
            }
            if (grid.exportCentsPerKwh().get(t) > grid.importCentsPerKwh().get(t)) {
                Variable importing = model.binary(0);
                model.atMost(HighsModel.sum().addTerm(imported[t], 1).addTerm(importing, -grid.importMaxKw()),
                        0);
                model.atMost(HighsModel.sum().addTerm(exported[t], 1).addTerm(importing, grid.exportMaxKw()),
                        grid.exportMaxKw());
            }
        }
    }

    /// Import less export.
    void addPower(LinearExprBuilder sum, int t) {
        sum.addTerm(imported[t], 1).addTerm(exported[t], -1);
    }

    void addMargin(LinearExprBuilder sum, int t) {
        addPower(sum, t);
        sum.addTerm(reserve[t], 1);
    }

    GridSchedule read(double[] values) {
        int intervals = imported.length;
        return new GridSchedule(
                PlanReader.read(intervals, t -> Math.clamp(netKw(values, t), 0, grid.importMaxKw())),
                PlanReader.read(intervals, t -> Math.clamp(-netKw(values, t), 0, grid.exportMaxKw())),
                PlanReader.read(intervals,
                        t -> reserve.length > 0 ? Math.max(0, values[reserve[t].getIndex()]) : 0));
    }

    private double netKw(double[] values, int t) {
        return values[imported[t].getIndex()] - values[exported[t].getIndex()];
    }
}
