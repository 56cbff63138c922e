package org.tavan.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.calibration.AdaptiveRadius.Settings;
import org.tavan.uncertainty.EmpiricalDistribution;

class AdaptiveRadiusTest {
    private static final double EPSILON = 0.05;
    private static final Settings WIDE = new Settings(EPSILON, 0.5, 1e-6, 1e3, 0);

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// Whether a day breaks, from its number and the radius in force.
    private interface World {
        double brokenShare(int day, double radius);
    }

    private static AdaptiveRadius live(World world, Settings settings, int days) {
        AdaptiveRadius state = AdaptiveRadius.startingAt(0.01, settings);
        double range = Math.log(settings.radiusMax() / settings.radiusMin());
        for (int day = 0; day < days; day++) {
            state = state.observe(world.brokenShare(day, state.radius()));
            double excess = state.brokenFraction() - settings.epsilon();
            double identity = (state.logRadius() - state.startLogRadius() + state.cutAbove()
                    - state.cutBelow())
                    / (settings.step() * state.adaptedDays());
            assertEquals(identity, excess, 1e-12 * (day + 1), "the identity holds after every day");
            assertTrue(state.brokenFraction() <= state.brokenLimit() + 1e-12);
            if (state.cutAbove() == 0 && state.cutBelow() == 0) {
                assertTrue(Math.abs(excess) <= range / (settings.step() * state.adaptedDays()) + 1e-12);
            }
            assertTrue(settings.radiusMin() <= state.radius() && state.radius() <= settings.radiusMax());
        }
        return state;
    }

    private static void assertNeverCut(AdaptiveRadius state) {
        assertEquals(0, state.cutAbove());
        assertEquals(0, state.cutBelow());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stationaryDaysBreakAsOftenAsPromised(long seed) {
        RandomGenerator random = random(seed);

        AdaptiveRadius state = live((day, radius) -> 0.1 * Math.exp(random.nextGaussian()) > radius ? 1 : 0,
                WIDE, 4000);

        assertNeverCut(state);
        assertEquals(EPSILON, state.brokenFraction(), Math.log(1e9) / (0.5 * 4000));
    }

    /// Errors grow a hundredfold and jump in between: what held at first breaks nearly every day later, the adaptive radius does not.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void driftingDaysBreakAsOftenAsPromised(long seed) {
        RandomGenerator random = random(seed);
        int[] brokenByFixed = {0};
        World drifting = (day, radius) -> {
            double scale = 0.1 * Math.pow(100, day / 4000.0) * (day % 1000 < 500 ? 1 : 3);
            double needed = scale * Math.exp(random.nextGaussian());
            brokenByFixed[0] += needed > 0.1 * Math.exp(1.645) ? 1 : 0;
            return needed > radius ? 1 : 0;
        };

        AdaptiveRadius state = live(drifting, WIDE, 4000);

        assertNeverCut(state);
        assertEquals(EPSILON, state.brokenFraction(), Math.log(1e9) / (0.5 * 4000));
        assertTrue(brokenByFixed[0] > 0.4 * 4000, "a fixed radius that was right breaks");
    }

    /// The adversary sees the radius before it chooses the day: it breaks all days until the radius is large, then none until it is small.
    @Test
    void anAdversaryCannotMoveTheFrequencyFurtherThanTheBoundSays() {
        boolean[] attacking = {true};
        World adversary = (day, radius) -> {
            attacking[0] = attacking[0] ? radius < 500 : radius < 1e-5;
            return attacking[0] ? 1 : 0;
        };

        AdaptiveRadius state = live(adversary, WIDE, 20_000);

        assertNeverCut(state);
        assertEquals(EPSILON, state.brokenFraction(), Math.log(1e9) / (0.5 * 20_000));
    }

    /// Any sequence at all: random shares, with the identity checked after every day.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theIdentityHoldsThroughCutsOnBothSides(long seed) {
        RandomGenerator random = random(seed);
        Settings narrow = new Settings(0.2, 0.7, 0.005, 0.05, 0);
        double[] share = {0};

        AdaptiveRadius state = live((day, radius) -> {
            share[0] = day % 100 == 0 ? random.nextDouble() : share[0];
            return random.nextDouble() < share[0] ? random.nextDouble() : 0;
        }, narrow, 3000);

