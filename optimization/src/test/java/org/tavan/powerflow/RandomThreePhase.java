package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.tavan.powerflow.ThreePhaseBranch.Windings;
import org.tavan.powerflow.ThreePhaseLoad.Connection;
import org.tavan.powerflow.ThreePhaseLoad.Place;

/// Radial feeders of all kinds of elements, with missing phases, lightly enough loaded that they have a solution.
final class RandomThreePhase {
    private static final List<String> PHASES = List.of("A", "B", "C", "AB", "BC", "AC", "ABC", "ABC", "ABC");

    private final RandomGenerator random;
    private final boolean isLinear;
    private final List<ThreePhaseBus> buses = new ArrayList<>();
    private final List<Phases> phases = new ArrayList<>();
    private final List<ThreePhaseBranch> branches = new ArrayList<>();
    private final List<ThreePhaseLoad> loads = new ArrayList<>();
    private final List<ThreePhaseCapacitor> capacitors = new ArrayList<>();
    private final Map<String, ThreePhaseTaps> taps = new HashMap<>();
    private final Map<String, Integer> steps = new HashMap<>();
    private final Map<String, Double> factors = new HashMap<>();
    private final List<ThreePhaseInjection> injections = new ArrayList<>();

    private RandomThreePhase(long seed, boolean isLinear) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.isLinear = isLinear;
    }

    record Case(ThreePhaseFeeder feeder, ThreePhaseOperation operation) {}

    /// @param isLinear whether all loads are constant impedances and nothing injects
    static Case of(long seed, boolean isLinear) {
        return new RandomThreePhase(seed, isLinear).make();
    }

    private Case make() {
        buses.add(new ThreePhaseBus("source", 4.16));
        phases.add(Phases.ABC);
        int count = random.nextInt(3, 11);
        for (int k = 1; k < count; k++) {
            addBus(k, random.nextInt(k));
        }
        PerPhase source = new PerPhase(random.nextDouble(0.98, 1.05), random.nextDouble(0.98, 1.05),
                random.nextDouble(0.98, 1.05));
        return new Case(new ThreePhaseFeeder("source", buses, branches, loads, capacitors),
                new ThreePhaseOperation(source, taps, steps, factors, injections));
    }

    private void addBus(int k, int parent) {
        String name = "bus-" + k;
        String from = buses.get(parent).name();
        double kv = buses.get(parent).nominalKv();
        Phases there = phases.get(parent);
        String branch = from + "-" + name;
        switch (random.nextInt(7)) {
            case 0 -> {
                branches.add(new ThreePhaseBranch.Regulator(branch, from, name, there));
                taps.put(branch, new ThreePhaseTaps(random.nextInt(-16, 17), random.nextInt(-16, 17),
                        random.nextInt(-16, 17)));
            }
            case 1 -> branches.add(new ThreePhaseBranch.Switch(branch, name, from, there, true));
            case 2 -> {
                double low = kv > 1 ? 0.48 : 0.4;
                branches.add(new ThreePhaseBranch.Transformer(branch, from, name, there,
                        there.equals(Phases.ABC) && random.nextBoolean()
                                ? Windings.DELTA_WYE
                                : Windings.WYE_WYE,
                        random.nextDouble(500, 1500), kv,
                        low * random.nextDouble(0.98, 1.02), random.nextDouble(0.5, 1.5),
                        random.nextDouble(1, 4)));
                kv = low;
            }
            default -> {
                there = subset(there);
                boolean isTurned = random.nextBoolean();
                branches.add(line(branch, isTurned ? name : from, isTurned ? from : name, there, kv));
            }
        }
        buses.add(new ThreePhaseBus(name, kv));
        phases.add(there);
        addElements(k, name, branch, there);
    }

    private void addElements(int k, String name, String branch, Phases there) {
        if (random.nextInt(3) > 0) {
            boolean isDelta = !there.toString().matches("[ABC]") && random.nextBoolean();
            boolean isAlong = !isDelta && branches.getLast() instanceof ThreePhaseBranch.Line
                    && random.nextBoolean();
            loads.add(new ThreePhaseLoad("load-" + k, isAlong ? new Place.Along(branch) : new Place.At(name),
                    isDelta ? Connection.DELTA : Connection.WYE, power(there, isDelta, 60),
                    power(there, isDelta, 30),
                    isLinear ? ZipLoad.CONSTANT_IMPEDANCE : zip()));
            if (random.nextBoolean()) {
                factors.put("load-" + k, random.nextDouble(0, 1.5));
            }
        }
        if (random.nextInt(4) == 0) {
            boolean isDelta = !there.toString().matches("[ABC]") && random.nextBoolean();
            capacitors.add(new ThreePhaseCapacitor("bank-" + k, name,
                    isDelta ? Connection.DELTA : Connection.WYE, power(there, isDelta, 20), 3));
            steps.put("bank-" + k, random.nextInt(4));
        }
        if (!isLinear && random.nextInt(4) == 0) {
            injections.add(new ThreePhaseInjection(name, power(there, false, 40), power(there, false, -15)));
        }
    }

    private Phases subset(Phases there) {
        List<Phases> fitting = PHASES.stream().map(Phases::of).filter(there::cover).toList();
        return fitting.get(random.nextInt(fitting.size()));
    }

    /// Up to 2 % of the nominal impedance of 1 MVA a phase, mutual parts a third of the self parts.
    private ThreePhaseBranch.Line line(String name, String from, String to, Phases there, double kv) {
        double ohm = kv * kv / 3 * random.nextDouble(0.001, 0.02);
        return new ThreePhaseBranch.Line(name, from, to, there, matrix(there, ohm), matrix(there, 2 * ohm),
                matrix(there, 2e4 / ohm * 1e-4));
    }

    private PhaseMatrix matrix(Phases there, double self) {
        return new PhaseMatrix(term(there, Phase.A, Phase.A, self), term(there, Phase.A, Phase.B, self),
                term(there, Phase.A, Phase.C, self), term(there, Phase.B, Phase.B, self),
                term(there, Phase.B, Phase.C, self), term(there, Phase.C, Phase.C, self));
    }

    private double term(Phases there, Phase row, Phase column, double self) {
        double drawn = random.nextDouble(0.9, 1.1) * self;
        return there.has(row) && there.has(column) ? row == column ? drawn : drawn / 3 : 0;
    }

    private PerPhase power(Phases there, boolean isDelta, double most) {
        double[] values = new double[3];
        for (Phase phase : Phase.values()) {
            if (there.has(phase) && (!isDelta || there.has(phase.next())) && random.nextInt(4) > 0) {
                values[phase.index()] = most * random.nextDouble();
            }
        }
        return new PerPhase(values[0], values[1], values[2]);
    }

    private ZipLoad zip() {
        double zp = random.nextDouble(0, 1.5);
        double ip = random.nextDouble(-1.5, 1);
        double zq = random.nextDouble(0, 3);
        double iq = random.nextDouble(-3, 1);
        return new ZipLoad(zp, ip, 1 - zp - ip, zq, iq, 1 - zq - iq);
    }
}
