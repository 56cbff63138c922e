package org.tavan.solver.microgrid.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.tavan.schema.Feeder;
import org.tavan.schema.FeederCapacitor;
import org.tavan.schema.FeederLine;
import org.tavan.schema.FeederLoad;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.FeederRegulator;

/// Three-phase voltages of a feeder the plain and slow way: Kirchhoff's laws as one system of complex equations, with the currents of the loads
/// on its right-hand side until the voltages that they follow from stand still.
///
/// Unknown are the voltage of each phase of each bus but the source (V) and the current of each phase of each branch (A). At a bus,
/// `Σ I_in − Σ t I_out − jBV = I_load`; along a branch, `t V_from − V_to − Z I = 0`, with `t = 1 + n/160` at a regulator and 1 at a line.
final class FeederFlow {
    private static final double STEP = 0.00625;
    private static final double STILL = 1e-10;
    private static final int ROUNDS_MAX = 500;
    private static final double[] ANGLE = {0, -2 * Math.PI / 3, 2 * Math.PI / 3};

    private final Feeder feeder;
    private final double nominalVolts;
    private final List<Branch> branches = new ArrayList<>();
    /// Place of each voltage among the unknowns; the currents follow.
    private final Map<Node, Integer> nodes = new LinkedHashMap<>();

    /// A phase of a bus.
    record Node(String bus, int phase) {
        String letter() {
            return "ABC".substring(phase, phase + 1);
        }
    }

    private static final int[][] ENTRY = {{0, 1, 2}, {1, 3, 4}, {2, 4, 5}};

    /// @param resistanceOhm `aa, ab, ac, bb, bc, cc`, or one number for each phase alone
    /// @param reactanceOhm likewise
    /// @param regulator which one, negative for a line
    private record Branch(String from, String to, List<Integer> phases, List<Double> resistanceOhm,
            List<Double> reactanceOhm, int regulator) {

        static double ohm(List<Double> matrix, int row, int column) {
            if (matrix.size() == 1) {
                return row == column ? matrix.getFirst() : 0;
            }
            return matrix.get(ENTRY[row][column]);
        }
    }

    /// A solution.
    ///
    /// @param voltagePu of each phase of each bus but the source
    /// @param loadKw what loads draw
    /// @param lossKw what lines lose
    record Solution(Map<Node, Double> voltagePu, double loadKw, double lossKw) {}

    FeederFlow(Feeder feeder) {
        this.feeder = feeder;
        nominalVolts = 1000 * feeder.getNominalKv() / Math.sqrt(3);
        for (FeederLine line : feeder.getLines()) {
            List<Integer> phases = line.getPhases().chars().mapToObj("ABC"::indexOf).sorted().toList();
            branches.add(new Branch(line.getFromBus(), line.getToBus(), phases,
                    line.getResistanceOhm(), line.getReactanceOhm(), -1));
        }
        for (int k = 0; k < feeder.getRegulators().size(); k++) {
            FeederRegulator regulator = feeder.getRegulators().get(k);
            branches.add(new Branch(regulator.getFromBus(), regulator.getToBus(), List.of(0, 1, 2),
                    List.of(0.0), List.of(0.0), k));
        }
        for (Branch branch : branches) {
            for (int phase : branch.phases()) {
                number(new Node(branch.from(), phase));
                number(new Node(branch.to(), phase));
            }
        }
    }

    private void number(Node node) {
        if (!node.bus().equals(feeder.getSourceBus())) {
            nodes.putIfAbsent(node, nodes.size());
        }
    }

