package org.tavan.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.Profile;

class EmpiricalDistributionTest {
    private static final EmpiricalDistribution THREE = EmpiricalDistribution
            .of(new double[][]{{1, -4}, {3, 0}, {2,
                    4}});

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void statisticsArePerInterval() {
        assertEquals(Profile.of(2, 0), THREE.mean());
        assertEquals(Profile.of(3, 4), THREE.upperTail(0.1));
        assertEquals(Profile.of(1, -4), THREE.lowerTail(0.1));
        assertEquals(Profile.of(2.5, 2), THREE.upperTail(2.0 / 3));
        assertEquals(new SupportBox(Profile.of(0.5, -6), Profile.of(3.5, 6)), THREE.supportBox(0.25));
        assertEquals(THREE.supportBox(0.5), THREE.likelySupport(0.25));
        assertEquals(THREE.supportBox(0.75), THREE.likelySupport(0.75));
    }

    /// `min over τ of τ + (1/(εI)) Σ (x_i − τ)⁺`: piecewise linear in τ, so that the least value is at a sample.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theTailMeanIsTheLeastOfItsDefinition(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] values = random.doubles(1 + random.nextInt(20), -5, 5).toArray();
        double fraction = 0.01 + 0.99 * random.nextDouble();
        double least = Double.POSITIVE_INFINITY;
        for (double tau : values) {
            double excess = 0;
            for (double x : values) {
                excess += Math.max(0, x - tau);
            }
            least = Math.min(least, tau + excess / (fraction * values.length));
        }

