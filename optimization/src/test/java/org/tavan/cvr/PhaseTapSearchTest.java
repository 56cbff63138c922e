package org.tavan.cvr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederFile;
import org.tavan.powerflow.PerPhase;
import org.tavan.powerflow.Phase;
import org.tavan.powerflow.PhaseMatrix;
import org.tavan.powerflow.Phases;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.SharedFeeders;
import org.tavan.powerflow.ThreePhaseBranch;
import org.tavan.powerflow.ThreePhaseBus;
import org.tavan.powerflow.ThreePhaseCapacitor;
import org.tavan.powerflow.ThreePhaseFeeder;
import org.tavan.powerflow.ThreePhaseFlow;
import org.tavan.powerflow.ThreePhaseLoad;
import org.tavan.powerflow.ThreePhaseOperation;
import org.tavan.powerflow.ThreePhaseOutcome;
import org.tavan.powerflow.ThreePhaseTaps;
import org.tavan.powerflow.ZipLoad;
import tools.jackson.databind.ObjectMapper;

class PhaseTapSearchTest {

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static PerPhase draw(RandomGenerator random, double low, double high) {
        return new PerPhase(random.nextDouble(low, high), random.nextDouble(low, high),
                random.nextDouble(low, high));
    }

    private static ThreePhaseBranch regulator(String from, String to) {
        return new ThreePhaseBranch.Regulator("regulator " + to, from, to, Phases.ABC);
    }

    /// A line of 0.1 + 0.2j ohm without coupling between its phases.
    private static ThreePhaseBranch line(String from, String to) {
        return new ThreePhaseBranch.Line(from + "-" + to, from, to, Phases.ABC,
                PhaseMatrix.diagonal(Phases.ABC, 0.1), PhaseMatrix.diagonal(Phases.ABC, 0.2),
                PhaseMatrix.ZERO);
    }

    /// A regulator and a line to an uneven load with a bank, at 1 kV.
    private static ThreePhaseFeeder decoupled(RandomGenerator random) {
        return new ThreePhaseFeeder("source",
                List.of(new ThreePhaseBus("source", 1), new ThreePhaseBus("gate", 1),
                        new ThreePhaseBus("end", 1)),
                List.of(regulator("source", "gate"), line("gate", "end")),
                List.of(ThreePhaseLoad.wye("end", draw(random, 20, 150), draw(random, 0, 60),
                        ZipLoad.of(0.5, 0.2, 0.3))),
                List.of(new ThreePhaseCapacitor("bank", "end", draw(random, 5, 25), 2)));
    }

    private static ThreePhaseOutcome solve(ThreePhaseFeeder feeder, ThreePhaseOperation operation) {
        return ThreePhaseFlow.solve(feeder, operation);
    }

    /// Where phases do not touch each other the best taps are each phase's own, for each number of steps: 99 flows in place of 107,811.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5})
    void phasesThatDoNotTouchEachOtherAreEachAtTheirOwnBest(long seed) {
        ThreePhaseFeeder feeder = decoupled(random(seed));
        double least = Double.POSITIVE_INFINITY;
        for (int steps = 0; steps <= 2; steps++) {
            double[] best = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
            for (int tap = ThreePhaseTaps.LOWEST; tap <= ThreePhaseTaps.HIGHEST; tap++) {
                var flow = assertInstanceOf(ThreePhaseOutcome.Converged.class, solve(feeder,
                        ThreePhaseOperation.RATED
                                .withTaps(Map.of("regulator gate", ThreePhaseTaps.equal(tap)))
                                .withCapacitorSteps(Map.of("bank", steps))));
                for (Phase phase : Phase.values()) {
                    double gate = flow.voltage("gate", phase).voltagePu();
                    double end = flow.voltage("end", phase).voltagePu();
                    if (Math.min(gate, end) >= 0.95 - 1e-9 && Math.max(gate, end) <= 1.05 + 1e-9) {
                        best[phase.index()] = Math.min(best[phase.index()], flow.sourceKw().get(phase));
                    }
                }
            }
            least = Math.min(least, best[0] + best[1] + best[2]);
        }

        var found = assertInstanceOf(PhaseTapOutcome.Found.class,
                new PhaseTapSearch(feeder, VoltageLimits.USUAL).search(ThreePhaseOperation.RATED));

        assertTrue(found.proven());
        assertEquals(33L * 33 * 33 * 3, found.tried());
        assertEquals(least, found.sourceKw(), 1e-7);
    }

    private static ThreePhaseFeeder village() throws IOException {
        try (InputStream stream = PhaseTapSearchTest.class
                .getResourceAsStream("/cases/powerflow/village/input.json")) {
            return FeederFile.threePhase(
                    new ObjectMapper().readTree(Objects.requireNonNull(stream, "village")), 0);
        }
    }

