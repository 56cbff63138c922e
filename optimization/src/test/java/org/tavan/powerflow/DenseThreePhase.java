package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.tavan.powerflow.ThreePhaseLoad.Connection;
import org.tavan.powerflow.ThreePhaseLoad.Place;

/// The flow by brute force, in volt, ampere and ohm: Kirchhoff's laws of every node and branch as one dense linear system, solved again with the
/// currents of the loads at the voltages found until these stand still. Shares no arithmetic with the sweep.
final class DenseThreePhase {
    private final ThreePhaseFeeder feeder;
    private final ThreePhaseOperation operation;
    /// Unknowns: voltages of the nodes, then currents of the branches by phase.
    private final Map<String, Integer> unknowns = new HashMap<>();
    private final double[][] matrix;
    private final double[] right;
    /// Kirchhoff's current law at the source, whose place in the system the given voltages take: six rows.
    private double[][] sourceRows = new double[0][];
    private double[] sourceRight = new double[0];
    private double[] solution;

    private DenseThreePhase(ThreePhaseFeeder feeder, ThreePhaseOperation operation) {
        this.feeder = feeder;
        this.operation = operation;
        for (Phase phase : Phase.values()) {
            unknowns.put(feeder.sourceBus() + phase, unknowns.size());
        }
        for (ThreePhaseBranch branch : feeder.branches()) {
            if (branch.isClosed()) {
                for (Phase phase : present(branch.phases())) {
                    unknowns.computeIfAbsent(branch.fromBus() + phase, key -> unknowns.size());
                    unknowns.computeIfAbsent(branch.toBus() + phase, key -> unknowns.size());
                    unknowns.put("branch " + branch.name() + phase, unknowns.size());
                }
            }
        }
        matrix = new double[2 * unknowns.size()][2 * unknowns.size()];
        right = new double[2 * unknowns.size()];
        solution = new double[2 * unknowns.size()];
    }

    /// @param voltages magnitude and angle (pu, °) by bus and phase, as `671A`
    /// @param sourceKw given by the source on each phase (kW)
    record Solution(Map<String, double[]> voltages, PerPhase sourceKw) {

        double[] voltage(String node) {
            return Objects.requireNonNull(voltages.get(node), node);
        }
    }

    static Solution solve(ThreePhaseFeeder feeder, ThreePhaseOperation operation) {
        DenseThreePhase dense = new DenseThreePhase(feeder, operation);
        dense.assemble();
        dense.iterate();
        Map<String, double[]> voltages = new HashMap<>();
        for (ThreePhaseBus bus : feeder.buses()) {
            for (Phase phase : Phase.values()) {
                Integer at = dense.unknowns.get(bus.name() + phase);
                if (at != null) {
                    double re = dense.solution[2 * at];
                    double im = dense.solution[2 * at + 1];
                    voltages.put(bus.name() + phase, new double[]{Math.hypot(re, im) / nominalVolt(bus),
                            Math.toDegrees(Math.atan2(im, re))});
                }
            }
        }
        return new Solution(voltages, new PerPhase(dense.sourceKw(0), dense.sourceKw(2), dense.sourceKw(4)));
    }

    /// The source's nodes are the first unknowns.
    private double sourceKw(int row) {
        double re = -sourceRight[row];
        double im = -sourceRight[row + 1];
        for (int j = 0; j < solution.length; j++) {
            re += sourceRows[row][j] * solution[j];
            im += sourceRows[row + 1][j] * solution[j];
        }
        return (solution[row] * re + solution[row + 1] * im) / 1e3;
    }

