package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.Profile;

class ElasticityEstimateTest {
    private static final Profile DEVIATION = Profile.of(0.1, 0.02, 0.02, 0.02, 0.1, 0.02, 0.02, 0.02, 0.1);
    private static final PeriodElasticities TRUTH = PeriodElasticities.of(SmallDay.PERIODS.names(),
            Profile.of(-0.25, 0.02, 0.03), Profile.of(0.015, -0.05, 0.01), Profile.of(0.01, 0.03, -0.18));

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private static ElasticityEstimate start(Spreading spreading, double noise, double forgetting) {
        return ElasticityEstimate.start(new ElasticityEstimate.Settings(SmallDay.PERIODS, spreading,
                SmallDay.ELASTICITIES, DEVIATION, noise, forgetting));
    }

    private static Profile randomPrices(RandomGenerator random) {
        double[] prices = new double[6];
        for (int t = 0; t < 6; t++) {
            prices[t] = random.nextDouble(10, 20);
        }
        return Profile.of(prices);
    }

    private static AchievedResponse day(PeriodElasticities truth, Spreading spreading, Profile prices,
            double noise,
            RandomGenerator random) {
        var response = new PriceResponse(SmallDay.FLAT,
                ElasticityMatrix.of(SmallDay.PERIODS, truth, spreading));
        double[] load = response.respond(SmallDay.LOAD_KW, prices).loadKw().toArray();
        for (int t = 0; t < load.length; t++) {
            load[t] += SmallDay.LOAD_KW.get(t) * noise * random.nextGaussian();
        }
        return new AchievedResponse(SmallDay.LOAD_KW, Profile.of(load), SmallDay.FLAT, prices);
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static void assertNear(PeriodElasticities expected, PeriodElasticities actual, double tolerance) {
        for (int i = 0; i < 9; i++) {
            assertEquals(expected.values().get(i), actual.values().get(i), tolerance, "elasticity " + i);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void pricesThatMoveOnTheirOwnTeachEveryElasticity(Spreading spreading) {
        RandomGenerator random = random(1);
        ElasticityEstimate estimate = start(spreading, 1e-4, 1);

        for (int d = 0; d < 40; d++) {
            estimate = estimate.updated(day(TRUTH, spreading, randomPrices(random), 0, random));
        }

        assertNear(TRUTH, estimate.elasticities(), 1e-4);
        for (int i = 0; i < 9; i++) {
            assertTrue(estimate.learntShares().get(i) > 0.99, "elasticity " + i);
        }
        assertEquals(40, estimate.days());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void underNoiseTheErrorIsWhatTheEstimateSays(long seed) {
        RandomGenerator random = random(seed);
        ElasticityEstimate estimate = start(Spreading.SHARED, 0.05, 1);
        for (int d = 0; d < 200; d++) {
            estimate = estimate.updated(day(TRUTH, Spreading.SHARED, randomPrices(random), 0.05, random));
        }

        PeriodElasticities learnt = estimate.elasticities();

        double squares = 0;
        for (int i = 0; i < 9; i++) {
            double error = learnt.values().get(i) - TRUTH.values().get(i);
            double deviation = estimate.deviations().get(i);
            squares += error * error / (deviation * deviation);
        }
        // Cut signs and the prior only help: above 33.7 a chi-square of nine lies once in ten thousand.
        assertTrue(squares < 33.7, "sum of squares " + squares);
    }

    @Test
    void aStandingTariffTeachesItsEffectAndLeavesWhatItCannotTellAtThePrior() {
        Profile prices = Profile.of(9, 9, 15, 15, 15, 15);
        ElasticityEstimate estimate = start(Spreading.EVERY_PAIR, 0.02, 0.98);

        for (int d = 0; d < 1000; d++) {
            estimate = estimate.updated(day(TRUTH, Spreading.EVERY_PAIR, prices, 0, random(0)));
        }

        PeriodElasticities learnt = estimate.elasticities();
        assertEquals(TRUTH.get("low", "low"), learnt.get("low", "low"), 0.005);
        assertEquals(TRUTH.get("high", "low"), learnt.get("high", "low"), 0.002);
        assertEquals(SmallDay.ELASTICITIES.get("high", "high"), learnt.get("high", "high"), 1e-12);
        assertEquals(SmallDay.ELASTICITIES.get("mid", "high"), learnt.get("mid", "high"), 1e-12);
        assertEquals(0, estimate.learntShares().get(8), 1e-12);
    }

    @Test
    void whatTwoPricesOnlyTellTogetherPredictsThatTariffRightly() {
        Profile prices = Profile.of(9, 9, 15, 20, 20, 15);
        var settings = start(Spreading.EVERY_PAIR, 0.001, 1);
        ElasticityEstimate estimate = settings;
        for (int d = 0; d < 50; d++) {
            estimate = estimate.updated(day(TRUTH, Spreading.EVERY_PAIR, prices, 0, random(0)));
        }

        var learnt = new PriceResponse(SmallDay.FLAT,
                ElasticityMatrix.of(SmallDay.PERIODS, estimate.elasticities(), Spreading.EVERY_PAIR));

        AchievedResponse truth = day(TRUTH, Spreading.EVERY_PAIR, prices, 0, random(0));
        Profile predicted = learnt.respond(SmallDay.LOAD_KW, prices).loadKw();
        for (int t = 0; t < 6; t++) {
            assertEquals(truth.loadKw().get(t), predicted.get(t), 0.05, "interval " + t);
        }
        assertTrue(estimate.learntShares().get(2) < 0.9, "the tariff moves two prices at once");
    }

    @Test
    void withForgettingItFollowsCustomersWhoChange() {
        RandomGenerator random = random(7);
        PeriodElasticities later = SmallDay.ELASTICITIES;
        ElasticityEstimate forgetting = start(Spreading.SHARED, 0.01, 0.9);
        ElasticityEstimate remembering = start(Spreading.SHARED, 0.01, 1);

        for (int d = 0; d < 200; d++) {
            PeriodElasticities now = d < 100 ? TRUTH : later;
            AchievedResponse day = day(now, Spreading.SHARED, randomPrices(random), 0.01, random);
            forgetting = forgetting.updated(day);
            remembering = remembering.updated(day);
        }

        assertEquals(later.get("low", "low"), forgetting.elasticities().get("low", "low"), 0.02);
        assertTrue(remembering.elasticities().get("low", "low") < -0.15,
                "half of what it has seen was otherwise");
    }

    @Test
    void aDayWithoutPriceMovementTeachesNothingAndForgetsNothing() {
        RandomGenerator random = random(3);
        ElasticityEstimate before = start(Spreading.SHARED, 0.02, 0.5).updated(
                day(TRUTH, Spreading.SHARED, randomPrices(random), 0, random));

        ElasticityEstimate after = before.updated(day(TRUTH, Spreading.SHARED, SmallDay.FLAT, 0.5, random));

        assertEquals(before.information(), after.information());
        assertEquals(before.days(), after.days());
    }

    @Test
    void readingsThatCannotBeAreCountedAndPassedOver() {
        RandomGenerator random = random(4);
        Profile prices = randomPrices(random);
        AchievedResponse good = day(TRUTH, Spreading.SHARED, prices, 0, random);
        double[] broken = good.loadKw().toArray();
        broken[1] = Double.NaN;
        broken[3] = -5;
        broken[4] = 1e9;
        ElasticityEstimate estimate = start(Spreading.SHARED, 0.001, 1);

        ElasticityEstimate after = estimate.updated(
                new AchievedResponse(good.baselineKw(), Profile.of(broken), SmallDay.FLAT, prices));

        assertEquals(3, after.skipped());
        assertSame(estimate.information().get(2), after.information().get(2),
                "nothing usable in period high");
        for (int i = 0; i < 9; i++) {
            assertTrue(Math.abs(after.elasticities().values().get(i)) < 1);
        }
    }

    @Test
    void learningIsImmutableAndTheSameDaysGiveTheSameBytes() {
        RandomGenerator random = random(5);
        AchievedResponse day = day(TRUTH, Spreading.SHARED, randomPrices(random), 0.01, random);
        ElasticityEstimate estimate = start(Spreading.SHARED, 0.02, 0.99);

        ElasticityEstimate once = estimate.updated(day);
        ElasticityEstimate again = estimate.updated(day);

        assertEquals(once, again);
        assertEquals(SmallDay.ELASTICITIES.get("low", "high"), estimate.elasticities().get("low", "high"),
                1e-12);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> start(Spreading.SHARED, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> start(Spreading.SHARED, 0.1, 1.1));
        ElasticityEstimate estimate = start(Spreading.SHARED, 0.1, 1);
        var shortDay = new AchievedResponse(Profile.of(1), Profile.of(1), Profile.of(15), Profile.of(15));
        assertThrows(IllegalArgumentException.class, () -> estimate.updated(shortDay));
        assertThrows(IllegalArgumentException.class,
                () -> new AchievedResponse(Profile.of(1), Profile.of(1), Profile.of(0), Profile.of(15)));
    }
}
