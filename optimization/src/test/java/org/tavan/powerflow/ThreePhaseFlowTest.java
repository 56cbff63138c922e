package org.tavan.powerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.powerflow.ThreePhaseBranch.Line;
import org.tavan.powerflow.ThreePhaseLoad.Connection;
import org.tavan.powerflow.ThreePhaseLoad.Place;

/// The sweep against Kirchhoff's laws solved densely, against closed forms, and against itself.
class ThreePhaseFlowTest {
    private static final ThreePhaseSettings EXACT = new ThreePhaseSettings(1e-14, 200);
    private static final PhaseMatrix OHM = PhaseMatrix.diagonal(Phases.ABC, 1);

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void linearLoadsGiveTheDenseSolution(long seed) {
        RandomThreePhase.Case random = RandomThreePhase.of(seed, true);

        ThreePhaseOutcome.Converged solution = solve(random.feeder(), random.operation());

        assertSame(DenseThreePhase.solve(random.feeder(), random.operation()), solution, 1e-10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void loadsOfAnyKindGiveTheDenseFixedPoint(long seed) {
        RandomThreePhase.Case random = RandomThreePhase.of(seed, false);

        ThreePhaseOutcome.Converged solution = solve(random.feeder(), random.operation());

        assertSame(DenseThreePhase.solve(random.feeder(), random.operation()), solution, 1e-9);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void powerBalances(long seed) {
        RandomThreePhase.Case random = RandomThreePhase.of(seed, false);

        ThreePhaseOutcome.Converged solution = assertInstanceOf(ThreePhaseOutcome.Converged.class,
                ThreePhaseFlow.solve(random.feeder(), random.operation()));

        ThreePhaseOutcome.Balance balance = solution.balance();
        double scale = 1e-9 * (1 + balance.loadKw() + balance.injectionKw());
        assertEquals(balance.loadKw() + balance.lossKw() - balance.injectionKw(), solution.sourceKw().total(),
                scale);
        assertEquals(
                balance.loadKvar() + balance.lossKvar() - balance.injectionKvar() - balance.capacitorKvar()
                        - balance.chargingKvar(),
                solution.sourceKvar().total(), scale);
        double lost = solution.flows().stream().mapToDouble(flow -> flow.feedingKw() - flow.fedKw()).sum();
        assertEquals(balance.lossKw(), lost, scale);
        double lostKvar = solution.flows()
                .stream()
                .mapToDouble(flow -> flow.feedingKvar() - flow.fedKvar())
                .sum();
        assertEquals(balance.lossKvar() - balance.chargingKvar(), lostKvar, scale);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void withoutLoadEveryBusHasTheVoltageOfTheSource(long seed) {
        ThreePhaseFeeder bare = bare(RandomThreePhase.of(seed, false).feeder());

        ThreePhaseOutcome.Converged solution = solve(bare, ThreePhaseOperation.RATED);

        for (ThreePhaseOutcome.NodeVoltage voltage : solution.voltages()) {
            assertEquals(1, voltage.voltagePu(), 1e-14);
            assertEquals(voltage.phase().sourceDegrees(), voltage.angleDegrees(), 1e-12);
        }
        assertEquals(0, solution.sourceKw().total());
        assertEquals(0, solution.balance().lossKw());
    }

    @Test
    void aConstantPowerAtTheEndOfALineHasTheVoltageOfItsQuadratic() {
        double ohm = 4.16 * 4.16 / 3;
        Line line = new Line("line", "source", "end", Phases.of("B"),
                PhaseMatrix.diagonal(Phases.of("B"), 0.05 * ohm),
                PhaseMatrix.diagonal(Phases.of("B"), 0.08 * ohm), PhaseMatrix.ZERO);
        ThreePhaseFeeder feeder = twoBuses(line,
                ThreePhaseLoad.wye("end", new PerPhase(0, 800, 0), new PerPhase(0,
                        400, 0), ZipLoad.CONSTANT_POWER));

        ThreePhaseOutcome.Converged solution = solve(feeder, ThreePhaseOperation.RATED);

        double linear = 1 - 2 * (0.05 * 0.8 + 0.08 * 0.4);
        double constant = (0.05 * 0.05 + 0.08 * 0.08) * (0.8 * 0.8 + 0.4 * 0.4);
        double square = (linear + Math.sqrt(linear * linear - 4 * constant)) / 2;
        assertEquals(Math.sqrt(square), solution.voltage("end", Phase.B).voltagePu(), 1e-13);
        assertEquals(0.05 * 800 / square, solution.balance().lossKw(), 1e-9);
        assertEquals(4, solution.voltages().size());
        assertEquals(1000 * Math.sqrt(0.8) * Math.sqrt(3) / 4.16 / Math.sqrt(square),
                solution.flows().getFirst().currentAmperes(), 1e-9);
    }

    @Test
    void aConstantImpedanceAtTheEndOfALineDividesTheVoltage() {
        double ohm = 4.16 * 4.16 / 3;
        Line line = new Line("line", "source", "end", Phases.ABC, OHM.times(0.1 * ohm), PhaseMatrix.ZERO,
                PhaseMatrix.ZERO);
        ThreePhaseFeeder feeder = twoBuses(line,
                ThreePhaseLoad.wye("end", PerPhase.ONE.times(500), PerPhase.ZERO,
                        ZipLoad.CONSTANT_IMPEDANCE));

        ThreePhaseOutcome.Converged solution = solve(feeder, ThreePhaseOperation.RATED);

        assertEquals(2 / 2.1, solution.voltage("end", Phase.C).voltagePu(), 1e-13);
        assertEquals(3 * 500 / 1.05, solution.sourceKw().total(), 1e-9);
    }

    @Test
    void aBalancedDeltaDrawsLikeAWye() {
        Line line = new Line("line", "source", "end", Phases.ABC, OHM.times(0.3), OHM.times(0.6),
                PhaseMatrix.ZERO);
        PerPhase kw = PerPhase.ONE.times(300);
        PerPhase kvar = PerPhase.ONE.times(100);
        ZipLoad zip = new ZipLoad(0.96, -1.17, 1.21, 6.28, -10.16, 4.88);

        ThreePhaseOutcome.Converged wye = solve(twoBuses(line, ThreePhaseLoad.wye("end", kw, kvar, zip)),
                ThreePhaseOperation.RATED);
        ThreePhaseOutcome.Converged delta = solve(twoBuses(line, ThreePhaseLoad.delta("end", kw, kvar, zip)),
                ThreePhaseOperation.RATED);

        assertEquals(wye.sourceKw().total(), delta.sourceKw().total(), 1e-9);
        assertEquals(wye.balance().loadKvar(), delta.balance().loadKvar(), 1e-9);
        assertEquals(wye.voltage("end", Phase.A).voltagePu(), delta.voltage("end", Phase.A).voltagePu(),
                1e-13);
    }

    /// A capacitor between two phases is a load there that draws its reactive power the other way round.
    @Test
    void aDeltaBankDrawsLikeADeltaImpedanceOfOppositeSign() {
        Line line = new Line("line", "source", "end", Phases.ABC, OHM.times(0.3), OHM.times(0.6),
                PhaseMatrix.ZERO);
        PerPhase kw = new PerPhase(120, 300, 180);
        PerPhase kvar = new PerPhase(90, 0, 40);
        ThreePhaseFeeder loaded = twoBuses(line,
                ThreePhaseLoad.wye("end", kw, PerPhase.ZERO, ZipLoad.CONSTANT_POWER));
        ThreePhaseFeeder banked = new ThreePhaseFeeder("source", loaded.buses(), loaded.branches(),
                loaded.loads(),
                List.of(new ThreePhaseCapacitor("bank", "end", Connection.DELTA, kvar.times(0.5), 2)));
        ThreePhaseFeeder impeded = new ThreePhaseFeeder("source", loaded.buses(), loaded.branches(),
                List.of(loaded.loads().getFirst(),
                        new ThreePhaseLoad("bank", new Place.At("end"), Connection.DELTA, PerPhase.ZERO,
                                kvar.times(-1), ZipLoad.CONSTANT_IMPEDANCE)),
                List.of());

        ThreePhaseOutcome.Converged bank = solve(banked, ThreePhaseOperation.RATED);
        ThreePhaseOutcome.Converged impedance = solve(impeded, ThreePhaseOperation.RATED);

        assertEquals(impedance.sourceKw().total(), bank.sourceKw().total(), 1e-6);
        assertEquals(impedance.sourceKvar().total(), bank.sourceKvar().total(), 1e-6);
        for (Phase phase : Phase.values()) {
            assertEquals(impedance.voltage("end", phase).voltagePu(), bank.voltage("end", phase).voltagePu(),
                    1e-9);
        }
    }

    @Test
    void moreLoadThanTheLineCarriesNamesTheBus() {
        Line line = new Line("line", "source", "end", Phases.ABC, OHM, OHM, PhaseMatrix.ZERO);
        ThreePhaseFeeder feeder = twoBuses(line,
                ThreePhaseLoad.wye("end", new PerPhase(100, 5000, 100), PerPhase.ZERO,
                        ZipLoad.CONSTANT_POWER));

        ThreePhaseOutcome outcome = ThreePhaseFlow.solve(feeder, ThreePhaseOperation.RATED);

        ThreePhaseOutcome.Diverged diverged = assertInstanceOf(ThreePhaseOutcome.Diverged.class, outcome);
        assertEquals("end", diverged.worstBus());
        assertEquals(Phase.B, diverged.worstPhase());
        assertTrue(diverged.changePu() > 0.01);
        assertTrue(diverged.message().contains("did not converge in 100 sweeps: at bus end, phase B worst"),
                diverged.message());
    }

    @Test
    void aSolutionDoesNotDependOnTheOneBefore() {
        RandomThreePhase.Case first = RandomThreePhase.of(3, false);
        ThreePhaseFlow flow = new ThreePhaseFlow(first.feeder(), ThreePhaseSettings.DEFAULT);
        flow.set(first.operation());
        flow.solve();
        ThreePhaseOutcome fresh = flow.outcome();

        flow.set(ThreePhaseOperation.RATED.withSourceVoltagePu(PerPhase.ONE.times(0.95)));
        flow.setLoadFactors(1.7);
        flow.solve();
        flow.set(first.operation());
        flow.solve();

        assertEquals(fresh, flow.outcome());
    }

    @Test
    void solvingAllocatesNothing() {
        RandomThreePhase.Case random = RandomThreePhase.of(3, false);
        ThreePhaseFlow flow = new ThreePhaseFlow(random.feeder(), ThreePhaseSettings.DEFAULT);
        flow.set(random.operation());
        flow.solve();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();

        long before = threads.getCurrentThreadAllocatedBytes();
        double sum = 0;
        for (int i = 0; i < 1000; i++) {
            flow.setSourceVoltage(Phase.A, 1 + 1e-5 * i);
            flow.inject(0, Phase.B, 1, 0);
            flow.solve();
            sum += flow.sourceKw() + flow.lossKw() + flow.lowestVoltagePu();
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        assertTrue(Double.isFinite(sum));
        assertTrue(bytes < 1000, () -> bytes + " bytes in 1000 solves");
    }

    @Test
    void whatAnOperationNamesMustExist() {
        ThreePhaseFeeder feeder = RandomThreePhase.of(0, false).feeder();

        assertRefused("a regulator none", feeder, ThreePhaseOperation.RATED.withTaps(Map.of("none",
                ThreePhaseTaps.NEUTRAL)));
        assertRefused("a capacitor none", feeder,
                ThreePhaseOperation.RATED.withCapacitorSteps(Map.of("none", 1)));
        assertRefused("a load none", feeder, ThreePhaseOperation.RATED.withLoadFactors(Map.of("none", 1.0)));
        assertRefused("no bus none", feeder, ThreePhaseOperation.RATED.withInjections(List.of(
                new ThreePhaseInjection("none", PerPhase.ONE, PerPhase.ZERO))));
    }

    @Test
    void tapsStepsAndFactorsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ThreePhaseTaps.equal(17));
        assertThrows(IllegalArgumentException.class, () -> ThreePhaseTaps.equal(-17));
        assertThrows(IllegalArgumentException.class,
                () -> ThreePhaseOperation.RATED.withLoadFactors(Map.of("x",
                        -0.1)));
        assertThrows(IllegalArgumentException.class, () -> ThreePhaseOperation.RATED.withSourceVoltagePu(
                new PerPhase(1, Double.NaN, 1)));
        assertEquals(1.1, ThreePhaseTaps.ratio(16), 1e-15);
        assertEquals(0.9, ThreePhaseTaps.ratio(-16), 1e-15);
    }

    private static void assertRefused(String part, ThreePhaseFeeder feeder, ThreePhaseOperation operation) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> ThreePhaseFlow.solve(feeder, operation))
                        .getMessage());
        assertTrue(message.contains(part), message);
    }

