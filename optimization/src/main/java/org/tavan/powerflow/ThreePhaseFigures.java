package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.List;

import org.tavan.powerflow.ThreePhaseOutcome.Balance;
import org.tavan.powerflow.ThreePhaseOutcome.BranchFlow;
import org.tavan.powerflow.ThreePhaseOutcome.NodeVoltage;

/// Reads the outcome of a flow from its vectors.
final class ThreePhaseFigures {
    private static final Phase[] PHASES = Phase.values();

    private final ThreePhaseFlow flow;
    private final ThreePhaseArrays arrays;
    private final double[] v;
    private final double[] current;

    ThreePhaseFigures(ThreePhaseFlow flow, ThreePhaseArrays arrays) {
        this.flow = flow;
        this.arrays = arrays;
        v = flow.voltages();
        current = flow.currents();
    }

    ThreePhaseOutcome.Converged converged() {
        List<NodeVoltage> voltages = new ArrayList<>();
        List<BranchFlow> flows = new ArrayList<>();
        for (int k = 0; k < arrays.busCount(); k++) {
            for (Phase phase : PHASES) {
                if (flow.hasPhase(k, phase)) {
                    int at = 6 * k + 2 * phase.index();
                    voltages.add(new NodeVoltage(arrays.buses.get(k).name(), phase, flow.voltagePu(k, phase),
                            Math.toDegrees(Math.atan2(v[at + 1], v[at]))));
                    if (k > 0) {
                        flows.add(branchFlow(k, phase));
                    }
                }
            }
        }
        return new ThreePhaseOutcome.Converged(flow.sweeps(), voltages, flows, source(true), source(false),
                balance());
    }

    ThreePhaseOutcome.Diverged diverged(double[] change) {
        int worst = 3;
        for (int at = 4; at < change.length && !Double.isNaN(change[worst]); at++) {
            if (!(change[at] <= change[worst])) {
                worst = at;
            }
        }
        return new ThreePhaseOutcome.Diverged(flow.sweeps(), arrays.buses.get(worst / 3).name(),
                Phase.at(worst % 3), Math.sqrt(change[worst]));
    }

    /// How much is lost, charged and consumed.
    private Balance balance() {
        double loadKw = 0;
        double loadKvar = 0;
        double[] power = flow.powers();
        for (int i = 0, c = 0; i < arrays.partFrom.length; i++, c += 6) {
            int from = arrays.partFrom[i];
            int to = arrays.partTo[i];
            double u = Math.hypot(v[from] - v[to], v[from + 1] - v[to + 1]);
            loadKw += power[c] + u * (power[c + 2] + u * power[c + 4]);
            loadKvar += power[c + 1] + u * (power[c + 3] + u * power[c + 5]);
        }
        double charging = 0;
        double all = 0;
        double injectionKw = 0;
        double injectionKvar = 0;
        for (int at = 0; at < arrays.places(); at += 2) {
            int k = at / 6;
            int row = at % 6 / 2;
            charging += reactive(at, shuntRe(arrays.susceptance, k, row, 6 * k),
                    shuntIm(arrays.susceptance, k, row, 6 * k));
            all += reactive(at, shuntRe(flow.susceptances(), k, row, 6 * k),
                    shuntIm(flow.susceptances(), k, row, 6 * k));
            injectionKw += ThreePhaseArrays.BASE_KW * flow.injections()[at];
            injectionKvar += ThreePhaseArrays.BASE_KW * flow.injections()[at + 1];
        }
        // A shunt draws negative reactive power where it gives some.
        return new Balance(ThreePhaseArrays.BASE_KW * loadKw, ThreePhaseArrays.BASE_KW * loadKvar,
                flow.lossKw(),
                flow.lossKvar(), charging - all, -charging, injectionKw, injectionKvar);
    }

    private PerPhase source(boolean isActive) {
        return new PerPhase(source(0, isActive), source(2, isActive), source(4, isActive));
    }

    private double source(int at, boolean isActive) {
        return isActive
                ? active(at, current[at], current[at + 1])
                : reactive(at, current[at], current[at + 1]);
    }

    private BranchFlow branchFlow(int k, Phase phase) {
        int row = phase.index();
        int to = 6 * k;
        int from = 6 * arrays.parent[k];
        double[] half = arrays.halfSusceptance;
        double re = current[to + 2 * row];
        double im = current[to + 2 * row + 1];
        double ratio = flow.ratios()[3 * k + row];
        double feedingRe = ThreePhaseSweep.drawn(arrays.isDelta[k], ratio, current, to, 2 * row)
                + shuntRe(half, k, row, from);
        double feedingIm = ThreePhaseSweep.drawn(arrays.isDelta[k], ratio, current, to, 2 * row + 1)
                + shuntIm(half, k, row, from);
        double fedRe = re - shuntRe(half, k, row, to);
        double fedIm = im - shuntIm(half, k, row, to);
        double baseAmperes = ThreePhaseArrays.BASE_KW * Math.sqrt(3) / arrays.buses.get(k).nominalKv();
        return new BranchFlow(arrays.branchName[k], phase, active(from + 2 * row, feedingRe, feedingIm),
                reactive(from + 2 * row, feedingRe, feedingIm), active(to + 2 * row, fedRe, fedIm),
                reactive(to + 2 * row, fedRe, fedIm), Math.hypot(re, im) * baseAmperes);
    }

    /// Of `V I*` (kW).
    private double active(int at, double re, double im) {
        return ThreePhaseArrays.BASE_KW * (v[at] * re + v[at + 1] * im);
    }

    /// Of `V I*` (kvar).
    private double reactive(int at, double re, double im) {
        return ThreePhaseArrays.BASE_KW * (v[at + 1] * re - v[at] * im);
    }

    /// Real part of row `row` of `jBV` with the matrix of bus `k` and the voltages from `from` on.
    private double shuntRe(double[] susceptance, int k, int row, int from) {
        return -(entry(susceptance, k, row, 0) * v[from + 1] + entry(susceptance, k, row, 1) * v[from + 3]
                + entry(susceptance, k, row, 2) * v[from + 5]);
    }

    private double shuntIm(double[] susceptance, int k, int row, int from) {
        return entry(susceptance, k, row, 0) * v[from] + entry(susceptance, k, row, 1) * v[from + 2]
                + entry(susceptance, k, row, 2) * v[from + 4];
    }

    /// Of a symmetric matrix kept as aa, ab, ac, bb, bc, cc.
    private static double entry(double[] susceptance, int k, int row, int column) {
        int low = Math.min(row, column);
        int high = Math.max(row, column);
        return susceptance[6 * k + (low == 0 ? high : low + high + 1)];
    }
}
