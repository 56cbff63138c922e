package org.tavan.powerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.tavan.powerflow.ThreePhaseBranch.Windings;

/// The IEEE 4 node test feeder stepping down, against its published voltages (to a volt and a tenth of a degree): an infinite
/// bus of 12.47 kV, 2,000 ft of line, a transformer of 6 MVA, 2,500 ft of line, constant power.
class Ieee4Test {
    /// Of the line with four wires, and of the one with three (ohm a mile).
    private static final PhaseMatrix FOUR_R = new PhaseMatrix(0.4576, 0.1559, 0.1535, 0.4666, 0.1580, 0.4615);
    private static final PhaseMatrix FOUR_X = new PhaseMatrix(1.0780, 0.5017, 0.3849, 1.0482, 0.4236, 1.0651);
    private static final PhaseMatrix THREE_R = new PhaseMatrix(0.4013, 0.0953, 0.0953, 0.4013, 0.0953,
            0.4013);
    private static final PhaseMatrix THREE_X = new PhaseMatrix(1.4133, 0.8515, 0.7266, 1.4133, 0.7802,
            1.4133);
    private static final double FEET_PER_MILE = 5280;

    private static ThreePhaseBranch line(String from, String to, double feet, PhaseMatrix r, PhaseMatrix x) {
        double miles = feet / FEET_PER_MILE;
        return new ThreePhaseBranch.Line(from + "-" + to, from, to, Phases.ABC, r.times(miles),
                x.times(miles), PhaseMatrix.ZERO);
    }

    private static double kvar(double kw, double powerFactor) {
        return kw * Math.tan(Math.acos(powerFactor));
    }

    private static ThreePhaseFeeder feeder(Windings windings, PerPhase kw, PerPhase powerFactor) {
        boolean hasNeutral = windings == Windings.WYE_WYE;
        return new ThreePhaseFeeder("1",
                List.of(new ThreePhaseBus("1", 12.47), new ThreePhaseBus("2", 12.47),
                        new ThreePhaseBus("3", 4.16), new ThreePhaseBus("4", 4.16)),
                List.of(line("1", "2", 2000, hasNeutral ? FOUR_R : THREE_R, hasNeutral ? FOUR_X : THREE_X),
                        new ThreePhaseBranch.Transformer("t", "2", "3", Phases.ABC, windings, 6000,
                                12.47, 4.16, 1, 6),
                        line("3", "4", 2500, FOUR_R, FOUR_X)),
                List.of(ThreePhaseLoad.wye("4", kw, new PerPhase(kvar(kw.a(), powerFactor.a()),
                        kvar(kw.b(), powerFactor.b()), kvar(kw.c(), powerFactor.c())),
                        ZipLoad.CONSTANT_POWER)),
                List.of());
    }

    private static ThreePhaseOutcome.Converged solve(ThreePhaseFeeder feeder) {
        var solution = assertInstanceOf(ThreePhaseOutcome.Converged.class,
                ThreePhaseFlow.solve(feeder, ThreePhaseOperation.RATED));
        ThreePhaseOutcome.Balance balance = solution.balance();
        assertEquals(solution.sourceKw().total(), balance.loadKw() + balance.lossKw(), 1e-6);
        return solution;
    }

    private static void assertNode(ThreePhaseOutcome.Converged solution, String bus, double kv, PerPhase volt,
            PerPhase degrees) {
        for (Phase phase : Phase.values()) {
            ThreePhaseOutcome.NodeVoltage found = solution.voltage(bus, phase);
            assertEquals(volt.get(phase), found.voltagePu() * kv * 1000 / Math.sqrt(3), 1, found::toString);
            assertEquals(degrees.get(phase), found.angleDegrees(), 0.1, found::toString);
        }
    }

    @Test
    void groundedWyeWithBalancedLoadHasThePublishedVoltages() {
        ThreePhaseFeeder feeder = feeder(Windings.WYE_WYE, PerPhase.ONE.times(1800), PerPhase.ONE.times(0.9));

        ThreePhaseOutcome.Converged solution = solve(feeder);

        assertNode(solution, "2", 12.47, new PerPhase(7107, 7140, 7121), new PerPhase(-0.3, -120.3, 119.6));
        assertNode(solution, "3", 4.16, new PerPhase(2247, 2269, 2256), new PerPhase(-3.7, -123.5, 116.4));
        assertNode(solution, "4", 4.16, new PerPhase(1918, 2061, 1981), new PerPhase(-9.1, -128.3, 110.9));
    }

    @Test
    void deltaToGroundedWyeWithUnbalancedLoadHasThePublishedVoltages() {
        ThreePhaseFeeder feeder = feeder(Windings.DELTA_WYE, new PerPhase(1275, 1800, 2375),
                new PerPhase(0.85, 0.9, 0.95));

        ThreePhaseOutcome.Converged solution = solve(feeder);

        assertNode(solution, "3", 4.16, new PerPhase(2290, 2261, 2214), new PerPhase(-32.4, -153.8, 85.2));
        assertNode(solution, "4", 4.16, new PerPhase(2157, 1936, 1849), new PerPhase(-34.2, -157.0, 73.4));
    }
}