        assertTrue(state.cutAbove() > 0 && state.cutBelow() > 0);
    }

    @Test
    void aRadiusThatCannotHelpSaysHowMuchIsMissing() {
        AdaptiveRadius state = live((day, radius) -> day % 2, new Settings(EPSILON, 0.5, 1e-3, 1, 0), 1000);

        assertEquals(0.5, state.brokenFraction());
        assertTrue(state.cutAbove() > 0);
        assertTrue(state.brokenLimit() >= 0.5);
    }

    @Test
    void theWarmUpChangesNothing() {
        Settings settings = new Settings(EPSILON, 0.5, 1e-3, 1, 3);
        AdaptiveRadius state = AdaptiveRadius.startingAt(0.01, settings);

        AdaptiveRadius warm = state.observe(1).observe(1).observe(1);
        AdaptiveRadius after = warm.observe(1);

        assertEquals(0.01, warm.radius(), 1e-16);
        assertEquals(Double.NaN, warm.brokenFraction());
        assertEquals(0.01 * Math.exp(0.5 * 0.95), after.radius(), 1e-16);
        assertEquals(1, after.adaptedDays());
        assertEquals(1, after.brokenFraction());
        assertEquals(0.01 * Math.exp(-0.5 * 0.05), state.restarted(WIDE).observe(0).radius(), 1e-16);
    }

    @Test
    void theComponentsAreTheWholeState() {
        AdaptiveRadius state = live((day, radius) -> day % 7 == 0 ? 1 : 0, WIDE, 100);

        AdaptiveRadius stored = new AdaptiveRadius(state.settings(), state.startLogRadius(),
                state.logRadius(),
                state.days(), state.brokenDays(), state.cutAbove(), state.cutBelow());

        assertEquals(state, stored);
        assertEquals(state.observe(1), stored.observe(1));
    }

    /// Residuals of four intervals with scales that grow with the season; margins as the bare promise needs them, from the last 60 days. The
    /// plan for a day is made before the day before is known.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void marginsFromASlidingWindowKeepThePromiseThroughSeasons(long seed) {
        Settings settings = new Settings(0.1, 0.4, 1e-5, 10, 0);
        int days = 1500;

        AdaptiveRadius state = seasons(seed, settings, days);
        double fixed = seasons(seed, new Settings(0.1, 0.4, 1e-5, 1e-5, 0), days).brokenFraction();

        assertEquals(0, state.cutAbove());
        assertTrue(state.brokenFraction() <= 0.1 + Math.log(1e6) / (0.4 * days));
        assertTrue(state.brokenFraction() < 0.105, "is " + state.brokenFraction());
        assertTrue(fixed > 0.115, "without a radius " + fixed);
    }

    private static AdaptiveRadius seasons(long seed, Settings settings, int days) {
        RandomGenerator random = random(seed);
        Deque<double[]> window = new ArrayDeque<>();
        AdaptiveRadius state = AdaptiveRadius.startingAt(1e-3, settings);
        double late = -1;
        for (int day = 0; day < days; day++) {
            double scale = 0.1 * Math.exp(2 * Math.sin(2 * Math.PI * day / 365));
            double[] residual = random.doubles(4).map(u -> scale * random.nextGaussian()).toArray();
            if (window.size() == 60) {
                double broken = broken(residual, window, state.radius(), settings.epsilon());
                state = late < 0 ? state : state.observe(late);
                late = broken;
                window.removeFirst();
            }
            window.addLast(residual);
        }
        return state;
    }

    private static double broken(double[] residual, Deque<double[]> window, double radius, double epsilon) {
        double[][] samples = window.toArray(double[][]::new);
        double each = epsilon / residual.length;
        double[] margin = EmpiricalDistribution.of(samples).upperTail(each).toArray();
        Arrays.setAll(margin, t -> margin[t] + radius / each);
        for (int t = 0; t < margin.length; t++) {
            if (residual[t] > margin[t]) {
                return 1;
            }
        }
        return 0;
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Settings(0, 0.5, 0.1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Settings(0.1, Double.NaN, 0.1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Settings(0.1, 0.5, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Settings(0.1, 0.5, 1, 0.1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Settings(0.1, 0.5, 0.1, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> AdaptiveRadius.startingAt(-1, WIDE));
        assertThrows(IllegalArgumentException.class, () -> AdaptiveRadius.startingAt(0.1, WIDE).observe(1.1));
        assertThrows(IllegalArgumentException.class,
                () -> new AdaptiveRadius(WIDE, Math.log(0.1), 100, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class,
                () -> new AdaptiveRadius(WIDE, Math.log(0.1), 0, 1, 2, 0, 0));
    }
}
