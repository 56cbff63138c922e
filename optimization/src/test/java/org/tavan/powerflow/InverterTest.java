package org.tavan.powerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.powerflow.InverterMode.ConstantPowerFactor;
import org.tavan.powerflow.InverterMode.ConstantReactivePower;
import org.tavan.powerflow.InverterMode.VoltVar;
import org.tavan.powerflow.InverterMode.WattVar;
import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;
import org.tavan.powerflow.RadialFeeder.Site;

class InverterTest {
    private static Inverter voltVar(InverterCategory category) {
        return new Inverter(100, 80, category, new VoltVar(category.voltVar()));
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @CsvSource({"A, 0.85, 25", "A, 0.90, 25", "A, 0.95, 12.5", "A, 1.0, 0", "A, 1.05, -12.5", "A, 1.10, -25",
            "A, 1.2, -25", "B, 0.90, 44", "B, 0.92, 44", "B, 0.95, 22", "B, 0.98, 0", "B, 1.02, 0",
            "B, 1.05, -22",
            "B, 1.08, -44", "B, 1.15, -44"})
    void voltVarFollowsTheDefaultCurve(InverterCategory category, double voltagePu, double kvar) {
        assertEquals(kvar, voltVar(category).reactiveKvar(40, voltagePu), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"A, 16, 0", "A, 40, 0", "A, 60, -12.5", "A, 80, -25", "B, 40, 0", "B, 60, -22", "B, 80, -44"})
    void wattVarAbsorbsFromHalfOfTheRatedPowerOn(InverterCategory category, double kw, double kvar) {
        Inverter inverter = new Inverter(100, 80, category, new WattVar(category.wattVar()));

        assertEquals(kvar, inverter.reactiveKvar(kw, 1), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"1.0, 80", "1.06, 80", "1.08, 40", "1.10, 0", "1.2, 0"})
    void voltWattGivesWayFrom106On(double voltagePu, double kw) {
        Inverter inverter = new Inverter(100, 80, InverterCategory.B, new ConstantReactivePower(0),
                InverterCategory.B.voltWatt());

        assertEquals(kw, inverter.activeKw(500, voltagePu), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "3.9, 0, 0", "4, 11, 6.25", "8, 22, 12.5", "16, 44, 25", "80, 44, 25"})
    void reactivePowerGrowsFromAQuarterAt5PerCentToAllAt20(double kw, double injection, double absorptionA) {
        assertEquals(injection, voltVar(InverterCategory.A).injectionLimitKvar(kw), 1e-9);
        assertEquals(absorptionA, voltVar(InverterCategory.A).absorptionLimitKvar(kw), 1e-9);
        assertEquals(injection, voltVar(InverterCategory.B).absorptionLimitKvar(kw), 1e-9);
    }

    @Test
    void aConstantPowerFactorIsATangentWithinTheCapability() {
        Inverter lagging = new Inverter(100, 80, InverterCategory.A, new ConstantPowerFactor(0.95, false));
        Inverter absorbing = new Inverter(100, 80, InverterCategory.A, new ConstantPowerFactor(0.8, true));

        assertEquals(60 * Math.tan(Math.acos(0.95)), lagging.reactiveKvar(60, 1), 1e-9);
        assertEquals(-25, absorbing.reactiveKvar(60, 1), 1e-9);
    }

    @Test
    void constantReactivePowerIsCutToTheCapability() {
        Inverter inverter = new Inverter(100, 80, InverterCategory.B, new ConstantReactivePower(0.9));

        assertEquals(44, inverter.reactiveKvar(60, 1), 1e-9);
        assertEquals(0, inverter.reactiveKvar(3, 1), 1e-9);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noModeLeavesTheCircle(int seed) {
        Random random = new Random(seed);
        double kva = random.nextDouble(1, 200);
        InverterCategory category = random.nextBoolean() ? InverterCategory.A : InverterCategory.B;
        InverterMode mode = switch (random.nextInt(4)) {
            case 0 -> new ConstantPowerFactor(random.nextDouble(0.3, 1), random.nextBoolean());
            case 1 -> new VoltVar(category.voltVar());
            case 2 -> new WattVar(category.wattVar());
            default -> new ConstantReactivePower(random.nextDouble(-1, 1));
        };
        Inverter inverter = new Inverter(kva, kva, category, mode);
        double available = random.nextDouble(0, 2 * kva);
        double voltage = random.nextDouble(0.8, 1.2);

        double kw = inverter.activeKw(available, voltage);
        double kvar = inverter.reactiveKvar(available, voltage);

        assertTrue(kw >= 0 && kw <= available && Math.hypot(kw, kvar) <= kva * (1 + 1e-12));
        assertTrue(kvar <= 0.44 * kva && kvar >= -category.absorptionShare() * kva);
    }

    /// A line of 0.2 + 0.4j pu on 1 MVA: with 1,000 kVA in category B the slope times the reactance is about 3.
    private static RadialFeeder weak(double reactanceOhm, Inverter inverter) {
        return new RadialFeeder("source", 1.05, 1,
                List.of(new Bus("source", 0, 0, ZipLoad.CONSTANT_POWER),
                        new Bus("sun", 50, 20, ZipLoad.CONSTANT_POWER)),
                List.of(new Branch("source", "sun", 0.1, reactanceOhm)), List.of(), List.of(),
                List.of(new Site("sun", inverter)));
    }

    @ParameterizedTest(name = "reactance {0} pu")
    @ValueSource(doubles = {0.05, 0.2, 0.4, 0.8})
    void aSteepCurveOnAWeakFeederSettlesOnItsCurve(double reactancePu) {
        Inverter inverter = new Inverter(1000, 900, InverterCategory.B,
                new VoltVar(InverterCategory.B.voltVar()));
        RadialFeeder feeder = weak(reactancePu, inverter);
        DistFlow flow = new DistFlow(feeder);
        flow.set(FeederDemand.scaled(feeder, 1).withInverterKw(List.of(300.0)));

        DistFlowOutcome.Converged found = assertInstanceOf(DistFlowOutcome.Converged.class, flow.solve());

        double voltage = found.voltagesPu().get(1);
        assertEquals(inverter.reactiveKvar(300, voltage), found.inverterKvar().get(0), 1e-5);
        assertTrue(found.inverterKvar().get(0) < 0, "it absorbs where the voltage is high");
        assertEquals(found.sourceKw() + 300, found.loadKw() + found.lossKw(), 1e-9);
    }

    @Test
    void voltVarHoldsTheVoltageNearerToNominalThanUnityPowerFactor() {
        FeederDemand sunny = FeederDemand.scaled(weak(0.2, voltVar(InverterCategory.B)), 1)
                .withInverterKw(List.of(600.0));
        double[] voltage = new double[2];
        for (int k = 0; k < 2; k++) {
            InverterMode mode = k == 0
                    ? new ConstantPowerFactor(1, false)
                    : new VoltVar(InverterCategory.B.voltVar());
            DistFlow flow = new DistFlow(weak(0.2, new Inverter(800, 700, InverterCategory.B, mode)));
            flow.set(sunny);
            voltage[k] = assertInstanceOf(DistFlowOutcome.Converged.class, flow.solve()).voltagesPu().get(1);
        }

        assertTrue(voltage[0] > 1.09 && voltage[1] < voltage[0] - 0.02,
                () -> voltage[0] + " and with volt-var " + voltage[1]);
    }

    @Test
    void curvesRiseInTheirPlacesAndRatingsAreInOrder() {
        assertThrows(IllegalArgumentException.class, () -> PiecewiseCurve.through(1, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> PiecewiseCurve.through(1, 0, 2));
        assertThrows(IllegalArgumentException.class,
                () -> new Inverter(80, 100, InverterCategory.A, new ConstantReactivePower(0)));
        assertThrows(IllegalArgumentException.class, () -> new ConstantPowerFactor(-0.95, false));
        assertThrows(IllegalArgumentException.class, () -> new ConstantReactivePower(44));
    }
}