    private void assemble() {
        for (ThreePhaseBranch branch : feeder.branches()) {
            if (branch.isClosed()) {
                assemble(branch);
            }
        }
        for (ThreePhaseCapacitor bank : feeder.capacitors()) {
            int steps = operation.capacitorSteps().getOrDefault(bank.name(), bank.steps());
            double volt = nominalVolt(bus(bank.bus()));
            for (Phase phase : Phase.values()) {
                if (bank.kvarPerStep().get(phase) > 0) {
                    int at = at(bank.bus() + phase);
                    double siemens = 1e3 * steps * bank.kvarPerStep().get(phase) / (volt * volt);
                    if (bank.connection() == ThreePhaseLoad.Connection.WYE) {
                        add(at, at, 0, siemens);
                    } else {
                        int other = at(bank.bus() + phase.next());
                        add(at, at, 0, siemens / 3);
                        add(at, other, 0, -siemens / 3);
                        add(other, other, 0, siemens / 3);
                        add(other, at, 0, -siemens / 3);
                    }
                }
            }
        }
        for (LoadPart part : loadParts()) {
            double square = part.nominalVolt * part.nominalVolt;
            double re = 1e3 * part.kw * part.zip.zp() / square;
            double im = -1e3 * part.kvar * part.zip.zq() / square;
            add(part.from, part.from, re, im);
            if (part.to >= 0) {
                add(part.from, part.to, -re, -im);
                add(part.to, part.to, re, im);
                add(part.to, part.from, -re, -im);
            }
        }
        sourceRows = Arrays.stream(matrix).limit(6).map(double[]::clone).toArray(double[][]::new);
        for (Phase phase : Phase.values()) {
            int at = at(feeder.sourceBus() + phase);
            Arrays.fill(matrix[2 * at], 0);
            Arrays.fill(matrix[2 * at + 1], 0);
            add(at, at, 1, 0);
        }
    }

    /// Rows of nodes say that what flows out is zero; rows of branches that `V_to − t V_from + Z I = 0`.
    private void assemble(ThreePhaseBranch branch) {
        for (Phase phase : present(branch.phases())) {
            int from = at(branch.fromBus() + phase);
            int to = at(branch.toBus() + phase);
            int through = at("branch " + branch.name() + phase);
            double ratio = 1;
            switch (branch) {
                case ThreePhaseBranch.Line line -> {
                    for (Phase other : present(line.phases())) {
                        add(through, at("branch " + branch.name() + other),
                                line.resistanceOhm().get(phase, other),
                                line.reactanceOhm().get(phase, other));
                        double half = 0.5e-6 * line.susceptanceMicrosiemens().get(phase, other);
                        add(from, at(branch.fromBus() + other), 0, half);
                        add(to, at(branch.toBus() + other), 0, half);
                    }
                }
                case ThreePhaseBranch.Transformer transformer -> {
                    ratio = transformer.secondaryKv() / transformer.primaryKv();
                    double ohm = transformer.secondaryKv() * transformer.secondaryKv() * 1e3 / 3
                            / (transformer.ratedKva() / present(transformer.phases()).size());
                    add(through, through, ohm * transformer.resistancePercent() / 100,
                            ohm * transformer.reactancePercent() / 100);
                }
                case ThreePhaseBranch.Regulator _ -> ratio = 1 + 0.00625
                        * operation.taps().getOrDefault(branch.name(), ThreePhaseTaps.NEUTRAL).get(phase);
                case ThreePhaseBranch.Switch _ -> {
                }
            }
            add(through, to, 1, 0);
            add(to, through, -1, 0);
            if (branch instanceof ThreePhaseBranch.Transformer transformer
                    && transformer.windings() == ThreePhaseBranch.Windings.DELTA_WYE) {
                // The winding between this phase and the one before drives the phase behind it, turn by turn.
                ratio /= Math.sqrt(3);
                int before = at(branch.fromBus() + phase.next().next());
                add(through, before, ratio, 0);
                add(before, through, -ratio, 0);
            }
            add(through, from, -ratio, 0);
            add(from, through, ratio, 0);
        }
    }

    private void iterate() {
        for (int round = 0; round < 400; round++) {
            Arrays.fill(right, 0);
            if (round > 0) {
                loadParts().forEach(this::addCurrent);
                operation.injections().forEach(this::addInjection);
            }
            sourceRight = Arrays.copyOf(right, 6);
            for (Phase phase : Phase.values()) {
                int at = at(feeder.sourceBus() + phase);
                double volt = operation.sourceVoltagePu().get(phase) * nominalVolt(bus(feeder.sourceBus()));
                right[2 * at] = volt * Math.cos(Math.toRadians(phase.sourceDegrees()));
                right[2 * at + 1] = volt * Math.sin(Math.toRadians(phase.sourceDegrees()));
            }
            double[] next = eliminate();
            double moved = 0;
            for (int i = 0; i < next.length; i++) {
                moved = Math.max(moved, Math.abs(next[i] - solution[i]));
            }
            solution = next;
            if (round > 0 && moved < 1e-10) {
                return;
            }
        }
        throw new AssertionError("The fixed point was not reached.");
    }

