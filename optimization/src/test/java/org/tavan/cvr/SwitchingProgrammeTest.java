package org.tavan.cvr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.powerflow.Refusals.assertRefused;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;
import org.tavan.powerflow.RadialFeeder.Capacitor;
import org.tavan.powerflow.RadialFeeder.TapChanger;
import org.tavan.powerflow.ZipLoad;

class SwitchingProgrammeTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static PositionSpace space(int taps, int steps) {
        return new PositionSpace(new RadialFeeder("a", 1, 4.16,
                List.of(new Bus("a", 0, 0, ZipLoad.CONSTANT_POWER),
                        new Bus("b", 1, 0, ZipLoad.CONSTANT_POWER)),
                List.of(new Branch("a", "b", 0.1, 0.1)), List.of(new TapChanger("a", "b", 0, taps - 1, 0.01)),
                List.of(new Capacitor("b", 10, steps)), List.of()));
    }

    /// Every way through the day, one by one.
    private static double leastByTrying(double[][] cost, PositionSpace space, SwitchingLimits limits,
            int before) {
        int n = space.size();
        int ways = (int) Math.round(Math.pow(n, cost.length));
        double least = Double.POSITIVE_INFINITY;
        for (int way = 0; way < ways; way++) {
            int[] path = new int[cost.length];
            for (int t = 0, rest = way; t < path.length; t++, rest /= n) {
                path[t] = rest % n;
            }
            least = Math.min(least, value(path, cost, space, limits, before));
        }
        return least;
    }

    private static double value(int[] path, double[][] cost, PositionSpace space, SwitchingLimits limits,
            int before) {
        double value = 0;
        int taps = 0;
        int capacitors = 0;
        int from = before;
        for (int t = 0; t < path.length; t++) {
            int tap = space.tapSteps(from, path[t]);
            int capacitor = space.capacitorSteps(from, path[t]);
            if (tap > limits.tapStepsPerInterval() || capacitor > limits.capacitorStepsPerInterval()) {
                return Double.POSITIVE_INFINITY;
            }
            taps += tap;
            capacitors += capacitor;
            value += cost[t][path[t]] + tap * limits.centsPerTapStep()
                    + capacitor * limits.centsPerCapacitorStep();
            from = path[t];
        }
        return taps > limits.tapStepsPerDay() || capacitors > limits.capacitorStepsPerDay()
                ? Double.POSITIVE_INFINITY
                : value;
    }

    private static int limit(Random random, int below) {
        return random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(below);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theWayIsTheCheapestOfAllWays(int seed) {
        Random random = new Random(seed);
        PositionSpace space = space(random.nextInt(1, 4), random.nextInt(1, 3));
        int intervals = random.nextInt(1, 5);
        double[][] cost = new double[intervals][space.size()];
        for (double[] row : cost) {
            for (int s = 0; s < row.length; s++) {
                row[s] = random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble(10);
            }
        }
        SwitchingLimits limits = new SwitchingLimits(limit(random, 4), limit(random, 6), limit(random, 3),
                limit(random, 5), random.nextDouble(2), random.nextDouble(3));
        int before = random.nextInt(space.size());

        int[] path = new SwitchingProgramme(space, limits, intervals).solve(cost, before);

        double least = leastByTrying(cost, space, limits, before);
        if (least == Double.POSITIVE_INFINITY) {
            assertTrue(path.length < intervals, "there is no way");
        } else {
            assertEquals(intervals, path.length);
            assertEquals(least, value(path, cost, space, limits, before), 1e-9);
        }
    }

    @Test
    void aDayThatWouldNotFitTheHeapIsRefused() {
        SwitchingLimits limits = new SwitchingLimits(100, 1000, 100, 1000, 0, 0);

        PositionSpace many = space(100, 20);

        assertRefused("Maybe a daily limit is larger", () -> new SwitchingProgramme(many, limits, 24));
    }
}
