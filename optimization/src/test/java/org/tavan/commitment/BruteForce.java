package org.tavan.commitment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import org.tavan.asset.Battery;

/// The cheapest plan of a tiny problem by trying every commitment, and within it every direction of storages and grid;
/// what is left is a linear program per try, written down once more. Linear costs only.
final class BruteForce {
    static {
        Loader.loadNativeLibraries();
    }

    private final CommitmentProblem problem;
    private final int intervals;
    private double best = Double.POSITIVE_INFINITY;

    private BruteForce(CommitmentProblem problem) {
        this.problem = problem;
        intervals = problem.intervals();
    }

    /// {@return the cost (¢), infinite where no commitment is feasible}
    static double minimum(CommitmentProblem problem) {
        BruteForce force = new BruteForce(problem);
        int bits = problem.units().size() * force.intervals;
        for (long code = 0; code < 1L << bits; code++) {
            boolean[][] on = force.decode(code);
            double fixed = force.fixedCents(on);
            if (fixed < force.best) {
                force.tryDirections(on, fixed);
            }
        }
        return force.best;
    }

    static boolean[][] decode(long code, int units, int intervals) {
        boolean[][] on = new boolean[units][intervals];
        for (int k = 0; k < units * intervals; k++) {
            on[k / intervals][k % intervals] = ((code >> k) & 1) == 1;
        }
        return on;
    }

    private boolean[][] decode(long code) {
        return decode(code, problem.units().size(), intervals);
    }

    private double fixedCents(boolean[][] on) {
        double cents = 0;
        for (int i = 0; i < on.length; i++) {
            cents += fixedCents(problem.units().get(i), on[i]);
        }
        return cents;
    }

    /// No-load and starts of hourly states, infinite where a minimum time is broken.
    static double fixedCents(Unit unit, boolean[] on) {
        double cents = 0;
        int age = unit.initialHours();
        for (boolean now : on) {
            if (now && age < 0) {
                if (-age < unit.minDownHours()) {
                    return Double.POSITIVE_INFINITY;
                }
                cents += -age <= unit.start().coldAfterHours()
                        ? unit.start().hotCents()
                        : unit.start().coldCents();
                age = 0;
            } else if (!now && age > 0) {
                if (age < unit.minUpHours()) {
                    return Double.POSITIVE_INFINITY;
                }
                age = 0;
            }
            age += now ? 1 : -1;
            cents += now ? unit.cost().noLoadCentsPerHour() : 0;
        }
        return cents;
    }

    private void tryDirections(boolean[][] on, double fixed) {
        int storagePatterns = problem.storages().isEmpty() ? 1 : 1 << intervals;
        int gridPatterns = problem.grid() == null ? 1 : 1 << intervals;
        for (int charging = 0; charging < storagePatterns; charging++) {
            for (int importing = 0; importing < gridPatterns; importing++) {
                best = Math.min(best, fixed + dispatch(on, charging, importing));
            }
        }
    }

    private double dispatch(boolean[][] on, int charging, int importing) {
        MPSolver solver = MPSolver.createSolver("GLOP");
        try {
            new Dispatch(solver, on, charging, importing).build();
            return switch (solver.solve()) {
                case OPTIMAL -> solver.objective().value();
                case INFEASIBLE -> Double.POSITIVE_INFINITY;
                default -> throw new IllegalStateException("GLOP gave up");
            };
        } finally {
            solver.delete();
        }
    }

    /// One linear program; every source is `{power, sign, reserve}` per interval.
    private final class Dispatch {
        private final MPSolver solver;
        private final boolean[][] on;
        private final int charging;
        private final int importing;
        /// Per source and interval: variables that deliver, that consume, and that are held in reserve.
        private final List<MPVariable[]> delivered = new ArrayList<>();
        private final List<MPVariable[]> consumed = new ArrayList<>();
        private final List<MPVariable[]> held = new ArrayList<>();
        private final List<Double> failure = new ArrayList<>();

        Dispatch(MPSolver solver, boolean[][] on, int charging, int importing) {
            this.solver = solver;
            this.on = on;
            this.charging = charging;
            this.importing = importing;
        }

        void build() {
            for (int i = 0; i < on.length; i++) {
                unit(problem.units().get(i), on[i]);
            }
            UpstreamGrid grid = problem.grid();
            if (grid != null) {
                grid(grid);
            }
            problem.storages().forEach(this::storage);
            for (Renewable renewable : problem.renewables()) {
                source(variables(0), variables(0), variables(0), renewable.outageProbability());
                for (int t = 0; t < intervals; t++) {
                    delivered.getLast()[t].setUb(renewable.forecastKw().get(t));
                    delivered.getLast()[t].setLb(renewable.curtailable() ? 0 : renewable.forecastKw().get(t));
                }
            }
            for (int t = 0; t < intervals; t++) {
                balance(t);
                risk(t);
            }
        }

