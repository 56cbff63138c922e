package org.tavan.powerflow;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;

class SinglePhaseEquivalentTest {
    private static final PhaseMatrix OHM = new PhaseMatrix(3, 1, 1, 3, 1, 3);

    @Test
    void theEquivalentOfThePublishedFeederIsTheRecordedOne() {
        RadialFeeder recorded = SharedFeeders.ieee13();

        RadialFeeder equivalent = SinglePhaseEquivalent.of(SharedFeeders.ieee13ThreePhase());

        Map<String, Bus> buses = by(recorded.buses(), Bus::name);
        assertEquals(buses.keySet(), by(equivalent.buses(), Bus::name).keySet());
        for (Bus bus : equivalent.buses()) {
            Bus other = requireNonNull(buses.get(bus.name()));
            assertEquals(other.loadKw(), bus.loadKw(), 1e-9, bus.name());
            assertEquals(other.loadKvar(), bus.loadKvar(), 1e-9, bus.name());
            assertEquals(other.zip(), bus.zip(), bus.name());
        }
        Map<String, Branch> branches = by(recorded.branches(), Branch::to);
        for (Branch branch : equivalent.branches()) {
            Branch other = requireNonNull(branches.get(branch.to()));
            assertEquals(other.from(), branch.from());
            // The record's lengths in miles are rounded in their ninth digit.
            assertEquals(other.resistanceOhm(), branch.resistanceOhm(), 1e-8, branch.to());
            assertEquals(other.reactanceOhm(), branch.reactanceOhm(), 1e-8, branch.to());
        }
        assertEquals(recorded.tapChangers(), equivalent.tapChangers());
    }

    @Test
    void itsFlowHasTheRecordedPowersToTheirPrintedDigits() {
        RadialFeeder equivalent = SinglePhaseEquivalent.of(SharedFeeders.ieee13ThreePhase());
        DistFlow flow = new DistFlow(equivalent, 1e-12);

        flow.set(FeederPositions.allIn(equivalent, 10));

        assertTrue(flow.converge());
        assertEquals(3575.12726, flow.sourceKw(), 5e-6);
        assertEquals(1691.439, flow.sourceKvar(), 5e-6);
        assertEquals(97.961663, flow.lossKw(), 1e-6);
    }

    @Test
    void aLineOfTwoPhasesOrOneLosesWhatTheRealOneDoes() {
        Phases two = Phases.of("AB");
        Phases one = Phases.of("C");

        RadialFeeder equivalent = SinglePhaseEquivalent.of(feeder(List.of(
                line("three", "source", "x", Phases.ABC, OHM),
                line("two", "x", "y", two, new PhaseMatrix(3, 1, 0, 3, 0, 0)),
                line("one", "x", "z", one, new PhaseMatrix(0, 0, 0, 0, 0, 3)))));

        assertEquals(List.of(2.0, 3.75, 9.0),
                equivalent.branches().stream().map(Branch::resistanceOhm).toList());
    }

    @Test
    void loadsOfOneBusShareTheirDependenceOnVoltageByTheirPower() {
        ThreePhaseFeeder feeder = new ThreePhaseFeeder("source", buses("source", "x"),
                List.of(line("line", "source", "x", Phases.ABC, OHM)),
                List.of(new ThreePhaseLoad("heater", new ThreePhaseLoad.Place.At("x"),
                        ThreePhaseLoad.Connection.WYE, new PerPhase(10, 10, 10), PerPhase.ZERO,
                        ZipLoad.CONSTANT_IMPEDANCE),
                        new ThreePhaseLoad("drive", new ThreePhaseLoad.Place.At("x"),
                                ThreePhaseLoad.Connection.DELTA, new PerPhase(10, 0, 0), PerPhase.ONE,
                                ZipLoad.CONSTANT_POWER)),
                List.of());

        Bus bus = SinglePhaseEquivalent.of(feeder).buses().get(1);

        assertEquals(new Bus("x", 40, 3, new ZipLoad(0.75, 0, 0.25, 0, 0, 1)), bus);
    }

    @Test
    void aTransformerOfAnotherRatioThanItsBusesIsRefusedByName() {
        ThreePhaseFeeder feeder = new ThreePhaseFeeder("source",
                List.of(new ThreePhaseBus("source", 4.16), new ThreePhaseBus("x", 0.4)),
                List.of(new ThreePhaseBranch.Transformer("T1", "source", "x", Phases.ABC, 100, 4.16, 0.48, 1,
                        4)),
                List.of(), List.of());

        var refusal = assertThrows(IllegalArgumentException.class, () -> SinglePhaseEquivalent.of(feeder));

        assertTrue(String.valueOf(refusal.getMessage()).contains("transformer T1"), refusal.getMessage());
    }

    private static ThreePhaseFeeder feeder(List<ThreePhaseBranch> branches) {
        return new ThreePhaseFeeder("source", buses("source", "x", "y", "z"), branches, List.of(), List.of());
    }

    private static List<ThreePhaseBus> buses(String... names) {
        return List.of(names).stream().map(name -> new ThreePhaseBus(name, 4.16)).toList();
    }

    private static ThreePhaseBranch line(String name, String from, String to, Phases phases,
            PhaseMatrix ohm) {
        return new ThreePhaseBranch.Line(name, from, to, phases, ohm, ohm, PhaseMatrix.ZERO);
    }

    private static <T> Map<String, T> by(List<T> items, Function<T, String> key) {
        return items.stream().collect(Collectors.toMap(key, Function.identity()));
    }
}