        assertEquals(least, EmpiricalDistribution.tailMean(values, fraction), 1e-12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theWeightedTailMeanIsTheLeastOfItsDefinition(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] values = random.doubles(1 + random.nextInt(20), -5, 5).toArray();
        double[] weights = random.doubles(values.length, 0.01, 3).toArray();
        double fraction = 0.01 + 0.99 * random.nextDouble();
        double sum = Arrays.stream(weights).sum();
        double least = Double.POSITIVE_INFINITY;
        for (double tau : values) {
            double excess = 0;
            for (int i = 0; i < values.length; i++) {
                excess += weights[i] / sum * Math.max(0, values[i] - tau);
            }
            least = Math.min(least, tau + excess / fraction);
        }

        assertEquals(least, EmpiricalDistribution.tailMean(values, weights, fraction), 1e-12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void equalWeightsOfAnySizeChangeNoDigit(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[][] samples = matrix(random, 1 + random.nextInt(40), 3);
        double[] weights = new double[samples.length];
        Arrays.fill(weights, random.nextDouble(1e-3, 7));
        EmpiricalDistribution weighted = EmpiricalDistribution.of(samples, weights);
        EmpiricalDistribution plain = EmpiricalDistribution.of(samples);
        double fraction = random.nextDouble(0.01, 1);

        assertEquals(plain, weighted);
        assertEquals(plain.mean(), weighted.mean());
        assertEquals(1.0 / samples.length, weighted.weight(0));
        for (int t = 0; t < 3; t++) {
            double[] column = plain.column(t);
            assertEquals(Arrays.stream(column).sum() / column.length, weighted.mean().get(t));
            assertEquals(EmpiricalDistribution.tailMean(column, fraction),
                    weighted.upperTail(fraction).get(t));
        }
        assertEquals(plain.lowerTail(fraction), weighted.lowerTail(fraction));
        assertEquals(
                plain.supportBox(samples.length < 2 ? 0.01 : Math.max(0.01, 1.0 / (samples.length - 1))),
                weighted.likelySupport(0.01));
        assertEquals(samples.length, weighted.effectiveCount());
    }

    /// A weight of k is the sample k times.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void wholeWeightsAreRepeatedSamples(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[][] samples = matrix(random, 2 + random.nextInt(10), 2);
        double[] weights = new double[samples.length];
        List<Profile> repeated = new ArrayList<>();
        for (int i = 0; i < samples.length; i++) {
            weights[i] = i == 0 ? 1 : random.nextInt(4);
            repeated.addAll(Collections.nCopies((int) weights[i], Profile.of(samples[i])));
        }
        EmpiricalDistribution weighted = EmpiricalDistribution.of(samples, weights);
        EmpiricalDistribution plain = EmpiricalDistribution.of(repeated);
        double fraction = random.nextDouble(0.01, 1);

        assertEquals(Arrays.stream(weights).filter(w -> w > 0).count(), weighted.count());
        assertEquals(1, IntStream.range(0, weighted.count()).mapToDouble(weighted::weight).sum(), 1e-14);
        assertEquals(plain.supportBox(0.3), weighted.supportBox(0.3));
        for (int t = 0; t < 2; t++) {
            assertEquals(plain.mean().get(t), weighted.mean().get(t), 1e-13);
            assertEquals(plain.upperTail(fraction).get(t), weighted.upperTail(fraction).get(t), 1e-13);
            assertEquals(plain.lowerTail(fraction).get(t), weighted.lowerTail(fraction).get(t), 1e-13);
        }
        assertEquals(weighted.mean().get(1) / 4, weighted.dividedBy(4).mean().get(1), 1e-15);
    }

    @Test
    void aSampleWithoutWeightIsNoSample() {
        EmpiricalDistribution two = EmpiricalDistribution.of(
                List.of(Profile.of(9), Profile.of(1), Profile.of(2)), Profile.of(0, 1, 3));

        assertEquals(2, two.count());
        assertEquals(0.25, two.weight(0));
        assertEquals(1.75, two.mean().get(0), 1e-15);
        assertEquals(1.6, two.effectiveCount(), 1e-15);
        assertEquals(new SupportBox(Profile.of(1), Profile.of(2)), two.supportBox(0));
        assertEquals(two.supportBox(1), two.likelySupport(0.1),
                "as of two samples, though they count as 1.6");
    }

    @Test
    void weightsThatAreNoneAreRefused() {
        double[][] samples = {{1}, {2}};

        for (double[] weights : new double[][]{{1}, {0, 0}, {1, -1}, {1, Double.NaN},
                {1, Double.POSITIVE_INFINITY}}) {
            assertThrows(IllegalArgumentException.class, () -> EmpiricalDistribution.of(samples, weights));
            assertThrows(IllegalArgumentException.class,
                    () -> EmpiricalDistribution.tailMean(new double[]{1, 2}, weights, 0.5));
        }
    }

    private static double[][] matrix(RandomGenerator random, int rows, int columns) {
        double[][] matrix = new double[rows][];
        Arrays.setAll(matrix, i -> random.doubles(columns, -5, 5).toArray());
        return matrix;
    }

    @Test
    void theTailOfEverythingIsTheMean() {
        assertEquals(2, EmpiricalDistribution.tailMean(new double[]{1, 3, 2}, 1), 1e-15);
    }

    @Test
    void laterChangesToTheInputDoNotReachIn() {
        double[][] input = {{1, 2}};
        EmpiricalDistribution distribution = EmpiricalDistribution.of(input);

        input[0][0] = 9;
        distribution.column(0)[0] = 9;

        assertEquals(1, distribution.value(0, 0));
        assertEquals(EmpiricalDistribution.of(List.of(Profile.of(1, 2))), distribution);
    }

    @Test
    void divisionGivesRelativeErrors() {
        assertEquals(Profile.of(1, 0), THREE.dividedBy(2).mean());
        assertEquals(new SupportBox(Profile.of(-0.1), Profile.of(0.2)),
                new SupportBox(Profile.of(-1), Profile.of(2))
                        .dividedBy(10));
    }

    @Test
    void samplesThatAreNoTrajectoriesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> EmpiricalDistribution.of(new double[0][]));
        assertThrows(IllegalArgumentException.class, () -> EmpiricalDistribution.of(new double[][]{{}}));
        assertThrows(IllegalArgumentException.class,
                () -> EmpiricalDistribution.of(new double[][]{{1}, {1, 2}}));
        assertThrows(IllegalArgumentException.class,
                () -> EmpiricalDistribution.of(new double[][]{{Double.NaN}}));
    }

    @Test
    void fractionsAndMarginsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> THREE.upperTail(0));
        assertThrows(IllegalArgumentException.class, () -> THREE.upperTail(1.1));
        assertThrows(IllegalArgumentException.class, () -> THREE.supportBox(-0.1));
        assertThrows(IllegalArgumentException.class, () -> THREE.dividedBy(0));
    }

    @Test
    void theBallHoldsItsSamples() {
        SupportBox narrow = new SupportBox(Profile.of(1, -1), Profile.of(3, 1));

        assertFalse(narrow.contains(THREE));
        assertTrue(THREE.supportBox(0).contains(THREE));
        assertThrows(IllegalArgumentException.class, () -> new WassersteinBall(0.1, Norm.ONE, THREE, narrow));
        assertThrows(IllegalArgumentException.class,
                () -> new WassersteinBall(-0.1, Norm.ONE, THREE, THREE.supportBox(0)));
        assertThrows(IllegalArgumentException.class,
                () -> new WassersteinBall(0.1, Norm.ONE, THREE, new SupportBox(Profile.of(0),
                        Profile.of(5))));
        assertThrows(IllegalArgumentException.class, () -> new SupportBox(Profile.of(2), Profile.of(1)));
    }
}