        private MPVariable[] variables(double cents) {
            MPVariable[] variables = new MPVariable[intervals];
            for (int t = 0; t < intervals; t++) {
                variables[t] = solver.makeNumVar(0, 0, "");
                solver.objective().setCoefficient(variables[t], cents);
            }
            return variables;
        }

        private void source(MPVariable[] out, MPVariable[] in, MPVariable[] reserve, double probability) {
            delivered.add(out);
            consumed.add(in);
            held.add(reserve);
            failure.add(probability);
        }

        private void unit(Unit unit, boolean[] running) {
            MPVariable[] power = variables(unit.cost().centsPerKwh());
            MPVariable[] reserve = variables(unit.reserveCentsPerKwh());
            source(power, variables(0), reserve, unit.outageProbability());
            for (int t = 0; t < intervals; t++) {
                boolean before = t == 0 ? unit.initiallyOn() : running[t - 1];
                if (running[t]) {
                    power[t].setBounds(unit.minKw(), unit.maxKw());
                    reserve[t].setUb(unit.rampUpKwPerMinute() * problem.reliability().reserveMinutes());
                    row(Double.NEGATIVE_INFINITY, unit.maxKw(), power[t], 1, reserve[t], 1);
                }
                double rise = 60 * unit.rampUpKwPerMinute();
                double fall = 60 * unit.rampDownKwPerMinute();
                double most = running[t]
                        ? before ? rise : Math.max(rise, unit.minKw())
                        : Double.POSITIVE_INFINITY;
                double least = before
                        ? running[t] ? -fall : -Math.max(fall, unit.minKw())
                        : Double.NEGATIVE_INFINITY;
                if (t == 0) {
                    row(unit.initialKw() + least, unit.initialKw() + most, power[0], 1);
                } else {
                    row(least, most, power[t], 1, power[t - 1], -1);
                }
            }
        }

        private void grid(UpstreamGrid grid) {
            MPVariable[] in = variables(0);
            MPVariable[] out = variables(0);
            MPVariable[] reserve = variables(grid.reserveCentsPerKwh());
            source(in, out, reserve, grid.outageProbability());
            for (int t = 0; t < intervals; t++) {
                solver.objective().setCoefficient(in[t], grid.importCentsPerKwh().get(t));
                solver.objective().setCoefficient(out[t], -grid.exportCentsPerKwh().get(t));
                boolean imports = ((importing >> t) & 1) == 1;
                in[t].setUb(imports ? grid.importMaxKw() : 0);
                out[t].setUb(imports ? 0 : grid.exportMaxKw());
                reserve[t].setUb(grid.reserveMaxKw());
                row(Double.NEGATIVE_INFINITY, grid.importMaxKw(), in[t], 1, out[t], -1, reserve[t], 1);
            }
        }

        private void storage(StorageUnit storage) {
            Battery battery = storage.battery();
            MPVariable[] out = variables(storage.wearCentsPerKwh());
            MPVariable[] in = variables(storage.wearCentsPerKwh());
            MPVariable[] reserve = variables(storage.reserveCentsPerKwh());
            source(out, in, reserve, storage.outageProbability());
            double tau = problem.reliability().reserveMinutes() / 60;
            for (int t = 0; t < intervals; t++) {
                boolean charges = ((charging >> t) & 1) == 1;
                in[t].setUb(charges ? battery.chargeMaxKw() : 0);
                out[t].setUb(charges ? 0 : battery.dischargeMaxKw());
                reserve[t].setUb(1e4);
                row(Double.NEGATIVE_INFINITY, battery.dischargeMaxKw(), out[t], 1, in[t], -1, reserve[t], 1);
                boolean last = t == intervals - 1;
                MPConstraint energy = solver.makeConstraint(
                        (last ? storage.finalKwh() : battery.energyMinKwh()) - storage.initialKwh(),
                        (last ? storage.finalKwh() : battery.energyMaxKwh()) - storage.initialKwh());
                MPConstraint reserved = solver.makeConstraint(
                        battery.dischargeEfficiency() * (battery.energyMinKwh() - storage.initialKwh()),
                        Double.POSITIVE_INFINITY);
                reserved.setCoefficient(reserve[t], -tau);
                for (int s = 0; s <= t; s++) {
                    energy.setCoefficient(in[s], battery.chargeEfficiency());
                    energy.setCoefficient(out[s], -1 / battery.dischargeEfficiency());
                    reserved.setCoefficient(in[s],
                            battery.dischargeEfficiency() * battery.chargeEfficiency());
                    reserved.setCoefficient(out[s], -1);
                }
            }
        }