    private void addCurrent(LoadPart part) {
        double re = solution[2 * part.from] - (part.to >= 0 ? solution[2 * part.to] : 0);
        double im = solution[2 * part.from + 1] - (part.to >= 0 ? solution[2 * part.to + 1] : 0);
        double u = Math.hypot(re, im) / part.nominalVolt;
        double p = 1e3 * part.kw * (part.zip.ip() * u + part.zip.pp());
        double q = 1e3 * part.kvar * (part.zip.iq() * u + part.zip.pq());
        draw(part.from, p, q, re, im, 1);
        if (part.to >= 0) {
            draw(part.to, p, q, re, im, -1);
        }
    }

    private void addInjection(ThreePhaseInjection injection) {
        for (Phase phase : Phase.values()) {
            Integer at = unknowns.get(injection.bus() + phase);
            if (at != null) {
                draw(at, -1e3 * injection.kw().get(phase), -1e3 * injection.kvar().get(phase),
                        solution[2 * at],
                        solution[2 * at + 1], 1);
            }
        }
    }

    /// Takes `(S / U)*` out of a node.
    private void draw(int node, double p, double q, double re, double im, double sign) {
        double square = re * re + im * im;
        right[2 * node] -= sign * (p * re + q * im) / square;
        right[2 * node + 1] -= sign * (p * im - q * re) / square;
    }

    private record LoadPart(int from, int to, double nominalVolt, double kw, double kvar, ZipLoad zip) {}

    private List<LoadPart> loadParts() {
        List<LoadPart> parts = new ArrayList<>();
        for (ThreePhaseLoad load : feeder.loads()) {
            double factor = operation.loadFactors().getOrDefault(load.name(), 1.0);
            switch (load.place()) {
                case Place.At(String bus) -> addParts(parts, load, bus, factor);
                case Place.Along(String line) -> {
                    ThreePhaseBranch along = feeder.branches()
                            .stream()
                            .filter(branch -> branch.name().equals(line))
                            .findFirst()
                            .orElseThrow();
                    addParts(parts, load, along.fromBus(), factor / 2);
                    addParts(parts, load, along.toBus(), factor / 2);
                }
            }
        }
        return parts;
    }

    private void addParts(List<LoadPart> parts, ThreePhaseLoad load, String bus, double factor) {
        boolean isDelta = load.connection() == Connection.DELTA;
        double volt = nominalVolt(bus(bus)) * (isDelta ? Math.sqrt(3) : 1);
        Phase[] ends = {Phase.B, Phase.C, Phase.A};
        for (Phase phase : Phase.values()) {
            if (load.kw().get(phase) != 0 || load.kvar().get(phase) != 0) {
                parts.add(new LoadPart(at(bus + phase),
                        isDelta ? at(bus + ends[phase.index()]) : -1, volt,
                        factor * load.kw().get(phase), factor * load.kvar().get(phase), load.zip()));
            }
        }
    }

    private void add(int row, int column, double re, double im) {
        matrix[2 * row][2 * column] += re;
        matrix[2 * row][2 * column + 1] -= im;
        matrix[2 * row + 1][2 * column] += im;
        matrix[2 * row + 1][2 * column + 1] += re;
    }

    /// Gauss with the largest pivot of each column, rows scaled to 1.
    private double[] eliminate() {
        int n = right.length;
        double[][] a = new double[n][];
        double[] b = right.clone();
        for (int i = 0; i < n; i++) {
            double largest = Arrays.stream(matrix[i]).map(Math::abs).max().orElseThrow();
            a[i] = Arrays.stream(matrix[i]).map(x -> x / largest).toArray();
            b[i] /= largest;
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            double[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            double value = b[pivot];
            b[pivot] = b[k];
            b[k] = value;
            for (int i = k + 1; i < n; i++) {
                double factor = a[i][k] / row[k];
                if (factor != 0) {
                    for (int j = k; j < n; j++) {
                        a[i][j] -= factor * row[j];
                    }
                    b[i] -= factor * value;
                }
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                b[k] -= a[k][j] * b[j];
            }
            b[k] /= a[k][k];
        }
        return b;
    }

    private int at(String unknown) {
        return Objects.requireNonNull(unknowns.get(unknown), unknown);
    }

    private ThreePhaseBus bus(String name) {
        return feeder.buses().stream().filter(bus -> bus.name().equals(name)).findFirst().orElseThrow();
    }

    private static double nominalVolt(ThreePhaseBus bus) {
        return 1e3 * bus.nominalKv() / Math.sqrt(3);
    }

    private static List<Phase> present(Phases phases) {
        return Arrays.stream(Phase.values()).filter(phases::has).toList();
    }
}
