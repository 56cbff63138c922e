package org.tavan.simulator.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.simulator.noise.AutoregressiveProcess.Innovation;

class NoiseTest {
    private static final int COUNT = 100_000;

    /// Five standard errors: a correct generator fails once in a million runs, and the seeds are fixed.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, -7, Long.MAX_VALUE})
    void uniformsHaveTheMomentsOfTheUniformDistributionAndFillTenBinsEvenly(long seed) {
        Noise noise = Noise.of(seed, "uniform");

        double chiSquare = 0;
        int[] bins = new int[10];
        for (int i = 0; i < COUNT; i++) {
            bins[(int) (noise.uniform(i) * 10)]++;
        }
        for (int count : bins) {
            chiSquare += Math.pow(count - COUNT / 10.0, 2) / (COUNT / 10.0);
        }

        assertEquals(0.5, mean(noise::uniform), 5 * Math.sqrt(1 / 12.0 / COUNT));
        // 99.99 % quantile of chi-square with nine degrees of freedom.
        assertTrue(chiSquare < 33.7, () -> "chi-square over ten bins");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void gaussiansHaveUnitVarianceAndNoExcessKurtosis(long seed) {
        Noise noise = Noise.of(seed, "gaussian");

        assertEquals(0, mean(noise::gaussian), 5 / Math.sqrt(COUNT));
        assertEquals(1, moment(noise::gaussian, 2), 5 * Math.sqrt(2.0 / COUNT));
        assertEquals(3, moment(noise::gaussian, 4), 5 * Math.sqrt(96.0 / COUNT));
    }

    /// P(|t₄| > 4.604) = 1 %.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void studentsExceedTheirOnePercentQuantileOnceInAHundred(long seed) {
        Noise noise = Noise.of(seed, "student");

        double share = mean(i -> Math.abs(noise.student4(i)) > 4.6041 ? 1 : 0);

        assertEquals(0.01, share, 5 * Math.sqrt(0.01 * 0.99 / COUNT));
    }

    @Test
    void streamsOfOtherNamesOrSeedsAreUncorrelated() {
        Noise one = Noise.of(1, "load/home-1");
        Noise other = Noise.of(1, "load/home-2");
        Noise reseeded = Noise.of(2, "load/home-1");

        assertEquals(0, mean(i -> one.gaussian(i) * other.gaussian(i)), 5 / Math.sqrt(COUNT));
        assertEquals(0, mean(i -> one.gaussian(i) * reseeded.gaussian(i)), 5 / Math.sqrt(COUNT));
        assertEquals(0, mean(i -> one.gaussian(i) * one.gaussian(i + 1)), 5 / Math.sqrt(COUNT));
        assertNotEquals(one, other);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2})
    void aProcessHasUnitVarianceAndItsPersistenceAsAutocorrelation(long seed) {
        var process = new AutoregressiveProcess(Noise.of(seed, "process"), 0.8, Innovation.GAUSSIAN);

        assertEquals(1, moment(process::at, 2), 0.05);
        assertEquals(0.8, mean(i -> process.at(i) * process.at(i + 1)), 0.04);
        assertEquals(Math.pow(0.8, 5), mean(i -> process.at(i) * process.at(i + 5)), 0.04);
    }

    @Test
    void aProcessReadBackwardsGivesTheSameValues() {
        var forwards = new AutoregressiveProcess(Noise.of(5, "x"), 0.97, Innovation.STUDENT);
        var backwards = new AutoregressiveProcess(Noise.of(5, "x"), 0.97, Innovation.STUDENT);

        double[] values = new double[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = forwards.at(i - 2500);
        }

        for (int i = values.length - 1; i >= 0; i--) {
            assertEquals(values[i], backwards.at(i - 2500));
        }
    }

    @Test
    void studentInnovationsMakeHeavierTailsThanNormalOnes() {
        var normal = new AutoregressiveProcess(Noise.of(3, "x"), 0.7, Innovation.GAUSSIAN);
        var heavy = new AutoregressiveProcess(Noise.of(3, "x"), 0.7, Innovation.STUDENT);

        assertEquals(3, moment(normal::at, 4) / Math.pow(moment(normal::at, 2), 2), 0.3);
        assertTrue(moment(heavy::at, 4) / Math.pow(moment(heavy::at, 2), 2) > 4.5);
    }

    private static double mean(LongToDoubleFunction value) {
        double sum = 0;
        for (long i = 0; i < COUNT; i++) {
            sum += value.applyAsDouble(i);
        }
        return sum / COUNT;
    }

    private static double moment(LongToDoubleFunction value, int order) {
        return mean(i -> Math.pow(value.applyAsDouble(i), order));
    }
}