        private void balance(int t) {
            double demandKw = problem.demandKw().get(t);
            MPConstraint balance = solver.makeConstraint(demandKw, demandKw);
            double spinningKw = problem.spinningReserveKw().get(t);
            double onlineKw = 0;
            MPConstraint spinning = solver.makeConstraint();
            for (int i = 0; i < delivered.size(); i++) {
                balance.setCoefficient(delivered.get(i)[t], 1);
                balance.setCoefficient(consumed.get(i)[t], -1);
                if (i < on.length) {
                    onlineKw += on[i][t] ? problem.units().get(i).maxKw() : 0;
                } else {
                    spinning.setCoefficient(delivered.get(i)[t], 1);
                    spinning.setCoefficient(consumed.get(i)[t], -1);
                    spinning.setCoefficient(held.get(i)[t], 1);
                }
            }
            spinning.setBounds(spinningKw > 0 ? demandKw + spinningKw - onlineKw : Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY);
        }

        private void risk(int t) {
            Reliability reliability = problem.reliability();
            double far = Math.sqrt(3) * problem.netSigmaKw(t);
            double[] errors = {-far, 0, far};
            double[] weights = {1.0 / 6, 2.0 / 3, 1.0 / 6};
            for (int lost = 0; lost < 1 << failure.size(); lost++) {
                if (Integer.bitCount(lost) > reliability.outageOrder()
                        || reliability.vollCentsPerKwh() == 0) {
                    continue;
                }
                double probability = 1;
                for (int i = 0; i < failure.size(); i++) {
                    probability *= ((lost >> i) & 1) == 1 ? failure.get(i) : 1 - failure.get(i);
                }
                for (int k = 0; k < errors.length; k++) {
                    MPVariable shed = solver.makeNumVar(0, 1e5, "");
                    solver.objective()
                            .setCoefficient(shed,
                                    reliability.vollCentsPerKwh() * reliability.outageHours() * probability
                                            * weights[k]);
                    MPConstraint row = solver.makeConstraint(errors[k], Double.POSITIVE_INFINITY);
                    row.setCoefficient(shed, 1);
                    for (int i = 0; i < failure.size(); i++) {
                        if (((lost >> i) & 1) == 1) {
                            row.setCoefficient(delivered.get(i)[t], -1);
                            row.setCoefficient(consumed.get(i)[t], 1);
                        } else {
                            row.setCoefficient(held.get(i)[t], 1);
                        }
                    }
                }
            }
        }

        private void row(double low, double high, Object... terms) {
            MPConstraint row = solver.makeConstraint(low, high);
            for (int k = 0; k < terms.length; k += 2) {
                row.setCoefficient((MPVariable) terms[k], (Integer) terms[k + 1]);
            }
        }
    }

    /// Square costs, units alone: every hour is dispatched on its own by the price at which the units meet demand.
    static double minimumOfUnitsAlone(CommitmentProblem problem) {
        double best = Double.POSITIVE_INFINITY;
        int units = problem.units().size();
        for (long code = 0; code < 1L << (units * problem.intervals()); code++) {
            boolean[][] on = decode(code, units, problem.intervals());
            double cents = 0;
            for (int i = 0; i < units; i++) {
                cents += fixedCents(problem.units().get(i), on[i]);
            }
            for (int t = 0; t < problem.intervals() && cents < best; t++) {
                cents += meritOrder(problem, on, t);
            }
            best = Math.min(best, cents);
        }
        return best;
    }

    private static double meritOrder(CommitmentProblem problem, boolean[][] on, int t) {
        double demandKw = problem.demandKw().get(t);
        double leastKw = 0;
        double mostKw = 0;
        for (int i = 0; i < on.length; i++) {
            leastKw += on[i][t] ? problem.units().get(i).minKw() : 0;
            mostKw += on[i][t] ? problem.units().get(i).maxKw() : 0;
        }
        if (demandKw < leastKw || mostKw < demandKw + problem.spinningReserveKw().get(t)) {
            return Double.POSITIVE_INFINITY;
        }
        double low = -1e4;
        double high = 1e4;
        for (int k = 0; k < 200; k++) {
            double price = (low + high) / 2;
            double kw = Arrays.stream(powersKw(problem, on, t, price)).sum();
            low = kw < demandKw ? price : low;
            high = kw < demandKw ? high : price;
        }
        double[] kw = powersKw(problem, on, t, high);
        double cents = 0;
        for (int i = 0; i < on.length; i++) {
            CostCurve cost = problem.units().get(i).cost();
            cents += cost.centsPerKwh() * kw[i] + cost.centsPerKwKwh() * kw[i] * kw[i];
        }
        return cents;
    }

    private static double[] powersKw(CommitmentProblem problem, boolean[][] on, int t, double price) {
        double[] kw = new double[on.length];
        for (int i = 0; i < on.length; i++) {
            Unit unit = problem.units().get(i);
            double free = (price - unit.cost().centsPerKwh()) / (2 * unit.cost().centsPerKwKwh());
            kw[i] = on[i][t] ? Math.clamp(free, unit.minKw(), unit.maxKw()) : 0;
        }
        return kw;
    }
}
