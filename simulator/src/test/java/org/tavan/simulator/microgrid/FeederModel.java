package org.tavan.simulator.microgrid;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.tavan.powerflow.PerPhase;
import org.tavan.powerflow.Phase;
import org.tavan.powerflow.PhaseMatrix;
import org.tavan.powerflow.Phases;
import org.tavan.powerflow.ThreePhaseBranch;
import org.tavan.powerflow.ThreePhaseBus;
import org.tavan.powerflow.ThreePhaseCapacitor;
import org.tavan.powerflow.ThreePhaseFeeder;
import org.tavan.powerflow.ThreePhaseFlow;
import org.tavan.powerflow.ThreePhaseLoad;
import org.tavan.powerflow.ThreePhaseSettings;
import org.tavan.powerflow.ThreePhaseTaps;
import org.tavan.powerflow.ZipLoad;
import org.tavan.schema.Feeder;

/// A configured feeder as the load flow has it.
final class FeederModel {
    private final Feeder feeder;
    private final ThreePhaseFlow flow;
    private final double nominalKw;

    FeederModel(Feeder feeder) {
        this.feeder = feeder;
        this.nominalKw = feeder.getLoads()
                .stream()
                .mapToDouble(load -> perPhase(load.getPhaseKw()).total())
                .sum();
        List<ThreePhaseBranch> branches = new ArrayList<>();
        feeder.getLines()
                .forEach(line -> branches.add(new ThreePhaseBranch.Line(line.getLineId(), line.getFromBus(),
                        line.getToBus(), Phases.of(line.getPhases()), matrix(line.getResistanceOhm()),
                        matrix(line.getReactanceOhm()), PhaseMatrix.ZERO)));
        feeder.getRegulators()
                .forEach(regulator -> branches.add(new ThreePhaseBranch.Regulator(regulator.getRegulatorId(),
                        regulator.getFromBus(), regulator.getToBus(), Phases.ABC)));
        this.flow = new ThreePhaseFlow(new ThreePhaseFeeder(feeder.getSourceBus(),
                feeder.getBuses().stream().map(bus -> new ThreePhaseBus(bus, feeder.getNominalKv())).toList(),
                branches,
                feeder.getLoads()
                        .stream()
                        .map(load -> ThreePhaseLoad.wye(load.getBus(), perPhase(load.getPhaseKw()),
                                perPhase(load.getPhaseKvar()), zip(load.getZip())))
                        .toList(),
                feeder.getCapacitors()
                        .stream()
                        .map(bank -> new ThreePhaseCapacitor(bank.getCapacitorId(), bank.getBus(),
                                perPhase(bank.getStepKvar()), bank.getSteps()))
                        .toList()),
                ThreePhaseSettings.DEFAULT);
    }

    double nominalKw() {
        return nominalKw;
    }

    /// The lowest tap position at which every phase of every bus keeps the limits, without capacitors.
    OptionalInt lowestTap(double loadKw) {
        flow.setLoadFactors(loadKw / nominalKw);
        return IntStream.rangeClosed(-16, 16).filter(this::holds).findFirst();
    }

    /// Lowest voltage of any phase with the tap changer in the middle (pu).
    double lowestPu(double loadKw) {
        flow.setLoadFactors(loadKw / nominalKw);
        holds(0);
        return flow.lowestVoltagePu();
    }

    /// Largest difference between the phases of one bus with the tap changer in the middle (pu).
    double unbalancePu(double loadKw) {
        lowestPu(loadKw);
        return IntStream.range(0, feeder.getBuses().size()).mapToDouble(bus -> {
            double[] voltages = {flow.voltagePu(bus, Phase.A), flow.voltagePu(bus, Phase.B),
                    flow.voltagePu(bus, Phase.C)};
            return IntStream.range(0, 3)
                    .mapToDouble(phase -> Math.abs(voltages[phase] - voltages[(phase + 1) % 3]))
                    .max()
                    .orElseThrow();
        }).max().orElseThrow();
    }

    private boolean holds(int tap) {
        flow.setTaps(0, new ThreePhaseTaps(tap, tap, tap));
        return flow.solve() && flow.lowestVoltagePu() >= feeder.getVoltageMinPu()
                && flow.highestVoltagePu() <= feeder.getVoltageMaxPu();
    }

    private static PerPhase perPhase(List<Double> values) {
        return new PerPhase(values.get(0), values.get(1), values.get(2));
    }

    private static PhaseMatrix matrix(List<Double> values) {
        return new PhaseMatrix(values.get(0), values.get(1), values.get(2), values.get(3), values.get(4),
                values.get(5));
    }

    private static ZipLoad zip(List<Double> shares) {
        return new ZipLoad(shares.get(0), shares.get(1), shares.get(2), shares.get(3), shares.get(4),
                shares.get(5));
    }
}
