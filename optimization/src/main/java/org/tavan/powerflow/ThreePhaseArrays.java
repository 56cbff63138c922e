package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A feeder as flat arrays, per unit on 1 MVA a phase; buses in the order of the tree, parents before children. Never written after it is made.
///
/// Shape: of bus `k` and phase `p` the real part of a complex vector is at `6k + 2p`, the imaginary one behind it. A symmetric matrix has its
/// entries aa, ab, ac, bb, bc, cc. Behind the last bus each load part has a neutral, whose voltage is 0, so that a wye load is a delta load to
/// it; each has its own, for what one adds to a place another has to wait for.
final class ThreePhaseArrays {
    /// Power of 1 pu (kW).
    static final double BASE_KW = 1000;

    final List<ThreePhaseBus> buses;
    final List<ThreePhaseTree.Node> nodes;
    final Map<String, Integer> busIndex = new HashMap<>();
    /// Of the branch that feeds bus `k`; nothing at the source.
    final String[] branchName;
    /// Index of the bus that feeds bus `k`.
    final int[] parent;
    /// Series impedance of the branch that feeds bus `k`: 12 numbers from `12k`, real and imaginary parts in turn.
    final double[] impedance;
    /// Whether that impedance is other than zero.
    final boolean[] hasImpedance;
    /// Whether the branch that feeds bus `k` is a transformer with a delta on the other side.
    final boolean[] isDelta;
    /// Ratio of the branch that feeds bus `k` on phase `p` at neutral taps, at `3k + p`; zero where the phase is missing.
    final double[] ratio;
    /// Half the susceptance of the line that feeds bus `k`, 6 numbers from `6k`.
    final double[] halfSusceptance;
    /// Susceptance of all lines at bus `k`, without capacitors, 6 numbers from `6k`.
    final double[] susceptance;
    /// Bus behind each regulator.
    final int[] regulatorBus;
    /// Bus of each bank of capacitors.
    final int[] capacitorBus;
    /// Susceptance of one step of each bank, 6 numbers from `6i`.
    final double[] capacitorStep;
    final int[] capacitorSteps;
    /// Place of the voltage at the one end of each load part, at its other end, and which load it is a part of.
    final int[] partFrom;
    final int[] partTo;
    final int[] partLoad;
    /// Coefficients of each load part: constant power, current and impedance, active and reactive in turn, 6 numbers from `6i`.
    final double[] partPower;

    ThreePhaseArrays(ThreePhaseFeeder feeder) {
        ThreePhaseTree tree = feeder.tree();
        buses = tree.buses();
        nodes = tree.nodes();
        int n = buses.size();
        parent = nodes.stream().mapToInt(ThreePhaseTree.Node::parent).toArray();
        branchName = new String[n];
        branchName[0] = "";
        impedance = new double[12 * n];
        hasImpedance = new boolean[n];
        isDelta = new boolean[n];
        ratio = new double[3 * n];
        halfSusceptance = new double[6 * n];
        susceptance = new double[6 * n];
        Map<String, Integer> busBehind = new HashMap<>();
        for (int k = 0; k < n; k++) {
            busIndex.put(buses.get(k).name(), k);
            if (k > 0) {
                ThreePhaseBranch branch = feeder.branches().get(nodes.get(k).branch());
                branchName[k] = branch.name();
                fill(k, branch);
                busBehind.put(branch.name(), k);
            }
        }
        for (int k = 1; k < n; k++) {
            for (int i = 0; i < 6; i++) {
                susceptance[6 * k + i] += halfSusceptance[6 * k + i];
                susceptance[6 * parent[k] + i] += halfSusceptance[6 * k + i];
            }
        }
        regulatorBus = feeder.regulators().stream().mapToInt(busBehind::get).toArray();
        List<ThreePhaseCapacitor> banks = feeder.capacitors();
        capacitorBus = banks.stream().mapToInt(bank -> at(bank.bus())).toArray();
        capacitorSteps = banks.stream().mapToInt(ThreePhaseCapacitor::steps).toArray();
        capacitorStep = new double[6 * banks.size()];
        for (int i = 0; i < banks.size(); i++) {
            put(capacitorStep, 6 * i, 1, banks.get(i).susceptance(BASE_KW));
        }
        List<Part> parts = parts(feeder);
        partFrom = parts.stream().mapToInt(Part::from).toArray();
        partTo = parts.stream().mapToInt(Part::to).toArray();
        partLoad = parts.stream().mapToInt(Part::load).toArray();
        partPower = parts.stream().flatMapToDouble(part -> Arrays.stream(coefficients(part))).toArray();
    }

