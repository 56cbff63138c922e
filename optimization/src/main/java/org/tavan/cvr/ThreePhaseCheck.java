package org.tavan.cvr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederDemand.BusPower;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.Inverter;
import org.tavan.powerflow.PerPhase;
import org.tavan.powerflow.Phase;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.RadialFeeder.TapChanger;
import org.tavan.powerflow.ThreePhaseBus;
import org.tavan.powerflow.ThreePhaseCapacitor;
import org.tavan.powerflow.ThreePhaseFeeder;
import org.tavan.powerflow.ThreePhaseFlow;
import org.tavan.powerflow.ThreePhaseInjection;
import org.tavan.powerflow.ThreePhaseLoad;
import org.tavan.powerflow.ThreePhaseOperation;
import org.tavan.powerflow.ThreePhaseOutcome;
import org.tavan.powerflow.ThreePhaseSettings;
import org.tavan.powerflow.ThreePhaseTaps;

/// The unbalanced three-phase flow as judge of positions: every phase of every bus but the source keeps the limits.
///
/// Both feeders are the same one, so names of buses agree. A tap changer is the regulator at the same place of its list, its position plus a fixed offset for each
/// phase; a capacitor is the one at the same bus. A load is scaled by its bus's load in the demand against that of the single-phase feeder (the mean of both
/// ends where it lies along a line); injections spread evenly over the phases of their bus. Inverters feed in what their mode gives at 1 pu:
/// the help of a volt-var curve is not counted on. One thread at a time.
public final class ThreePhaseCheck implements PositionCheck {
    private static final double ROUNDING_PU = 1e-9;

    private final RadialFeeder single;
    private final ThreePhaseFeeder feeder;
    private final ThreePhaseTaps offset;
    private final ThreePhaseFlow flow;
    private final double lowestPu;
    private final double highestPu;
    private final int[] capacitorOf;
    private final List<int[]> busesOfLoad;
    private @Nullable FeederDemand loaded;

    /// Pairs two feeders.
    ///
    /// @param offset what is added to a position on each phase
    /// @throws IllegalArgumentException if a tap changer or capacitor has no counterpart
    public ThreePhaseCheck(RadialFeeder single, ThreePhaseFeeder feeder, VoltageLimits limits,
            ThreePhaseTaps offset) {
        this.single = single;
        this.feeder = feeder;
        this.offset = offset;
        flow = new ThreePhaseFlow(feeder, ThreePhaseSettings.DEFAULT);
        lowestPu = Math.max(limits.lowestPu(), believedPu(feeder));
        highestPu = limits.highestPu();
        if (feeder.regulators().size() != single.tapChangers().size()) {
            throw new IllegalArgumentException("The %d tap changers must each have one of the %d regulators."
                    .formatted(single.tapChangers().size(), feeder.regulators().size()));
        }
        for (TapChanger changer : single.tapChangers()) {
            if (changer.stepPu() != ThreePhaseTaps.STEP_PU) {
                throw new IllegalArgumentException(
                        "The stepPu (%s) of tap changer %s–%s must be %s on three phases."
                                .formatted(changer.stepPu(), changer.from(), changer.to(),
                                        ThreePhaseTaps.STEP_PU));
            }
        }
        capacitorOf = single.capacitors().stream().mapToInt(this::counterpart).toArray();
        busesOfLoad = feeder.loads().stream().map(this::places).toList();
    }

    /// The voltage (pu) below which the ZIP shares of some load are no longer believed.
    static double believedPu(ThreePhaseFeeder feeder) {
        return feeder.loads().stream().mapToDouble(load -> load.zip().lowestVoltagePu()).max().orElse(0);
    }

