package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.dro.LinearProgram.Sum;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;
import org.tavan.uncertainty.WholeSpace;

/// The worst-case tail of the largest loss against the full linear program, where every sample has its own dual vectors and may
/// move in all coordinates. Equal values for the 1- and the ∞-norm settle the 2-norm, whose ball lies between theirs.
class JointTailTest {
    private static final int INTERVALS = 4;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static final class Instance {
        final double[] slope = new double[INTERVALS + 2];
        final double[] margin = new double[slope.length];
        final int[] interval = new int[slope.length];
        final double epsilon;
        final double radius;
        final EmpiricalDistribution samples;
        final SupportBox box;

        Instance(long seed) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            double[][] rows = new double[7][INTERVALS];
            for (double[] sample : rows) {
                for (int t = 0; t < INTERVALS; t++) {
                    sample[t] = 0.2 * random.nextGaussian();
                }
            }
            for (int k = 0; k < slope.length; k++) {
                slope[k] = random.nextDouble(-10, 10);
                margin[k] = random.nextDouble(3);
                interval[k] = k % INTERVALS;
            }
            samples = EmpiricalDistribution.of(rows);
            epsilon = new double[]{0.05, 0.2, 0.5, 0.9}[random.nextInt(4)];
            radius = new double[]{0, 0.001, 0.02, 0.1, 1}[random.nextInt(5)];
            box = samples.supportBox(0.2 * random.nextInt(3));
        }

        double tail(WassersteinBall ball) {
            return new JointTail(ball, epsilon, interval).evaluate(slope, margin);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void inABoxItIsThatOfTheFullProgramForAnyNorm(long seed) {
        Instance instance = new Instance(seed);

        for (Norm norm : new Norm[]{Norm.ONE, Norm.INFINITY}) {
            double value = instance
                    .tail(new WassersteinBall(instance.radius, norm, instance.samples, instance.box));

            assertEquals(fullProgram(instance, norm, true), value, 1e-8 * Math.max(1, Math.abs(value)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void inTheWholeSpaceItIsThatOfTheFullProgramForAnyNorm(long seed) {
        Instance instance = new Instance(seed);

        for (Norm norm : new Norm[]{Norm.ONE, Norm.INFINITY}) {
            double value = instance.tail(
                    new WassersteinBall(instance.radius, norm, instance.samples, new WholeSpace(INTERVALS)));

            assertEquals(fullProgram(instance, norm, false), value, 1e-8 * Math.max(1, Math.abs(value)));
        }
    }

    /// `(ρ/ε)λ + τ + (1/ε) Σ w_i z_i` with `z_i ≥ s_k ξ̂_i − c_k + γᵀ(h − Hξ̂_i) − τ`, `‖Hᵀγ − s_k e_k‖_* ≤ λ`.
    private static double fullProgram(Instance instance, Norm norm, boolean bounded) {
        LinearProgram program = new HighsProgram();
        int lambda = program.variable(0, INFINITY, 0);
        int tau = program.variable(-INFINITY, INFINITY, 0);
        Sum total = new Sum().add(lambda, instance.radius / instance.epsilon).add(tau, 1);
        for (int i = 0; i < instance.samples.count(); i++) {
            int excess = program.variable(0, INFINITY, 0);
            total.add(excess, instance.samples.weight(i) / instance.epsilon);
            for (int k = 0; k < instance.slope.length; k++) {
                Sum loss = Sum.of(instance.slope[k] * instance.samples.value(i, instance.interval[k])
                        - instance.margin[k]).add(tau, -1).add(excess, -1);
                Sum together = new Sum().add(lambda, -1);
                for (int t = 0; t < INTERVALS; t++) {
                    double xi = instance.samples.value(i, t);
                    int up = program.variable(0, bounded ? INFINITY : 0, 0);
                    int down = program.variable(0, bounded ? INFINITY : 0, 0);
                    loss.add(up, instance.box.high().get(t) - xi).add(down, xi - instance.box.low().get(t));
                    int size = program.variable(0, INFINITY, 0);
                    double a = t == instance.interval[k] ? instance.slope[k] : 0;
                    program.atMost(new Sum().add(up, 1).add(down, -1).add(size, -1).plus(-a), 0);
                    program.atMost(new Sum().add(up, -1).add(down, 1).add(size, -1).plus(a), 0);
                    together.add(size, 1);
                    if (norm == Norm.ONE) {
                        program.atMost(new Sum().add(size, 1).add(lambda, -1), 0);
                    }
                }
                if (norm == Norm.INFINITY) {
                    program.atMost(together, 0);
                }
                program.atMost(loss, 0);
            }
        }
        program.addCost(total);
        return program.minimum().orElseThrow();
    }
}
