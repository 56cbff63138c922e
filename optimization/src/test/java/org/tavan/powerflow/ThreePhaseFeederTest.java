package org.tavan.powerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.tavan.powerflow.ThreePhaseBranch.Line;
import org.tavan.powerflow.ThreePhaseBranch.Regulator;
import org.tavan.powerflow.ThreePhaseBranch.Switch;
import org.tavan.powerflow.ThreePhaseBranch.Transformer;
import org.tavan.powerflow.ThreePhaseLoad.Connection;
import org.tavan.powerflow.ThreePhaseLoad.Place;

/// What a feeder refuses, each with one message that names the element.
class ThreePhaseFeederTest {
    private static final List<ThreePhaseBus> BUSES = Stream.of("a", "b", "c")
            .map(name -> new ThreePhaseBus(name, 11))
            .toList();
    private static final Line AB = line("ab", "a", "b", Phases.ABC);
    private static final Line BC = line("bc", "b", "c", Phases.of("BC"));

    @Test
    void anIslandedBusIsRefused() {
        Switch open = new Switch("open", "b", "c", Phases.ABC, false);

        assertRefused("The bus c is islanded", () -> feeder(AB, open));
    }

    @Test
    void aLoopIsRefused() {
        assertRefused("The branch bc closes a loop between bus b and bus c", () -> feeder(AB, BC,
                line("ac", "a", "c", Phases.ABC)));
    }

    @Test
    void aLoopWithAnOpenSwitchIsRadial() {
        ThreePhaseFeeder feeder = feeder(AB, BC, new Switch("tie", "a", "c", Phases.ABC, false));

        assertEquals(List.of("a", "b", "c"),
                feeder.tree().buses().stream().map(ThreePhaseBus::name).toList());
    }

    @Test
    void aLineMayBeFedFromEitherEnd() {
        ThreePhaseFeeder feeder = feeder(AB, line("cb", "c", "b", Phases.of("C")));

        assertTrue(feeder.tree().nodes().get(2).isReversed());
    }

    @Test
    void aRegulatorFedFromItsRegulatedSideIsRefused() {
        assertRefused("The branch r is fed from bus b, its toBus",
                () -> feeder(AB, new Regulator("r", "c", "b",
                        Phases.ABC)));
    }

    @Test
    void unknownBusesAreRefused() {
        assertRefused("The branch ax ends at bus x", () -> feeder(AB, BC, line("ax", "a", "x", Phases.ABC)));
        assertRefused("The source is at bus x",
                () -> new ThreePhaseFeeder("x", BUSES, List.of(AB, BC), List.of(), List
                        .of()));
        assertRefused("The load x is at bus x",
                () -> withLoad(load("x", new Place.At("x"), Connection.WYE, "A")));
        assertRefused("The load l lies along line x",
                () -> withLoad(load("l", new Place.Along("x"), Connection.WYE,
                        "A")));
        assertRefused("The capacitor k is at bus x",
                () -> new ThreePhaseFeeder("a", BUSES, List.of(AB, BC), List.of(),
                        List.of(new ThreePhaseCapacitor("k", "x", PerPhase.ONE, 1))));
    }

    @Test
    void namesThatComeTwiceAreRefused() {
        assertRefused("two branches ab", () -> feeder(AB, line("ab", "b", "c", Phases.ABC)));
        assertRefused("two buses named a",
                () -> new ThreePhaseFeeder("a", List.of(BUSES.get(0), BUSES.get(0)), List
                        .of(), List.of(), List.of()));
        ThreePhaseLoad load = load("l", new Place.At("b"), Connection.WYE, "A");
        assertRefused("two loads named l",
                () -> new ThreePhaseFeeder("a", BUSES, List.of(AB, BC), List.of(load, load),
                        List.of()));
    }

