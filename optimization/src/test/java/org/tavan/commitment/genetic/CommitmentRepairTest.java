package org.tavan.commitment.genetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CostCurve;
import org.tavan.commitment.StartCost;
import org.tavan.commitment.Unit;

class CommitmentRepairTest {
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyBitsBecomeACommitmentThatKeepsItsTimes(long seed) {
        CommitmentProblem problem = RandomCommitment.alone(seed, 5, 20);
        UnitTimes times = new UnitTimes(problem.units(), 20, 1);
        CommitmentRepair repair = new CommitmentRepair(problem, times);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        long[] masks = random.longs(20, 0, 32).toArray();

        repair.repair(masks);

        assertTrue(times.kept(masks));
        long[] again = masks.clone();
        repair.repair(again);
        assertEquals(OnOff.of(masks), OnOff.of(again));
    }

    @Test
    void aUnitThatJustStoppedStaysOffForItsTime() {
        UnitTimes times = new UnitTimes(List.of(unit(-1, 0)), 6, 1);

        long[] masks = {1, 1, 1, 1, 1, 1};
        times.repair(masks, 0);

        assertEquals(OnOff.of(0, 0, 1, 1, 1, 1), OnOff.of(masks));
    }

    @Test
    void aShortStopIsRunThroughAndAShortRunGoesOn() {
        UnitTimes times = new UnitTimes(List.of(unit(9, 10)), 9, 1);

        long[] masks = {1, 0, 1, 0, 0, 0, 0, 1, 0};
        times.repair(masks, 0);

        assertEquals(OnOff.of(1, 1, 1, 0, 0, 0, 0, 1, 1), OnOff.of(masks));
    }

    @Test
    void aUnitMayNotStopBeforeItsPowerHasComeDown() {
        UnitTimes times = new UnitTimes(List.of(unit(9, 35)), 3, 1);

        assertFalse(times.kept(new long[]{0, 0, 0}));
        assertFalse(times.kept(new long[]{1, 0, 0}));
        assertTrue(times.kept(new long[]{1, 1, 0}));
    }

    @Test
    void aStartIsHotUpToItsHoursAndColdBeyond() {
        UnitTimes times = new UnitTimes(List.of(unit(9, 10)), 9, 1);

        assertEquals(20, times.startCents(new long[]{1, 0, 0, 0, 1, 1, 1, 1, 1}));
        assertEquals(50, times.startCents(new long[]{1, 0, 0, 0, 0, 1, 1, 1, 1}));
    }

    /// Least times of three hours each, a fall of 12 kW an hour.
    private static Unit unit(int initialHours, double initialKw) {
        return new Unit("U", 10, 50, 1, 0.2, 3, 3, initialHours, initialKw, CostCurve.linear(5, 8),
                new StartCost(20, 50, 3), 0, 0);
    }
}