    private static ThreePhaseFeeder twoBuses(Line line, ThreePhaseLoad load) {
        return new ThreePhaseFeeder("source",
                List.of(new ThreePhaseBus("source", 4.16), new ThreePhaseBus("end",
                        4.16)),
                List.of(line), List.of(load), List.of());
    }

    /// Without loads, capacitors and charging, transformers at the nominal ratio and without delta.
    private static ThreePhaseFeeder bare(ThreePhaseFeeder feeder) {
        Map<String, Double> kv = new HashMap<>();
        feeder.buses().forEach(bus -> kv.put(bus.name(), bus.nominalKv()));
        List<ThreePhaseBranch> branches = new ArrayList<>();
        for (ThreePhaseBranch branch : feeder.branches()) {
            branches.add(switch (branch) {
                case Line line -> new Line(line.name(), line.fromBus(), line.toBus(), line.phases(),
                        line.resistanceOhm(), line.reactanceOhm(), PhaseMatrix.ZERO);
                case ThreePhaseBranch.Transformer t -> new ThreePhaseBranch.Transformer(t.name(), t.fromBus(),
                        t.toBus(), t.phases(), t.ratedKva(), kv.getOrDefault(t.fromBus(), 0.0),
                        kv.getOrDefault(t.toBus(), 0.0), t.resistancePercent(), t.reactancePercent());
                case ThreePhaseBranch.Switch other -> other;
                case ThreePhaseBranch.Regulator other -> other;
            });
        }
        return new ThreePhaseFeeder(feeder.sourceBus(), feeder.buses(), branches, List.of(), List.of());
    }

    private static ThreePhaseOutcome.Converged solve(ThreePhaseFeeder feeder, ThreePhaseOperation operation) {
        ThreePhaseFlow flow = new ThreePhaseFlow(feeder, EXACT);
        flow.set(operation);
        flow.solve();
        return assertInstanceOf(ThreePhaseOutcome.Converged.class, flow.outcome());
    }

    private static void assertSame(DenseThreePhase.Solution expected, ThreePhaseOutcome.Converged solution,
            double tolerance) {
        assertEquals(expected.voltages().size(), solution.voltages().size());
        for (ThreePhaseOutcome.NodeVoltage voltage : solution.voltages()) {
            double[] found = expected.voltage(voltage.bus() + voltage.phase());
            assertEquals(found[0], voltage.voltagePu(), tolerance, voltage::toString);
            assertEquals(found[1], voltage.angleDegrees(), 60 * tolerance, voltage::toString);
        }
        for (Phase phase : Phase.values()) {
            assertEquals(expected.sourceKw().get(phase), solution.sourceKw().get(phase), 1e5 * tolerance);
        }
    }
}
