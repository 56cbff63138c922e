package org.tavan.commitment.genetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.conic.SolverSettings;

/// The prices of one day bound the cost of every commitment, with ramps, battery and a limit of lost energy in it.
class LagrangianBoundTest {
    private static final int HOURS = 6;
    private static final int UNITS = 3;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
    void noCommitmentCostsLessThanItsBound(long seed) {
        CommitmentProblem made = RandomCommitment.microgrid(seed, UNITS, HOURS);
        CommitmentProblem problem = seed % 3 == 0
                ? made.withReliability(made.reliability().withEensMaxKwh(0.5))
                : made;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        UnitTimes times = new UnitTimes(problem.units(), HOURS, 1);
        CommitmentRepair repair = new CommitmentRepair(problem, times);
        SourceOrder sources = new SourceOrder(problem);
        HourPrograms hours = new HourPrograms(problem, sources, new EventTable(problem, sources),
                Cover.none());
        DayDispatch days = new DayDispatch(problem, times, hours);
        PricedDays bounds = new PricedDays(times, hours);
        bounds.cut(days.solve(commitment(repair, random), SolverSettings.defaults()).cut());

        for (int k = 0; k < 12; k++) {
            OnOff other = commitment(repair, random);
            double exact = days.solve(other, SolverSettings.defaults()).cents();
            double bound = bounds.cents(other.toArray());

            assertTrue(bound <= exact + 1e-6 * Math.abs(exact), "bound %s, cost %s".formatted(bound, exact));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void theBoundIsExactWhereItWasMade(long seed) {
        CommitmentProblem problem = RandomCommitment.microgrid(seed, UNITS, HOURS);
        UnitTimes times = new UnitTimes(problem.units(), HOURS, 1);
        CommitmentRepair repair = new CommitmentRepair(problem, times);
        SourceOrder sources = new SourceOrder(problem);
        HourPrograms hours = new HourPrograms(problem, sources, new EventTable(problem, sources),
                Cover.none());
        DayDispatch days = new DayDispatch(problem, times, hours);
        // All units all the time: no start or stop limit lies within the day.
        long[] masks = new long[HOURS];
        Arrays.fill(masks, (1L << UNITS) - 1);
        repair.complete(masks);

        DayDispatch.Dispatch day = days.solve(OnOff.of(masks), SolverSettings.defaults());
        PricedDays bounds = new PricedDays(times, hours);
        bounds.cut(day.cut());

        assertTrue(bounds.cents(masks) <= day.cents() + 1e-6 * Math.abs(day.cents()));
        assertEquals(day.cents(), bounds.cents(masks), 0.02 * Math.abs(day.cents()));
    }

    private static OnOff commitment(CommitmentRepair repair, RandomGenerator random) {
        long[] masks = random.longs(HOURS, 0, 1L << UNITS).toArray();
        repair.complete(masks);
        return OnOff.of(masks);
    }
}
