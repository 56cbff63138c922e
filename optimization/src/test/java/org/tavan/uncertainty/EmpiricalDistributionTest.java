package org.tavan.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
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
