package org.tavan.commitment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.Variable;

/// The variables and rows of one generating unit.
///
/// `u` on, `v` start, `w` stop, `p` power, `r` reserve, `q` square cost. `u[t] - u[t-1] = v[t] - w[t]`; `Σ v` over the
/// minimum up time at most `u`, `Σ w` over the minimum down time at most `1 - u`; a start is cold unless a stop lies
/// within `coldAfterHours`. `v` and `w` are whole where `u` is.
///
/// Source: Rajan and Takriti, "Minimum up/down polytopes of the unit commitment problem", IBM RC23628, 2005; square cost
/// by tangents of its perspective, Frangioni and Gentile, Math. Prog. 106 (2006) 225–236.
final class UnitRows {
    private final HighsModel model;
    private final CommitmentProblem problem;
    private final Unit unit;
    final Variable[] on;
    final Variable[] power;
    /// Empty where nothing asks for reserve.
    final Variable[] reserve;
    private final Variable[] start;
    private final Variable[] stop;
    /// Empty where the cost has no square.
    private final Variable[] square;

    UnitRows(HighsModel model, CommitmentProblem problem, Unit unit, boolean withReserve, int tangents) {
        this.model = model;
        this.problem = problem;
        this.unit = unit;
        int intervals = problem.intervals();
        double hours = problem.stepHours();
        on = new Variable[intervals];
        start = new Variable[intervals];
        stop = new Variable[intervals];
        power = new Variable[intervals];
        reserve = new Variable[withReserve ? intervals : 0];
        square = new Variable[unit.cost().centsPerKwKwh() > 0 ? intervals : 0];
        Arrays.setAll(on, t -> model.binary(mustRun(t) ? 1 : 0, mustRest(t) ? 0 : 1,
                hours * unit.cost().noLoadCentsPerHour()));
        Arrays.setAll(start, t -> model.real(0, 1, unit.start().hotCents()));
        Arrays.setAll(stop, t -> model.real(0, 1, 0));
        Arrays.setAll(power, t -> model.real(0, unit.maxKw(), hours * unit.cost().centsPerKwh()));
        Arrays.setAll(reserve, t -> model.real(0, unit.maxKw(), hours * unit.reserveCentsPerKwh()));
        Arrays.setAll(square, t -> model.real(0, Double.POSITIVE_INFINITY, hours));
        for (int t = 0; t < intervals; t++) {
            addState(t);
            addColdStart(t);
            addPower(t);
            addRamps(t);
            for (int k = 0; k < tangents && square.length > 0; k++) {
                addTangent(t, unit.minKw() + (unit.maxKw() - unit.minKw()) * k / (tangents - 1));
            }
        }
    }

    /// Adds `p + r`; only where there is reserve.
    void addMargin(LinearExprBuilder sum, int t) {
        sum.addTerm(power[t], 1);
        sum.addTerm(reserve[t], 1);
    }

    private void addState(int t) {
        int perHour = problem.stepsPerHour();
        LinearExprBuilder change = HighsModel.sum()
                .addTerm(on[t], 1)
                .addTerm(start[t], -1)
                .addTerm(stop[t], 1);
        double before = t == 0 && unit.initiallyOn() ? 1 : 0;
        if (t > 0) {
            change.addTerm(on[t - 1], -1);
        }
        model.row(change, before, before);
        LinearExprBuilder up = HighsModel.sum().addTerm(on[t], -1);
        for (int s = Math.max(0, t - unit.minUpHours() * perHour + 1); s <= t; s++) {
            up.addTerm(start[s], 1);
        }
        model.atMost(up, 0);
        LinearExprBuilder down = HighsModel.sum().addTerm(on[t], 1);
        for (int s = Math.max(0, t - unit.minDownHours() * perHour + 1); s <= t; s++) {
            down.addTerm(stop[s], 1);
        }
        model.atMost(down, 1);
    }

    private boolean mustRun(int t) {
        return unit.initiallyOn() && t < (unit.minUpHours() - unit.initialHours()) * problem.stepsPerHour();
    }

    private boolean mustRest(int t) {
        return !unit.initiallyOn()
                && t < (unit.minDownHours() + unit.initialHours()) * problem.stepsPerHour();
    }

