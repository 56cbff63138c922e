package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lets inverters follow their voltages between two sweeps.
///
/// A volt-var curve that is followed at once oscillates where it is steep against a weak feeder: with slope times reactance `g`, the error is
/// multiplied by `-g` each sweep. So only a share `d` of the way is gone: the error is multiplied by `1 - d (1 + g)`. The share is 0.6 and is halved after every 30
/// sweeps, until it is small enough for the feeder at hand.
///
/// Shape: arrays given by the flow count in places of its order; power in shares of its base.
final class InverterLoop {
    private static final double SHARE = 0.6;
    private static final int SWEEPS_BEFORE_HALVING = 30;

    private final Inverter[] inverter;
    private final int[] place;
    private final double baseKva;
    private final double[] availableKw;
    private final double[] activeKw;
    private final double[] reactiveKvar;
    private final double[] sumP;
    private final double[] sumQ;

    InverterLoop(List<Inverter> inverters, int[] place, double baseKva) {
        inverter = inverters.toArray(Inverter[]::new);
        this.place = place;
        this.baseKva = baseKva;
        availableKw = new double[inverter.length];
        activeKw = new double[inverter.length];
        reactiveKvar = new double[inverter.length];
        int places = Arrays.stream(place).max().orElse(-1) + 1;
        sumP = new double[places];
        sumQ = new double[places];
    }

    int count() {
        return inverter.length;
    }

    void available(int k, double kw) {
        availableKw[k] = kw;
    }

    double injectedP(int at) {
        return at < sumP.length ? sumP[at] : 0;
    }

    double injectedQ(int at) {
        return at < sumQ.length ? sumQ[at] : 0;
    }

    /// Begins where the curves stand at the voltages without load.
    void start(double[] voltageSquared) {
        Arrays.fill(sumP, 0);
        Arrays.fill(sumQ, 0);
        for (int k = 0; k < inverter.length; k++) {
            double voltage = Math.sqrt(voltageSquared[place[k]]);
            activeKw[k] = inverter[k].activeKw(availableKw[k], voltage);
            reactiveKvar[k] = inverter[k].reactiveKvar(availableKw[k], voltage);
            sumP[place[k]] += activeKw[k] / baseKva;
            sumQ[place[k]] += reactiveKvar[k] / baseKva;
        }
    }

    /// Goes a share of the way to what the curves ask at these voltages, in the power that each bus takes too.
    ///
    /// @return the longest way, share of the inverter's rating
    double follow(double[] voltageSquared, double[] takenP, double[] takenQ, int sweep) {
        double share = SHARE / (1 << (sweep / SWEEPS_BEFORE_HALVING));
        double longest = 0;
        for (int k = 0; k < inverter.length; k++) {
            double voltage = Math.sqrt(voltageSquared[place[k]]);
            double wayP = inverter[k].activeKw(availableKw[k], voltage) - activeKw[k];
            double wayQ = inverter[k].reactiveKvar(availableKw[k], voltage) - reactiveKvar[k];
            longest = Math.max(longest, Math.max(Math.abs(wayP), Math.abs(wayQ)) / inverter[k].ratedKva());
            activeKw[k] += share * wayP;
            reactiveKvar[k] += share * wayQ;
            sumP[place[k]] += share * wayP / baseKva;
            sumQ[place[k]] += share * wayQ / baseKva;
            takenP[place[k]] -= share * wayP / baseKva;
            takenQ[place[k]] -= share * wayQ / baseKva;
        }
        return longest;
    }

    List<Double> activeKw() {
        return boxed(activeKw);
    }

    List<Double> reactiveKvar() {
        return boxed(reactiveKvar);
    }

    private static List<Double> boxed(double[] values) {
        List<Double> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(value);
        }
        return list;
    }
}