    int busCount() {
        return parent.length;
    }

    /// The number of places in a vector before the neutrals.
    int places() {
        return 6 * parent.length;
    }

    /// Place of the neutral of a load part.
    int neutral(int part) {
        return places() + 2 * part;
    }

    int at(String bus) {
        Integer index = busIndex.get(bus);
        if (index == null) {
            throw new IllegalArgumentException("The feeder has no bus %s.".formatted(bus));
        }
        return index;
    }

    private void fill(int k, ThreePhaseBranch branch) {
        double turns = 1;
        double ohmPerPu = buses.get(k).ohmPerPu();
        switch (branch) {
            case ThreePhaseBranch.Line line -> {
                putImpedance(k, line.resistanceOhm().times(1 / ohmPerPu),
                        line.reactanceOhm().times(1 / ohmPerPu));
                put(halfSusceptance, 6 * k, 1, line.susceptanceMicrosiemens().times(0.5e-6 * ohmPerPu));
            }
            case ThreePhaseBranch.Transformer transformer -> {
                double primary = transformer.primaryKv() / buses.get(parent[k]).nominalKv();
                double secondary = transformer.secondaryKv() / buses.get(k).nominalKv();
                turns = secondary / primary;
                isDelta[k] = transformer.windings() == ThreePhaseBranch.Windings.DELTA_WYE;
                double kvaPerPhase = transformer.ratedKva() / count(branch.phases());
                double scale = BASE_KW / kvaPerPhase * secondary * secondary / 100;
                putImpedance(k,
                        PhaseMatrix.diagonal(branch.phases(), transformer.resistancePercent() * scale),
                        PhaseMatrix.diagonal(branch.phases(), transformer.reactancePercent() * scale));
            }
            case ThreePhaseBranch.Switch _,ThreePhaseBranch.Regulator _ -> {
                // Neither has impedance.
            }
        }
        for (Phase phase : Phase.values()) {
            ratio[3 * k + phase.index()] = branch.phases().has(phase) ? turns : 0;
        }
    }

    private void putImpedance(int k, PhaseMatrix resistance, PhaseMatrix reactance) {
        put(impedance, 12 * k, 2, resistance);
        put(impedance, 12 * k + 1, 2, reactance);
        for (int i = 12 * k; i < 12 * k + 12; i++) {
            hasImpedance[k] |= impedance[i] != 0;
        }
    }

    private static void put(double[] target, int offset, int stride, PhaseMatrix m) {
        target[offset] = m.aa();
        target[offset + stride] = m.ab();
        target[offset + 2 * stride] = m.ac();
        target[offset + 3 * stride] = m.bb();
        target[offset + 4 * stride] = m.bc();
        target[offset + 5 * stride] = m.cc();
    }

    private static int count(Phases phases) {
        return (phases.a() ? 1 : 0) + (phases.b() ? 1 : 0) + (phases.c() ? 1 : 0);
    }

    /// A load between two places of the voltage vector.
    private record Part(int from, int to, int load, double kw, double kvar, ZipLoad zip, boolean isDelta) {}

    private List<Part> parts(ThreePhaseFeeder feeder) {
        List<Part> parts = new ArrayList<>();
        for (int l = 0; l < feeder.loads().size(); l++) {
            ThreePhaseLoad load = feeder.loads().get(l);
            boolean isDelta = load.connection() == ThreePhaseLoad.Connection.DELTA;
            List<String> places = ThreePhaseFeeder.busesOf(load, feeder.branches());
            for (String place : places) {
                for (Phase phase : Phase.values()) {
                    if (load.isOn(phase)) {
                        int bus = 6 * at(place);
                        parts.add(new Part(bus + 2 * phase.index(),
                                isDelta ? bus + 2 * phase.next().index() : neutral(parts.size()), l,
                                load.kw().get(phase) / places.size(), load.kvar().get(phase) / places.size(),
                                load.zip(), isDelta));
                    }
                }
            }
        }
        return parts;
    }

    /// Of the power `P_0 (pp + ip U + zp U²)` with `U` the voltage across the load over its nominal one, `√3` pu for a delta.
    private static double[] coefficients(Part part) {
        double p = part.kw() / BASE_KW;
        double q = part.kvar() / BASE_KW;
        double nominal = part.isDelta() ? Math.sqrt(3) : 1;
        ZipLoad zip = part.zip();
        return new double[]{p * zip.pp(), q * zip.pq(), p * zip.ip() / nominal, q * zip.iq() / nominal,
                p * zip.zp() / (nominal * nominal), q * zip.zq() / (nominal * nominal)};
    }
}
