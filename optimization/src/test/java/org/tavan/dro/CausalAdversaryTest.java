package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.Profile;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// Rows made of worst cases hold for every rule; their values are compared with full programs in `ReducedFormulaTest`.
class CausalAdversaryTest {
    private static final int INTERVALS = 5;
    private static final double ROUNDING = 1e-12;

    private static final class Instance {
        final RandomGenerator random;
        final WassersteinBall ball;
        final CausalAdversary adversary;

        Instance(long seed) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            double[][] samples = new double[12][INTERVALS];
            for (double[] sample : samples) {
                for (int t = 0; t < INTERVALS; t++) {
                    sample[t] = random.nextGaussian();
                }
            }
            EmpiricalDistribution distribution = EmpiricalDistribution.of(samples);
            double radius = new double[]{0, 0.02, 0.2, 2}[random.nextInt(4)];
            ball = new WassersteinBall(radius, Norm.ONE, distribution, distribution.supportBox(0.1));
            adversary = new CausalAdversary(ball, new double[]{0.05, 0.3, 0.8}[random.nextInt(3)]);
        }

        /// Some entries are 0, and some are equal.
        double[] coefficients() {
            double[] a = new double[INTERVALS];
            for (int t = 0; t < INTERVALS; t++) {
                a[t] = random.nextInt(3) == 0 ? random.nextInt(-1, 2) : random.nextGaussian();
            }
            return a;
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static double product(double[] row, double[] a) {
        double sum = 0;
        for (int t = 0; t < INTERVALS; t++) {
            sum += row[t] * a[t];
        }
        return sum;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aTailIsNoWorseThanTheWorstForOtherCoefficientsEvenWhereItsSpareIsSpent(long seed) {
        Instance instance = new Instance(seed);
        double[] a = instance.coefficients();

        CausalAdversary.Worst worst = instance.adversary.tail(a);

        assertEquals(product(worst.row, a), worst.value, ROUNDING);
        for (int k = 0; k < 20; k++) {
            double[] other = instance.coefficients();
            double most = instance.adversary.tail(other).value;
            double[] moved = worst.row.clone();
            int t = instance.random.nextInt(INTERVALS);
            double end = (k % 2 == 0 ? instance.ball.box().low() : instance.ball.box().high()).get(t);
            moved[t] += Math.clamp(end - moved[t], -worst.spare, worst.spare);
            assertTrue(product(worst.row, other) <= most + ROUNDING);
            assertTrue(product(moved, other) <= most + ROUNDING);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aCostIsNoDearerThanTheDearestForOtherRules(long seed) {
        Instance instance = new Instance(seed);
        double[] rule = instance.coefficients();

        CausalAdversary.Worst worst = instance.adversary.cost(rule, 20, -3);

        assertEquals(product(worst.row, rule), worst.value, 20 * ROUNDING);
        for (int k = 0; k < 20; k++) {
            double[] other = instance.coefficients();
            assertTrue(product(worst.row, other) <= instance.adversary.cost(other, 20, -3).value
                    + 20 * ROUNDING);
        }
    }

    /// Half of two samples at 0 and 1, up to 2: a budget of 0.8 takes the tail from 1 to 1.8; one of 4 to 2, and leaves 3.
    @Test
    void whatTheBoxDoesNotTakeIsSpare() {
        EmpiricalDistribution samples = EmpiricalDistribution.of(new double[][]{{0}, {1}});
        SupportBox box = new SupportBox(Profile.of(-1), Profile.of(2));

        CausalAdversary.Worst partly = new CausalAdversary(new WassersteinBall(0.4, Norm.ONE, samples, box),
                0.5)
                .tail(new double[]{1});
        CausalAdversary.Worst fully = new CausalAdversary(new WassersteinBall(2, Norm.ONE, samples, box), 0.5)
                .tail(new double[]{1});

        assertEquals(1.8, partly.value, ROUNDING);
        assertEquals(0, partly.spare);
        assertEquals(2, fully.value, ROUNDING);
        assertEquals(3, fully.spare, ROUNDING);
    }
}