    @Test
    void phasesThatAreNotThereAreRefused() {
        assertRefused("The branch ca has phases A, but bus b, which feeds it, only C",
                () -> new ThreePhaseFeeder("a",
                        BUSES,
                        List.of(line("ab", "a", "b", Phases.of("C")), line("ca", "b", "c", Phases.of("A"))),
                        List.of(),
                        List.of()));
        assertRefused("The load l uses phase A, but bus c only has BC",
                () -> withLoad(load("l", new Place.At("c"),
                        Connection.WYE, "A")));
        // Between C and A.
        assertRefused("The load l uses phase A, but bus c only has BC",
                () -> withLoad(load("l", new Place.At("c"),
                        Connection.DELTA, "C")));
        assertRefused("The capacitor k uses phase A",
                () -> new ThreePhaseFeeder("a", BUSES, List.of(AB, BC), List
                        .of(), List.of(new ThreePhaseCapacitor("k", "c", PerPhase.ONE, 1))));
        assertRefused("The capacitor k uses phase A, but bus c only has BC",
                () -> new ThreePhaseFeeder("a", BUSES, List.of(AB, BC), List.of(), List.of(
                        new ThreePhaseCapacitor("k", "c", Connection.DELTA, new PerPhase(0, 0, 1), 1))));
        assertRefused("line l must be zero in the rows and columns of phases other than B",
                () -> new Line("l", "a",
                        "b", Phases.of("B"), PhaseMatrix.diagonal(Phases.ABC, 1), PhaseMatrix.ZERO,
                        PhaseMatrix.ZERO));
    }

    @Test
    void negativeDemandIsRefused() {
        assertRefused("The kw (0.0, -5.0, 0.0) of load b",
                () -> ThreePhaseLoad.wye("b", new PerPhase(0, -5, 0),
                        PerPhase.ZERO, ZipLoad.CONSTANT_POWER));
        assertRefused("of load b",
                () -> ThreePhaseLoad.wye("b", new PerPhase(0, Double.NaN, 0), PerPhase.ZERO,
                        ZipLoad.CONSTANT_POWER));
    }

    @Test
    void aStepOfVoltageTakesATransformer() {
        List<ThreePhaseBus> buses = List.of(new ThreePhaseBus("a", 11), new ThreePhaseBus("b", 0.4));

        assertRefused("The branch ab joins bus a of 11.0 kV to bus b of 0.4 kV",
                () -> new ThreePhaseFeeder("a", buses,
                        List.of(AB), List.of(), List.of()));
    }

    @Test
    void impossibleElementsAreRefused() {
        assertRefused("line l joins bus a to itself", () -> line("l", "a", "a", Phases.ABC));
        assertRefused("self resistances of line l",
                () -> new Line("l", "a", "b", Phases.ABC, PhaseMatrix.diagonal(
                        Phases.ABC, -1), PhaseMatrix.ZERO, PhaseMatrix.ZERO));
        assertRefused("ratings of transformer t",
                () -> new Transformer("t", "a", "b", Phases.ABC, 0, 11, 0.4, 1, 4));
        assertRefused("The delta of transformer t must have all phases, not AB",
                () -> new Transformer("t", "a", "b", Phases.of("AB"), ThreePhaseBranch.Windings.DELTA_WYE, 50,
                        11, 0.4, 1, 4));
        assertRefused("steps (0) of capacitor k", () -> new ThreePhaseCapacitor("k", "a", PerPhase.ONE, 0));
        assertRefused("nominalKv (-1.0) of bus a", () -> new ThreePhaseBus("a", -1));
        assertRefused("The phases \"AX\"", () -> Phases.of("AX"));
        assertRefused("must be finite", () -> PhaseMatrix.diagonal(Phases.ABC, Double.NaN));
    }

    private static ThreePhaseFeeder feeder(ThreePhaseBranch... branches) {
        return new ThreePhaseFeeder("a", BUSES, List.of(branches), List.of(), List.of());
    }

    private static ThreePhaseFeeder withLoad(ThreePhaseLoad load) {
        return new ThreePhaseFeeder("a", BUSES, List.of(AB, BC), List.of(load), List.of());
    }

    private static ThreePhaseLoad load(String name, Place place, Connection connection, String phase) {
        Phases on = Phases.of(phase);
        return new ThreePhaseLoad(name, place, connection,
                new PerPhase(on.a() ? 1 : 0, on.b() ? 1 : 0, on.c()
                        ? 1
                        : 0),
                PerPhase.ZERO, ZipLoad.CONSTANT_POWER);
    }

    private static Line line(String name, String from, String to, Phases phases) {
        return new Line(name, from, to, phases, PhaseMatrix.diagonal(phases, 1),
                PhaseMatrix.diagonal(phases, 1),
                PhaseMatrix.ZERO);
    }

    private static void assertRefused(String part, Runnable making) {
        String message = String
                .valueOf(assertThrows(IllegalArgumentException.class, making::run).getMessage());
        assertTrue(message.contains(part), message);
    }
}
