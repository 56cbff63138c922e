package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.Profile;
import org.tavan.dro.LinearProgram.Sum;
import org.tavan.market.EnergyPrices;
import org.tavan.recourse.CausalRecourse;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.WassersteinBall;

/// The reduced formulas, each against its full linear program at T = 4, I = 7.
class ReducedFormulaTest {
    private static final int INTERVALS = 4;
    private static final double TOLERANCE = 1e-8;

    private static final class Instance {
        final RandomGenerator random;
        final WassersteinBall ball;
        final EnergyPrices prices;
        final double epsilon;

        Instance(long seed, boolean oneSided) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            double[][] samples = new double[7][INTERVALS];
            for (double[] sample : samples) {
                for (int t = 0; t < INTERVALS; t++) {
                    sample[t] = 0.2 * random.nextGaussian();
                }
            }
            EmpiricalDistribution distribution = EmpiricalDistribution.of(samples);
            double radius = new double[]{0, 0.01, 0.1, 0.4, 3}[random.nextInt(5)];
            ball = new WassersteinBall(radius, Norm.ONE, distribution,
                    distribution.supportBox(0.2 * random.nextInt(3)));
            epsilon = new double[]{0.05, 0.3, 0.8}[random.nextInt(3)];
            double[] buy = vector(-15, 25);
            double[] sell = vector(-15, 25);
            for (int t = 0; t < INTERVALS; t++) {
                sell[t] = oneSided ? buy[t] : Math.min(sell[t], buy[t]);
            }
            prices = new EnergyPrices(Profile.of(buy), Profile.of(buy), Profile.of(sell));
        }

        double[] vector(double low, double high) {
            double[] vector = new double[INTERVALS];
            for (int t = 0; t < INTERVALS; t++) {
                vector[t] = low + (high - low) * random.nextDouble();
            }
            return vector;
        }

        CausalRecourse causal() {
            double[] packed = new double[CausalRecourse.packedLength(INTERVALS)];
            for (int k = 0; k < packed.length; k++) {
                packed[k] = -5 + 10 * random.nextDouble();
            }
            return new CausalRecourse(INTERVALS, Profile.of(packed));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static double worstMean(WassersteinBall ball, List<Sum[]> pieces) {
        LinearProgram program = new HighsProgram();
        program.addCost(new FullWorstCase(program, INTERVALS).mean(ball, pieces));
        return program.minimum().orElseThrow();
    }

    private static double worstTail(WassersteinBall ball, double[] a, double epsilon) {
        LinearProgram program = new HighsProgram();
        program.addCost(new FullWorstCase(program, INTERVALS).tail(ball, Sum.of(a), new Sum(), epsilon));
        return program.minimum().orElseThrow();
    }

    private static double[] unit(int t, double value) {
        double[] unit = new double[INTERVALS];
        unit[t] = value;
        return unit;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theExpectedCostAtOnePriceNeedsOnlyTheMean(long seed) {
        Instance instance = new Instance(seed, true);
        CausalRecourse rule = instance.causal();
        double[] v = new double[INTERVALS];
        for (int t = 0; t < INTERVALS; t++) {
            for (int j = 0; j <= t; j++) {
                v[j] += 0.5 * instance.prices.realTimeBuyCentsPerKwh().get(t) * rule.gainKw(t, j);
            }
        }

        double cents = new CausalCost.OneSided(instance.ball, 0.5, instance.prices).cents(rule);

        assertEquals(worstMean(instance.ball, List.<Sum[]>of(Sum.of(v))), cents,
                TOLERANCE * Math.max(1, Math.abs(cents)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theExpectedCostOfADiagonalRuleAtTwoPricesSharesOneLambda(long seed) {
        Instance instance = new Instance(seed, false);
        double[] gain = instance.vector(0, 10);
        List<Sum[]> pieces = new ArrayList<>();
        for (int choice = 0; choice < 1 << INTERVALS; choice++) {
            double[] v = new double[INTERVALS];
            for (int t = 0; t < INTERVALS; t++) {
                v[t] = 0.5 * gain[t] * ((choice >> t & 1) == 0
                        ? instance.prices.realTimeBuyCentsPerKwh().get(t)
                        : instance.prices.realTimeSellCentsPerKwh().get(t));
            }
            pieces.add(Sum.of(v));
        }

        double cents = new BoxCost(instance.ball, 0.5, instance.prices).cents(gain);

        assertEquals(worstMean(instance.ball, pieces), cents, TOLERANCE * Math.max(1, Math.abs(cents)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theExpectedCostOfOneHourOfACausalRuleIsItsWorstCase(long seed) {
        Instance instance = new Instance(seed, false);
        double[] row = instance.vector(-5, 5);
        double buy = instance.prices.realTimeBuyCentsPerKwh().get(0);
        double sell = instance.prices.realTimeSellCentsPerKwh().get(0);
        double[] bought = new double[INTERVALS];
        double[] sold = new double[INTERVALS];
        for (int j = 0; j < INTERVALS; j++) {
            bought[j] = buy * row[j];
            sold[j] = sell * row[j];
        }

        double cents = new CausalAdversary(instance.ball, instance.epsilon).cost(row, buy, sell).value;

        assertEquals(worstMean(instance.ball, List.of(Sum.of(bought), Sum.of(sold))), cents,
                TOLERANCE * Math.max(1,
                        Math.abs(cents)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theTailOfARowIsItsWorstCase(long seed) {
        Instance instance = new Instance(seed, false);
        double[] a = instance.vector(-10, 10);

        double margin = new CausalAdversary(instance.ball, instance.epsilon).tail(a).value;

        assertEquals(worstTail(instance.ball, a, instance.epsilon), margin, TOLERANCE * Math.max(1, margin));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePromiseOfADiagonalRuleIsOneInequality(long seed) {
        Instance instance = new Instance(seed, false);
        double[] gain = instance.vector(0, 20);

        double[] margin = new SeparatePromise(10, instance.ball, instance.epsilon)
                .marginsNeededKw(gain, new double[INTERVALS], new double[INTERVALS]);

        for (int t = 0; t < INTERVALS; t++) {
            assertEquals(worstTail(instance.ball, unit(t, 10 - gain[t]), instance.epsilon), margin[t],
                    TOLERANCE);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theRealTimeLimitIsReachedExactlyAtTheCornerOfTheBox(long seed) {
        Instance instance = new Instance(seed, false);
        double[] row = instance.vector(-5, 5);
        double most = 0;
        for (int j = 0; j < INTERVALS; j++) {
            most += Math.max(row[j] * instance.ball.box().high().get(j),
                    row[j] * instance.ball.box().low().get(j));
        }

        LinearProgram program = new HighsProgram();
        int limit = program.variable(-LinearProgram.INFINITY, LinearProgram.INFINITY, 1);
        Sum bound = new Sum();
        for (int j = 0; j < INTERVALS; j++) {
            int up = program.variable(0, LinearProgram.INFINITY, 0);
            int down = program.variable(0, LinearProgram.INFINITY, 0);
            program.range(new Sum().add(up, 1).add(down, -1), row[j], row[j]);
            bound.add(up, instance.ball.box().high().get(j))
                    .add(down, -instance.ball.box().low().get(j));
        }
        program.atMost(bound.add(limit, -1), 0);

        assertEquals(program.minimum().orElseThrow(), most, TOLERANCE);
    }
}
