package org.tavan.powerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.powerflow.Refusals.assertRefused;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.powerflow.FeederDemand.BusPower;
import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;
import org.tavan.powerflow.RadialFeeder.Capacitor;
import org.tavan.powerflow.RadialFeeder.TapChanger;

class DistFlowTest {
    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    /// A source, a switch, and a line of 0.05 + 0.1j pu on 1 MVA to a bus with a load.
    private static RadialFeeder line(double loadKw, double loadKvar, ZipLoad zip) {
        return new RadialFeeder("source", 1, 1,
                List.of(new Bus("source", 0, 0, ZipLoad.CONSTANT_POWER),
                        new Bus("gate", 0, 0, ZipLoad.CONSTANT_POWER),
                        new Bus("end", loadKw, loadKvar, zip)),
                List.of(new Branch("source", "gate", 0, 0), new Branch("end", "gate", 0.05, 0.1)),
                List.of(new TapChanger("source", "gate")), List.of(new Capacitor("end", 100, 2)), List.of());
    }

    private static DistFlowOutcome.Converged solved(DistFlow flow) {
        return assertInstanceOf(DistFlowOutcome.Converged.class, flow.solve());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyFeederHasTheVoltagesOfItsNodalSolution(int seed) {
        Random random = new Random(seed);
        RadialFeeder feeder = RandomFeeders.feeder(random);
        FeederDemand demand = RandomFeeders.demand(random, feeder);
        FeederPositions positions = RandomFeeders.positions(random, feeder);
        NodalSolution nodal = NodalSolution.of(feeder, demand, positions);
        DistFlow flow = new DistFlow(feeder, 1e-13);
        flow.set(demand);
        flow.set(positions);

        DistFlowOutcome.Converged found = solved(flow);

        for (int bus = 0; bus < nodal.voltagePu.length; bus++) {
            assertEquals(nodal.voltagePu[bus], found.voltagesPu().get(bus), 1e-10);
        }
        assertEquals(nodal.sourceKw, found.sourceKw(), 1e-7);
        assertEquals(nodal.sourceKvar, found.sourceKvar(), 1e-7);
        double injected = demand.buses().stream().mapToDouble(BusPower::injectionKw).sum();
        assertEquals(found.sourceKw() + injected, found.loadKw() + found.lossKw(), 1e-7);
    }

    @Test
    void everyVoltageOfThe69BusesIsThatOfTheNodalSolution() {
        RadialFeeder feeder = SharedFeeders.plain("case69");
        FeederPositions none = new FeederPositions(List.of(), List.of());
        NodalSolution nodal = NodalSolution.of(feeder, FeederDemand.scaled(feeder, 1), none);

        DistFlowOutcome.Converged found = solved(new DistFlow(feeder, 1e-13));

        for (int bus = 0; bus < nodal.voltagePu.length; bus++) {
            assertEquals(nodal.voltagePu[bus], found.voltagesPu().get(bus), 1e-9);
        }
        assertEquals(nodal.sourceKw, found.sourceKw(), 1e-5);
    }

    @Test
    void oneLineFollowsItsQuadraticEquation() {
        DistFlow flow = new DistFlow(line(400, 200, ZipLoad.CONSTANT_POWER), 1e-14);

        DistFlowOutcome.Converged found = solved(flow);

        double half = 0.5 - (0.05 * 0.4 + 0.1 * 0.2);
        double square = half + Math.sqrt(half * half - (0.05 * 0.05 + 0.1 * 0.1) * (0.4 * 0.4 + 0.2 * 0.2));
        assertEquals(Math.sqrt(square), found.voltagesPu().get(2), 1e-12);
        assertEquals(1000 * 0.05 * 0.2 / square, found.lossKw(), 1e-9);
        assertEquals(1000 * 0.1 * 0.2 / square, found.lossKvar(), 1e-9);
        assertEquals("end", found.lowestBus());
    }

    @Test
    void aCapacitorFeedsInWithTheSquareOfItsVoltage() {
        DistFlow flow = new DistFlow(line(0, 0, ZipLoad.CONSTANT_POWER), 1e-14);
        flow.set(new FeederPositions(List.of(16), List.of(2)));

        DistFlowOutcome.Converged found = solved(flow);

        double voltage = found.voltagesPu().get(2);
        assertTrue(voltage > 1.1, () -> "a capacitor lifts the voltage: " + voltage);
        assertEquals(-200 * voltage * voltage + found.lossKvar(), found.sourceKvar(), 1e-9);
    }

    @Test
    void aRestoringLoadKeepsItsEnergyUntilItRunsAllTheTime() {
        RadialFeeder feeder = line(100, 40, ZipLoad.CONSTANT_IMPEDANCE);
        DistFlow flow = new DistFlow(feeder, 1e-14);
        flow.set(new FeederPositions(List.of(-8), List.of(0)));
        List<BusPower> idle = List.of(new BusPower(0, 0), new BusPower(0, 0));

        flow.set(new FeederDemand(List.of(idle.get(0), idle.get(1), new BusPower(100, 40).restoring(1, 0.5)),
                List.of()));
        double restoredKw = solved(flow).loadKw();
        flow.set(new FeederDemand(List.of(idle.get(0), idle.get(1), new BusPower(100, 40).restoring(1, 0.95)),
                List.of()));
        DistFlowOutcome.Converged saturated = solved(flow);

        double voltage = saturated.voltagesPu().get(2);
        assertEquals(100, restoredKw, 1e-9);
        assertTrue(voltage * voltage < 0.95);
        assertEquals(100 * voltage * voltage / 0.95, saturated.loadKw(), 1e-9);
    }

    @Test
    void solvingAgainGivesTheSameBits() {
        RadialFeeder feeder = RandomFeeders.feeder(new Random(7));
        DistFlow flow = new DistFlow(feeder);
        DistFlowOutcome first = flow.solve();
        flow.set(FeederDemand.scaled(feeder, 0.3));
        flow.solve();
        flow.set(FeederDemand.scaled(feeder, 1));

        DistFlowOutcome second = flow.solve();

        assertEquals(first, second);
    }

    @Test
    void aLoadBeyondWhatTheLineCarriesNamesItsBus() {
        DistFlowOutcome outcome = new DistFlow(line(4000, 2000, ZipLoad.CONSTANT_POWER)).solve();

        DistFlowOutcome.Diverged diverged = assertInstanceOf(DistFlowOutcome.Diverged.class, outcome);
        assertEquals("end", diverged.worstBus());
        assertTrue(diverged.message().contains("bus end"), diverged.message());
    }

    @Test
    void aPositionBeyondItsLimitIsRefused() {
        DistFlow flow = new DistFlow(line(100, 0, ZipLoad.CONSTANT_POWER));

        assertRefused("must stand at -16 to 16, not at 17",
                () -> flow.set(new FeederPositions(List.of(17), List.of(0))));
        assertRefused("must have 0 to 2 steps in, not 3",
                () -> flow.set(new FeederPositions(List.of(0), List.of(3))));
        assertRefused("must name 1 tap changers and 1 capacitors",
                () -> flow.set(new FeederPositions(List.of(), List.of(0))));
    }
}
