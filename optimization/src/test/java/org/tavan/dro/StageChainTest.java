package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;

class StageChainTest {
    /// A random chain with quadratic flows in both directions, as a battery has them, or linear ones in one, with squares of the level, as shifted load.
    private static final class Chain {
        private static final double IN = 0.9;
        private static final double OUT = 1.2;
        final int intervals;
        final boolean battery;
        final double[] price;
        final double[] drain;
        final double wear;
        final double square;
        final double most;
        final double low;
        final double high;
        final double start;
        final double terminal;

        Chain(long seed) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            battery = seed % 2 == 0;
            intervals = random.nextInt(1, 40);
            price = random.doubles(intervals, 2, 12).toArray();
            drain = battery ? new double[intervals] : random.doubles(intervals, 0, 1.5).toArray();
            wear = 0.01 + random.nextDouble();
            square = 0.01 + 0.2 * random.nextDouble();
            most = 1 + 3 * random.nextDouble();
            low = battery ? 0 : -2 * random.nextDouble();
            high = battery ? 1 + 9 * random.nextDouble() : 2 * random.nextDouble();
            start = battery ? high * random.nextDouble() : 0;
            terminal = battery ? 12 * random.nextDouble() : 0;
        }

        double least(int t) {
            return t < intervals - 1 ? low : battery ? 0.9 * start : 0;
        }

        double largest(int t) {
            return t < intervals - 1 || battery ? high : 0;
        }

        StageChain solved() {
            StageChain chain = new StageChain(intervals);
            for (int t = 0; t < intervals; t++) {
                double p = price[t];
                if (battery) {
                    chain.stage(t,
                            new double[]{(p - 2 * wear * most) / OUT, p / OUT, p / IN,
                                    (p + 2 * wear * most) / IN},
                            new double[]{-OUT * most, 0, 0, IN * most}, least(t), largest(t), 0);
                } else {
                    chain.stage(t, new double[]{p, p}, new double[]{-drain[t], most - drain[t]}, least(t),
                            largest(t), square);
                }
            }
            assertTrue(chain.solve(start, terminal));
            return chain;
        }

        double cents(StageChain chain) {
            double sum = 0;
            double level = start;
            for (int t = 0; t < intervals; t++) {
                double u = chain.flow(t);
                level += u;
                double in = battery ? Math.max(0, u) / IN : u + drain[t];
                double out = battery ? Math.max(0, -u) / OUT : 0;
                assertTrue(in <= most + 1e-9 && out <= most + 1e-9 && in >= -1e-9);
                assertTrue(level >= least(t) - 1e-9 && level <= largest(t) + 1e-9);
                sum += price[t] * (in - out);
                sum += battery ? wear * (in * in + out * out) : square * level * level;
            }
            return sum - terminal * level;
        }

        double leastCents() {
            ConicProgram.Builder program = ConicProgram.builder();
            int before = -1;
            for (int t = 0; t < intervals; t++) {
                int in = program.addVariable(price[t], 0, most);
                int out = program.addVariable(-price[t], 0, battery ? most : 0);
                int level = program.addVariable(t == intervals - 1 ? -terminal : 0, least(t), largest(t));
                if (battery) {
                    program.addQuadraticCost(in, wear).addQuadraticCost(out, wear);
                } else {
                    program.addQuadraticCost(level, square);
                }
                RowBuilder row = new RowBuilder().add(level, 1)
                        .add(in, battery ? -IN : -1)
                        .add(out, OUT)
                        .add(before, -1);
                program.addEquality(row.variables(), row.coefficients(), (t == 0 ? start : 0) - drain[t]);
                before = level;
            }
            return assertInstanceOf(SolveOutcome.Solved.class,
                    new InteriorPointSolver().solve(program.build(), SolverSettings.defaults())).solution()
                    .primalObjective();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
            23, 24, 25})
    void noWayIsCheaper(long seed) {
        Chain chain = new Chain(seed);

        double actual = chain.cents(chain.solved());

        double least = chain.leastCents();
        assertEquals(least, actual, 1e-7 * Math.max(1, Math.abs(least)));
    }

    @Test
    void aLevelOutOfReachHasNoWay() {
        StageChain chain = new StageChain(2);
        for (int t = 0; t < 2; t++) {
            chain.stage(t, new double[]{1, 2, 3, 4}, new double[]{-1, 0, 0, 1}, t == 0 ? 0 : 5, 10, 0);
        }

        assertFalse(chain.solve(2, 0));
    }

    @Test
    void boundsThatCrossHaveNoWay() {
        StageChain chain = new StageChain(1);
        chain.stage(0, new double[]{1, 2, 3, 4}, new double[]{-1, 0, 0, 1}, 2, 1, 0);

        assertFalse(chain.solve(2, 0));
    }

    /// Full after the first interval, empty after the last, idle between at a value of their own: as many bounds are named as flows are free.
    @Test
    void whereAllIsIdleBetweenTwoBoundsNoConstraintIsOneTooMany() {
        double[] price = {1, 5, 5.2, 9};
        StageChain chain = new StageChain(price.length);
        for (int t = 0; t < price.length; t++) {
            chain.stage(t, new double[]{price[t] - 0.1, price[t], price[t] + 0.5, price[t] + 0.6},
                    new double[]{-10, 0, 0, 10}, 0, 4, 0);
        }

        assertTrue(chain.solve(0, 0));

        int held = 0;
        int free = 0;
        for (int t = 0; t < price.length; t++) {
            held += chain.held(t) == StageChain.Held.NO ? 0 : 1;
            free += chain.piece(t) % 2;
        }
        assertEquals(3, held);
        assertEquals(held, free);
        assertEquals(4, chain.flow(0), 1e-9);
        assertEquals(0, chain.flow(1) + chain.flow(2), 1e-9);
        assertEquals(-4, chain.flow(3), 1e-9);
    }
}
