package org.tavan.solver.microgrid.codec;

import java.util.ArrayList;
import java.util.List;

import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.PerPhase;
import org.tavan.powerflow.PhaseMatrix;
import org.tavan.powerflow.Phases;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.RadialFeeder.TapChanger;
import org.tavan.powerflow.SinglePhaseEquivalent;
import org.tavan.powerflow.ThreePhaseBranch;
import org.tavan.powerflow.ThreePhaseBus;
import org.tavan.powerflow.ThreePhaseCapacitor;
import org.tavan.powerflow.ThreePhaseFeeder;
import org.tavan.powerflow.ThreePhaseLoad;
import org.tavan.powerflow.ZipLoad;
import org.tavan.schema.Feeder;
import org.tavan.schema.FeederCapacitor;
import org.tavan.schema.FeederLine;
import org.tavan.schema.FeederLoad;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.FeederRegulator;

/// A configured feeder as the load flows take it.
public final class FeederCodec {
    private FeederCodec() {}

    /// {@return the feeder with its three phases}
    ///
    /// @throws IllegalArgumentException naming the element that is wrong
    public static ThreePhaseFeeder threePhase(Feeder feeder) {
        List<ThreePhaseBranch> branches = new ArrayList<>();
        for (FeederRegulator regulator : feeder.getRegulators()) {
            branches.add(new ThreePhaseBranch.Regulator(regulator.getRegulatorId(), regulator.getFromBus(),
                    regulator.getToBus(), Phases.ABC));
        }
        for (FeederLine line : feeder.getLines()) {
            branches.add(line(line));
        }
        List<ThreePhaseLoad> loads = new ArrayList<>();
        for (FeederLoad load : feeder.getLoads()) {
            loads.add(load("load %d at bus %s".formatted(loads.size(), load.getBus()), load));
        }
        return new ThreePhaseFeeder(feeder.getSourceBus(),
                feeder.getBuses().stream().map(bus -> new ThreePhaseBus(bus, feeder.getNominalKv())).toList(),
                branches, loads, feeder.getCapacitors().stream().map(FeederCodec::capacitor).toList());
    }

    /// {@return its single-phase equivalent, with the configured limits of its tap changers}
    ///
    /// @throws IllegalArgumentException naming the element that is wrong
    public static RadialFeeder singlePhase(Feeder feeder) {
        RadialFeeder equivalent = SinglePhaseEquivalent.of(threePhase(feeder), feeder.getSourceVoltagePu());
        return new RadialFeeder(equivalent.source(), equivalent.sourceVoltagePu(), equivalent.nominalKv(),
                equivalent.buses(), equivalent.branches(),
                feeder.getRegulators().stream().map(FeederCodec::tapChanger).toList(),
                equivalent.capacitors(), equivalent.inverters());
    }

    /// {@return where everything stands as configured: taps at their initial positions, every capacitor in}
    public static FeederPositions configured(Feeder feeder) {
        return new FeederPositions(
                feeder.getRegulators().stream().map(FeederRegulator::getTapInitial).toList(),
                feeder.getCapacitors().stream().map(FeederCapacitor::getSteps).toList());
    }

    static FeederPositions positions(FeederPosition position) {
        return new FeederPositions(position.getTaps(), position.getCapacitorSteps());
    }

    private static TapChanger tapChanger(FeederRegulator regulator) {
        if (!(-16 <= regulator.getTapLowest() && regulator.getTapLowest() <= regulator.getTapInitial()
                && regulator.getTapInitial() <= regulator.getTapHighest()
                && regulator.getTapHighest() <= 16)) {
            throw new IllegalArgumentException(
                    "regulator %s: taps %d, %d, %d, expected -16 <= lowest <= initial <= highest <= 16"
                            .formatted(regulator.getRegulatorId(), regulator.getTapLowest(),
                                    regulator.getTapInitial(), regulator.getTapHighest()));
        }
        return new TapChanger(regulator.getFromBus(), regulator.getToBus(), regulator.getTapLowest(),
                regulator.getTapHighest(), TapChanger.USUAL_STEP_PU);
    }

    private static ThreePhaseBranch.Line line(FeederLine line) {
        Phases phases = Phases.of(line.getPhases());
        return new ThreePhaseBranch.Line(line.getLineId(), line.getFromBus(), line.getToBus(), phases,
                matrix(line, phases, line.getResistanceOhm()), matrix(line, phases, line.getReactanceOhm()),
                PhaseMatrix.ZERO);
    }

    private static PhaseMatrix matrix(FeederLine line, Phases phases, List<Double> ohm) {
        return switch (ohm.size()) {
            case 1 -> PhaseMatrix.diagonal(phases, ohm.getFirst());
            case 6 -> new PhaseMatrix(ohm.get(0), ohm.get(1), ohm.get(2), ohm.get(3), ohm.get(4), ohm.get(5));
            default -> throw new IllegalArgumentException(
                    "line %s: an impedance of %d numbers, expected one, or six: aa, ab, ac, bb, bc, cc"
                            .formatted(line.getLineId(), ohm.size()));
        };
    }

    private static ThreePhaseLoad load(String name, FeederLoad load) {
        List<Double> zip = load.getZip();
        if (zip.size() != 6) {
            throw new IllegalArgumentException(
                    "%s: %d shares in zip, expected 6: zp, ip, pp, zq, iq, pq".formatted(name, zip.size()));
        }
        return new ThreePhaseLoad(name, new ThreePhaseLoad.Place.At(load.getBus()),
                load.getDelta() ? ThreePhaseLoad.Connection.DELTA : ThreePhaseLoad.Connection.WYE,
                perPhase(name, load.getPhaseKw()), perPhase(name, load.getPhaseKvar()),
                new ZipLoad(zip.get(0), zip.get(1), zip.get(2), zip.get(3), zip.get(4), zip.get(5)));
    }

    private static ThreePhaseCapacitor capacitor(FeederCapacitor bank) {
        return new ThreePhaseCapacitor(bank.getCapacitorId(), bank.getBus(),
                perPhase("capacitor " + bank.getCapacitorId(), bank.getStepKvar()), bank.getSteps());
    }

    private static PerPhase perPhase(String owner, List<Double> values) {
        if (values.size() != 3) {
            throw new IllegalArgumentException(
                    "%s: %d numbers, expected three, one per phase".formatted(owner, values.size()));
        }
        return new PerPhase(values.get(0), values.get(1), values.get(2));
    }
}