    private static ThreePhaseOperation loaded(ThreePhaseFeeder feeder, RandomGenerator random) {
        Map<String, Double> factors = new HashMap<>();
        feeder.loads().forEach(load -> factors.put(load.name(), random.nextDouble(0.3, 1.2)));
        return ThreePhaseOperation.RATED.withLoadFactors(factors);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5})
    void theDescentEndsWhereTryingAllDoes(long seed) throws IOException {
        ThreePhaseFeeder feeder = village();
        ThreePhaseOperation operation = loaded(feeder, random(seed));

        PhaseTapOutcome all = new PhaseTapSearch(feeder, VoltageLimits.USUAL).search(operation);
        PhaseTapOutcome descent = new PhaseTapSearch(feeder, VoltageLimits.USUAL, 10).search(operation);

        var best = assertInstanceOf(PhaseTapOutcome.Found.class, all);
        var found = assertInstanceOf(PhaseTapOutcome.Found.class, descent);
        assertTrue(best.proven());
        assertFalse(found.proven());
        assertTrue(found.tried() < best.tried() / 50, found::toString);
        assertEquals(best.sourceKw(), found.sourceKw(), 1e-6);
    }

    @Test
    void twoRegulatorsTakeLessApartThanGanged() {
        RandomGenerator random = random(1);
        List<ThreePhaseBus> buses = new ArrayList<>();
        for (String name : List.of("source", "gate", "middle", "inner", "end")) {
            buses.add(new ThreePhaseBus(name, 1));
        }
        ZipLoad zip = ZipLoad.of(0.6, 0.2, 0.2);
        ThreePhaseFeeder feeder = new ThreePhaseFeeder("source", buses,
                List.of(regulator("source", "gate"), line("gate", "middle"), regulator("middle", "inner"),
                        line("inner", "end")),
                List.of(ThreePhaseLoad.wye("middle", draw(random, 10, 70), draw(random, 0, 20), zip),
                        ThreePhaseLoad.wye("end", draw(random, 10, 70), draw(random, 0, 20), zip)),
                List.of());
        double ganged = Double.POSITIVE_INFINITY;
        for (int one = ThreePhaseTaps.LOWEST; one <= ThreePhaseTaps.HIGHEST; one++) {
            for (int two = ThreePhaseTaps.LOWEST; two <= ThreePhaseTaps.HIGHEST; two++) {
                if (solve(feeder, ThreePhaseOperation.RATED.withTaps(
                        Map.of("regulator gate", ThreePhaseTaps.equal(one), "regulator inner",
                                ThreePhaseTaps.equal(two)))) instanceof ThreePhaseOutcome.Converged flow
                        && flow.voltages()
                                .stream()
                                .allMatch(v -> v.voltagePu() >= 0.95 && v.voltagePu() <= 1.05)) {
                    ganged = Math.min(ganged, flow.sourceKw().total());
                }
            }
        }

        var found = assertInstanceOf(PhaseTapOutcome.Found.class,
                new PhaseTapSearch(feeder, VoltageLimits.USUAL).search(ThreePhaseOperation.RATED));

        assertFalse(found.proven());
        assertTrue(found.sourceKw() < 0.998 * ganged, "%s, ganged %s".formatted(found, ganged));
    }

    @Test
    void limitsThatNoPositionKeepsAreMissedByAsLittleAsCanBe() {
        ThreePhaseFeeder feeder = decoupled(random(3));

        var none = assertInstanceOf(PhaseTapOutcome.NoneFound.class,
                new PhaseTapSearch(feeder, new VoltageLimits(0.999, 1.001))
                        .search(ThreePhaseOperation.RATED));

        assertTrue(none.proven());
        var nearest = assertInstanceOf(ThreePhaseOutcome.Converged.class, solve(feeder, none.nearest()));
        double beyond = nearest.voltages()
                .stream()
                .filter(at -> !at.bus().equals("source"))
                .mapToDouble(at -> Math.max(0.999 - at.voltagePu(), at.voltagePu() - 1.001))
                .max()
                .orElseThrow();
        assertEquals(beyond, none.excessPu(), 1e-9);
        assertTrue(beyond > 0 && beyond < 0.05, none::toString);
    }

    @Test
    void ofThePublishedFeedersPositions30KeepTheLimitsAndTheBestSaves0_79Percent() {
        RadialFeeder single = SharedFeeders.ieee13();
        ThreePhaseFeeder feeder = SharedFeeders.ieee13ThreePhase();
        ThreePhaseOperation full = new ThreePhaseCheck(single, feeder, VoltageLimits.USUAL,
                ThreePhaseTaps.NEUTRAL).operation(FeederDemand.scaled(single, 1));
        var published = assertInstanceOf(ThreePhaseOutcome.Converged.class, solve(feeder,
                full.withTaps(Map.of("regulator", new ThreePhaseTaps(10, 8, 11)))));

        var best = assertInstanceOf(PhaseTapOutcome.Found.class,
                new PhaseTapSearch(feeder, VoltageLimits.USUAL).search(full));
        var descent = assertInstanceOf(PhaseTapOutcome.Found.class,
                new PhaseTapSearch(feeder, VoltageLimits.USUAL, 1000).search(full));

        assertEquals(143_748, best.tried());
        assertEquals(30, best.kept());
        assertEquals(0.0079, 1 - best.sourceKw() / published.sourceKw().total(), 5e-5);
        assertEquals(Map.of("regulator", new ThreePhaseTaps(6, -2, 8)), best.operation().taps());
        assertEquals(best.operation(), descent.operation());
        assertTrue(descent.tried() < 1000, descent::toString);
    }
}