    private int counterpart(RadialFeeder.Capacitor bank) {
        List<ThreePhaseCapacitor> banks = feeder.capacitors();
        return IntStream.range(0, banks.size())
                .filter(k -> banks.get(k).bus().equals(bank.bus()) && banks.get(k).steps() == bank.steps())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The capacitor at bus %s must have a three-phase one of %d steps at the same bus."
                                .formatted(bank.bus(), bank.steps())));
    }

    /// The places of a load's buses in the single-phase feeder.
    private int[] places(ThreePhaseLoad load) {
        return switch (load.place()) {
            case ThreePhaseLoad.Place.At(String bus) -> new int[]{single.indexOf(bus)};
            case ThreePhaseLoad.Place.Along(String line) -> feeder.branches()
                    .stream()
                    .filter(branch -> branch.name().equals(line))
                    .flatMapToInt(branch -> IntStream.of(single.indexOf(branch.fromBus()),
                            single.indexOf(branch.toBus())))
                    .toArray();
        };
    }

    @Override
    public Optional<String> objection(int interval, FeederDemand demand, FeederPositions positions) {
        if (!demand.equals(loaded)) {
            flow.set(operation(demand));
            loaded = demand;
        }
        for (int k = 0; k < positions.taps().size(); k++) {
            for (Phase phase : Phase.values()) {
                int tap = positions.taps().get(k) + offset.get(phase);
                if (tap < ThreePhaseTaps.LOWEST || tap > ThreePhaseTaps.HIGHEST) {
                    return Optional.of("phase %s of regulator %s would stand at %d".formatted(phase,
                            feeder.regulators().get(k), tap));
                }
                flow.setTap(k, phase, tap);
            }
        }
        for (int k = 0; k < capacitorOf.length; k++) {
            flow.setCapacitorSteps(capacitorOf[k], positions.capacitorSteps().get(k));
        }
        if (!flow.solve()) {
            return Optional.of("the three-phase flow does not converge");
        }
        return flow.lowestVoltagePu() < lowestPu - ROUNDING_PU
                || flow.highestVoltagePu() > highestPu + ROUNDING_PU
                        ? Optional.of(worst())
                        : Optional.empty();
    }

    /// {@return the flow that was judged last}
    public ThreePhaseOutcome judged() {
        return flow.outcome();
    }

    /// What a demand is on three phases: where a [PhaseTapSearch] starts. Neutral taps, all capacitors.
    public ThreePhaseOperation operation(FeederDemand demand) {
        double whole = demand.buses().stream().mapToDouble(BusPower::loadKw).sum()
                / Math.max(Double.MIN_NORMAL,
                        single.buses().stream().mapToDouble(RadialFeeder.Bus::loadKw).sum());
        Map<String, Double> factors = new HashMap<>();
        for (int load = 0; load < busesOfLoad.size(); load++) {
            double factor = 0;
            for (int bus : busesOfLoad.get(load)) {
                double nominalKw = single.buses().get(bus).loadKw();
                factor += nominalKw > 0 ? demand.buses().get(bus).loadKw() / nominalKw : whole;
            }
            factors.put(feeder.loads().get(load).name(), factor / busesOfLoad.get(load).length);
        }
        List<ThreePhaseInjection> injections = new ArrayList<>();
        for (int bus = 0; bus < demand.buses().size(); bus++) {
            BusPower power = demand.buses().get(bus);
            spread(single.buses().get(bus).name(), power.injectionKw(), power.injectionKvar(), injections);
        }
        for (int k = 0; k < single.inverters().size(); k++) {
            Inverter inverter = single.inverters().get(k).inverter();
            double availableKw = demand.inverterKw().get(k);
            spread(single.inverters().get(k).bus(), inverter.activeKw(availableKw, 1),
                    inverter.reactiveKvar(availableKw, 1), injections);
        }
        return ThreePhaseOperation.RATED.withSourceVoltagePu(PerPhase.ONE.times(single.sourceVoltagePu()))
                .withLoadFactors(factors)
                .withInjections(injections);
    }

    private void spread(String name, double kw, double kvar, List<ThreePhaseInjection> injections) {
        if (kw == 0 && kvar == 0) {
            return;
        }
        int bus = flow.busIndex(name);
        PerPhase there = new PerPhase(flow.hasPhase(bus, Phase.A) ? 1 : 0,
                flow.hasPhase(bus, Phase.B) ? 1 : 0, flow.hasPhase(bus, Phase.C) ? 1 : 0);
        injections.add(new ThreePhaseInjection(name, there.times(kw / there.total()),
                there.times(kvar / there.total())));
    }

    /// The voltage that lies furthest beyond its limit, in words.
    private String worst() {
        String worst = "";
        double furthest = Double.NEGATIVE_INFINITY;
        for (ThreePhaseBus bus : feeder.buses()) {
            int at = flow.busIndex(bus.name());
            for (Phase phase : Phase.values()) {
                double voltage = flow.voltagePu(at, phase);
                double beyond = Math.max(lowestPu - voltage, voltage - highestPu);
                if (flow.hasPhase(at, phase) && !bus.name().equals(feeder.sourceBus()) && beyond > furthest) {
                    furthest = beyond;
                    worst = "phase %s of bus %s has %.5f pu, where %.4f to %.4f is allowed".formatted(phase,
                            bus.name(), voltage, lowestPu, highestPu);
                }
            }
        }
        return worst;
    }
}