    private void addColdStart(int t) {
        StartCost cost = unit.start();
        int window = cost.coldAfterHours() * problem.stepsPerHour();
        boolean hotFromBefore = !unit.initiallyOn()
                && t - unit.initialHours() * problem.stepsPerHour() <= window;
        if (cost.coldCents() == cost.hotCents() || hotFromBefore) {
            // A unit that is off before the horizon and hot still is so at any start until here.
            return;
        }
        Variable cold = model.real(0, 1, cost.coldCents() - cost.hotCents());
        LinearExprBuilder row = HighsModel.sum().addTerm(start[t], 1).addTerm(cold, -1);
        for (int s = Math.max(0, t - window); s < t; s++) {
            row.addTerm(stop[s], -1);
        }
        model.atMost(row, 0);
    }

    private void addPower(int t) {
        model.atLeast(HighsModel.sum().addTerm(power[t], 1).addTerm(on[t], -unit.minKw()), 0);
        LinearExprBuilder top = HighsModel.sum().addTerm(power[t], 1).addTerm(on[t], -unit.maxKw());
        if (reserve.length > 0) {
            top.addTerm(reserve[t], 1);
            double reach = unit.rampUpKwPerMinute() * problem.reliability().reserveMinutes();
            if (reach < unit.maxKw()) {
                model.atMost(HighsModel.sum().addTerm(reserve[t], 1).addTerm(on[t], -reach), 0);
            }
        }
        model.atMost(top, 0);
    }

    private void addRamps(int t) {
        double rise = 60 * problem.stepHours() * unit.rampUpKwPerMinute();
        double fall = 60 * problem.stepHours() * unit.rampDownKwPerMinute();
        double initialOn = unit.initiallyOn() ? 1 : 0;
        if (rise < unit.maxKw()) {
            LinearExprBuilder row = HighsModel.sum()
                    .addTerm(power[t], 1)
                    .addTerm(start[t], -Math.max(unit.minKw(), rise));
            if (t > 0) {
                row.addTerm(power[t - 1], -1).addTerm(on[t - 1], -rise);
            }
            model.atMost(row, t > 0 ? 0 : unit.initialKw() + rise * initialOn);
        }
        if (fall < unit.maxKw()) {
            LinearExprBuilder row = HighsModel.sum()
                    .addTerm(power[t], -1)
                    .addTerm(on[t], -fall)
                    .addTerm(stop[t], -Math.max(unit.minKw(), fall));
            if (t > 0) {
                row.addTerm(power[t - 1], 1);
            }
            model.atMost(row, t > 0 ? 0 : -unit.initialKw());
        }
    }

    /// `q >= 2 c P p - c P² u`, the tangent at `P`.
    private void addTangent(int t, double atKw) {
        double c = unit.cost().centsPerKwKwh();
        model.atLeast(HighsModel.sum()
                .addTerm(square[t], 1)
                .addTerm(power[t], -2 * c * atKw)
                .addTerm(on[t], c * atKw * atKw), 0);
    }

    /// Adds the tangent at the point wherever the square cost lies above what the model takes for it.
    ///
    /// @return how much that is in all (¢)
    double refine(double[] values) {
        double error = 0;
        for (int t = 0; t < square.length; t++) {
            double kw = values[power[t].getIndex()];
            double missing = unit.cost().centsPerKwKwh() * kw * kw - values[square[t].getIndex()];
            if (missing > 1e-9 && values[on[t].getIndex()] > 0.5) {
                addTangent(t, kw);
                error += problem.stepHours() * missing;
            }
        }
        return error;
    }

    /// {@return what the point plans for the unit}
    UnitSchedule read(double[] values) {
        List<Boolean> running = new ArrayList<>();
        for (Variable u : on) {
            running.add(values[u.getIndex()] > 0.5);
        }
        return new UnitSchedule(unit.id(), running,
                PlanReader.read(on.length, t -> running.get(t)
                        ? Math.clamp(values[power[t].getIndex()], unit.minKw(), unit.maxKw())
                        : 0),
                PlanReader.read(on.length, t -> reserve.length > 0 && running.get(t)
                        ? Math.max(0, values[reserve[t].getIndex()])
                        : 0));
    }
}
