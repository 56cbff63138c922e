package org.tavan.powerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tavan.powerflow.Refusals.assertRefused;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;
import org.tavan.powerflow.RadialFeeder.Capacitor;
import org.tavan.powerflow.RadialFeeder.TapChanger;

class RadialFeederTest {
    private static List<Bus> buses(String... names) {
        return Arrays.stream(names).map(name -> new Bus(name, 1, 0, ZipLoad.CONSTANT_POWER)).toList();
    }

    private static List<Branch> branches(String... pairs) {
        return Stream.of(pairs).map(pair -> {
            String[] ends = pair.split("-", -1);
            return new Branch(ends[0], ends[1], 0.1, 0.1);
        }).toList();
    }

    private static RadialFeeder feeder(List<Bus> buses, List<Branch> branches, List<TapChanger> changers,
            List<Capacitor> capacitors) {
        return new RadialFeeder("a", 1, 4.16, buses, branches, changers, capacitors, List.of());
    }

    @Test
    void anIslandedBusIsNamed() {
        assertRefused("Bus c must be reached from the source, but is islanded (2 of 4 buses are)",
                () -> feeder(buses("a", "b", "c", "d"), branches("a-b", "d-c"), List.of(), List.of()));
    }

    @Test
    void aLoopNamesTheBranchThatClosesIt() {
        assertRefused("Branch c–a must not close a loop",
                () -> feeder(buses("a", "b", "c"), branches("a-b", "b-c", "c-a"), List.of(), List.of()));
        assertRefused("Branch b–b must not close a loop",
                () -> feeder(buses("a", "b"), branches("a-b", "b-b"), List.of(), List.of()));
    }

    @Test
    void anUnknownNameIsRefusedWhereverItStands() {
        assertRefused("The bus x that a branch names",
                () -> feeder(buses("a", "b"), branches("a-x"), List.of(), List.of()));
        assertRefused("The bus x that a capacitor names",
                () -> feeder(buses("a", "b"), branches("a-b"), List.of(),
                        List.of(new Capacitor("x", 1, 1))));
        assertRefused("The bus x that a tap changer names", () -> feeder(buses("a", "b"), branches("a-b"),
                List.of(new TapChanger("a", "x")), List.of()));
        assertRefused("The bus x that the source names",
                () -> new RadialFeeder("x", 1, 4.16, buses("a", "b"), branches("a-b")));
    }

    @Test
    void aDoubledNameIsRefused() {
        assertRefused("The bus name b must be unique",
                () -> feeder(buses("a", "b", "b"), branches("a-b"), List.of(), List.of()));
    }

    @Test
    void aTapChangerStandsInABranchItsFromEndNearerToTheSource() {
        assertRefused("The tap changer b–a must stand in a branch", () -> feeder(buses("a", "b"),
                branches("a-b"), List.of(new TapChanger("b", "a")), List.of()));
        assertRefused("must have one tap changer", () -> feeder(buses("a", "b"), branches("b-a"),
                List.of(new TapChanger("a", "b"), new TapChanger("a", "b")), List.of()));
    }

    @Test
    void negativeDemandAndImpossibleValuesNameTheirElement() {
        assertRefused("loadKw (-1.0) of bus b", () -> new Bus("b", -1, 0, ZipLoad.CONSTANT_POWER));
        assertRefused("loadKw (NaN) of bus b", () -> new Bus("b", Double.NaN, 0, ZipLoad.CONSTANT_POWER));
        assertRefused("loadKw (-1.0) must be non-negative", () -> new FeederDemand.BusPower(-1, 0));
        assertRefused("Branch a–b", () -> new Branch("a", "b", -0.1, 0.1));
        assertRefused("capacitor at bus b", () -> new Capacitor("b", 10, 0));
        assertRefused("tap changer a–b", () -> new TapChanger("a", "b", 3, 2, 0.00625));
        assertRefused("sourceVoltagePu (4.16)",
                () -> new RadialFeeder("a", 4.16, 4.16, buses("a"), List.of()));
    }

    @Test
    void aBusAloneIsAFeeder() {
        RadialFeeder alone = new RadialFeeder("a", 1, 4.16, buses("a"), List.of());

        DistFlowOutcome outcome = new DistFlow(alone).solve();

        assertEquals(1, ((DistFlowOutcome.Converged) outcome).sourceKw(), 1e-12);
    }
}