    /// Solves.
    ///
    /// @param factor multiple of every load's nominal power
    /// @return the voltages, not a number where they do not stand still
    Solution solve(double factor, FeederPosition position) {
        int unknowns = nodes.size() + branches.stream().mapToInt(branch -> branch.phases().size()).sum();
        var system = new ComplexSystem(unknowns);
        double[] fixedRe = new double[unknowns];
        double[] fixedIm = new double[unknowns];
        assemble(system, position, fixedRe, fixedIm);
        double[][] x = system.solve(fixedRe, fixedIm);
        double moved = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS_MAX && moved > STILL; round++) {
            double[] rightRe = fixedRe.clone();
            double[] rightIm = fixedIm.clone();
            draw(factor, x, rightRe, rightIm);
            double[][] next = system.solve(rightRe, rightIm);
            moved = 0;
            for (int i = 0; i < nodes.size(); i++) {
                double change = Math.hypot(next[0][i] - x[0][i], next[1][i] - x[1][i]) / nominalVolts;
                moved = change <= moved ? moved : change;
            }
            x = next;
        }
        boolean still = moved <= STILL;
        Map<Node, Double> voltagePu = new LinkedHashMap<>();
        for (Map.Entry<Node, Integer> node : nodes.entrySet()) {
            int i = node.getValue();
            voltagePu.put(node.getKey(),
                    still ? Math.hypot(x[0][i], x[1][i]) / nominalVolts : Double.NaN);
        }
        return new Solution(voltagePu, draw(factor, x, new double[unknowns], new double[unknowns]) / 1000,
                loss(x) / 1000);
    }

    private void assemble(ComplexSystem system, FeederPosition position, double[] rightRe, double[] rightIm) {
        int current = nodes.size();
        for (Branch branch : branches) {
            double ratio = branch.regulator() < 0
                    ? 1
                    : 1 + STEP * position.getTaps().get(branch.regulator());
            int first = current;
            for (int phase : branch.phases()) {
                voltage(system, current, new Node(branch.from(), phase), ratio, rightRe, rightIm);
                voltage(system, current, new Node(branch.to(), phase), -1, rightRe, rightIm);
                for (int k = 0; k < branch.phases().size(); k++) {
                    int other = branch.phases().get(k);
                    system.add(current, first + k, -Branch.ohm(branch.resistanceOhm(), phase, other),
                            -Branch.ohm(branch.reactanceOhm(), phase, other));
                }
                meet(system, new Node(branch.from(), phase), current, -ratio);
                meet(system, new Node(branch.to(), phase), current, 1);
                current++;
            }
        }
        for (int k = 0; k < feeder.getCapacitors().size(); k++) {
            FeederCapacitor bank = feeder.getCapacitors().get(k);
            for (int phase = 0; phase < 3; phase++) {
                double kvar = bank.getStepKvar().get(phase) * position.getCapacitorSteps().get(k);
                Integer at = nodes.get(new Node(bank.getBus(), phase));
                if (at != null) {
                    system.add(at, at, 0, -1000 * kvar / (nominalVolts * nominalVolts));
                }
            }
        }
    }

    /// The voltage of a node in the equation of a branch; that of the source is known.
    private void voltage(ComplexSystem system, int equation, Node node, double factor, double[] rightRe,
            double[] rightIm) {
        Integer at = nodes.get(node);
        if (at != null) {
            system.add(equation, at, factor, 0);
        } else {
            double volts = feeder.getSourceVoltagePu() * nominalVolts;
            rightRe[equation] -= factor * volts * Math.cos(ANGLE[node.phase()]);
            rightIm[equation] -= factor * volts * Math.sin(ANGLE[node.phase()]);
        }
    }

    private void meet(ComplexSystem system, Node node, int current, double factor) {
        Integer at = nodes.get(node);
        if (at != null) {
            system.add(at, current, factor, 0);
        }
    }

    /// Adds the currents of all loads, `I = ((P + jQ) / U)*`, to a right-hand side.
    ///
    /// @return their active power (W)
    private double draw(double factor, double[][] x, double[] rightRe, double[] rightIm) {
        double watts = 0;
        for (FeederLoad load : feeder.getLoads()) {
            for (int phase = 0; phase < 3; phase++) {
                double kw = factor * load.getPhaseKw().get(phase);
                double kvar = factor * load.getPhaseKvar().get(phase);
                if (kw == 0 && kvar == 0) {
                    continue;
                }
                Node one = new Node(load.getBus(), phase);
                Node other = new Node(load.getBus(), (phase + 1) % 3);
                double[] u = volts(one, x);
                if (load.getDelta()) {
                    double[] v = volts(other, x);
                    u = new double[]{u[0] - v[0], u[1] - v[1]};
                }
                double square = u[0] * u[0] + u[1] * u[1];
                double pu = Math.sqrt(square) / nominalVolts / (load.getDelta() ? Math.sqrt(3) : 1);
                double p = 1000 * kw * share(load.getZip().subList(0, 3), pu);
                double q = 1000 * kvar * share(load.getZip().subList(3, 6), pu);
                double re = (p * u[0] + q * u[1]) / square;
                double im = (p * u[1] - q * u[0]) / square;
                take(one, re, im, rightRe, rightIm);
                if (load.getDelta()) {
                    take(other, -re, -im, rightRe, rightIm);
                }
                watts += p;
            }
        }
        return watts;
    }

    /// Shares of impedance, current and power, rounded in print, draw the nominal power at 1 pu.
    private static double share(List<Double> zip, double pu) {
        return ((zip.get(0) * pu + zip.get(1)) * pu + zip.get(2)) / (zip.get(0) + zip.get(1) + zip.get(2));
    }

    private double[] volts(Node node, double[][] x) {
        Integer at = nodes.get(node);
        double volts = feeder.getSourceVoltagePu() * nominalVolts;
        return at == null
                ? new double[]{volts * Math.cos(ANGLE[node.phase()]), volts * Math.sin(ANGLE[node.phase()])}
                : new double[]{x[0][at], x[1][at]};
    }

    private void take(Node node, double re, double im, double[] rightRe, double[] rightIm) {
        Integer at = nodes.get(node);
        if (at != null) {
            rightRe[at] += re;
            rightIm[at] += im;
        }
    }

    /// `Re Σ I* Z I` (W).
    private double loss(double[][] x) {
        double watts = 0;
        int first = nodes.size();
        for (Branch branch : branches) {
            int count = branch.phases().size();
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    double ohm = Branch.ohm(branch.resistanceOhm(), branch.phases().get(i),
                            branch.phases().get(j));
                    watts += ohm * (x[0][first + i] * x[0][first + j] + x[1][first + i] * x[1][first + j]);
                }
            }
            first += count;
        }
        return watts;
    }
}
