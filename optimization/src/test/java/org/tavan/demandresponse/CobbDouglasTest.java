package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.CobbDouglasFit.Observation;

class CobbDouglasTest {
    private static final double PRICE_ELASTICITY = -0.83;
    private static final double TEMPERATURE_ELASTICITY = 1.2085;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static List<Observation> history(RandomGenerator random, int rows, double noise) {
        List<Observation> history = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double price = random.nextDouble(5, 45);
            double temperature = random.nextDouble(18, 40);
            double load = 3.7 * Math.pow(price, PRICE_ELASTICITY)
                    * Math.pow(temperature, TEMPERATURE_ELASTICITY)
                    * Math.exp(noise * random.nextGaussian());
            history.add(new Observation(load, price, temperature));
        }
        return history;
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aHistoryWithoutNoiseGivesThePapersElasticitiesBack(long seed) {
        RandomGenerator random = random(seed);

        CobbDouglasFit fit = CobbDouglasFit.of(history(random, 4 + random.nextInt(200), 0));

        assertEquals(PRICE_ELASTICITY, fit.priceElasticity(), 1e-10);
        assertEquals(TEMPERATURE_ELASTICITY, fit.temperatureElasticity(), 1e-10);
        assertEquals(Math.log(3.7), fit.logScale(), 1e-9);
        assertTrue(fit.residualDeviation() < 1e-12);
        assertEquals(3.7 * Math.pow(15, -0.83) * Math.pow(30, 1.2085), fit.loadKw(15, 30), 1e-9);
    }

    @Test
    void aTariffThatHardlyMovesStillTellsWhatNormalEquationsWouldLose() {
        RandomGenerator random = random(11);
        List<Observation> history = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double price = 15 * (1 + 1e-4 * random.nextDouble(-1, 1));
            double temperature = random.nextDouble(18, 40);
            history.add(new Observation(Math.pow(price, PRICE_ELASTICITY) * Math.pow(temperature,
                    TEMPERATURE_ELASTICITY), price, temperature));
        }

        CobbDouglasFit fit = CobbDouglasFit.of(history);

        // The condition of the columns is 5e4: a few units of 1e-16 times that; its square would leave 1e-7.
        assertEquals(PRICE_ELASTICITY, fit.priceElasticity(), 1e-10);
    }

    @Test
    void standardErrorsSayHowFarFitsScatter() {
        int days = 400;
        double insidePrice = 0;
        double insideTemperature = 0;
        double deviation = 0;
        for (int seed = 0; seed < days; seed++) {
            CobbDouglasFit fit = CobbDouglasFit.of(history(random(seed), 60, 0.1));
            insidePrice += Math.abs(fit.priceElasticity() - PRICE_ELASTICITY) <= fit.priceElasticityError()
                    ? 1
                    : 0;
            insideTemperature += Math.abs(fit.temperatureElasticity() - TEMPERATURE_ELASTICITY) <= fit
                    .temperatureElasticityError() ? 1 : 0;
            deviation += fit.residualDeviation() / days;
        }

        // One standard error holds 68 % of normal fits: within four standard deviations of that count.
        assertEquals(0.68, insidePrice / days, 4 * Math.sqrt(0.68 * 0.32 / days));
        assertEquals(0.68, insideTemperature / days, 4 * Math.sqrt(0.68 * 0.32 / days));
        assertEquals(0.1, deviation, 0.002);
    }

    @Test
    void aFlatTariffIsRefusedByItsColumn() {
        List<Observation> history = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            history.add(new Observation(10 + i, 15, 20 + i * 0.3));
        }

        var error = assertThrows(IllegalArgumentException.class, () -> CobbDouglasFit.of(history));

        assertTrue(
                String.valueOf(error.getMessage())
                        .startsWith("The column centsPerKwh of the history is constant"),
                error.getMessage());
    }

    @Test
    void aConstantTemperatureIsRefusedByItsColumn() {
        List<Observation> history = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            history.add(new Observation(10 + i, 15 + i, 25));
        }

        var error = assertThrows(IllegalArgumentException.class, () -> CobbDouglasFit.of(history));

        assertTrue(
                String.valueOf(error.getMessage())
                        .startsWith("The column temperature of the history is constant"),
                error.getMessage());
    }

    @Test
    void aPriceThatAlwaysFollowsTheHeatIsRefused() {
        List<Observation> history = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            history.add(new Observation(10 + i, 2 * i, 3 * i));
        }

        var error = assertThrows(IllegalArgumentException.class, () -> CobbDouglasFit.of(history));

        assertTrue(
                String.valueOf(error.getMessage())
                        .startsWith("The column temperature of the history follows"),
                error.getMessage());
    }

    @Test
    void tooFewRowsAndValuesWithoutLogarithmAreRefused() {
        var few = assertThrows(IllegalArgumentException.class,
                () -> CobbDouglasFit.of(history(random(0), 3, 0)));

        assertTrue(String.valueOf(few.getMessage()).contains("3 rows"), few.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Observation(0, 15, 30));
        assertThrows(IllegalArgumentException.class, () -> new Observation(1, -15, 30));
        assertThrows(IllegalArgumentException.class, () -> new Observation(1, 15, 0));
        assertThrows(IllegalArgumentException.class, () -> new Observation(1, 15, Double.NaN));
    }

    @ParameterizedTest(name = "price × {0}")
    @ValueSource(doubles = {0.5, 0.687, 1, 1.5, 2, 40.0 / 15})
    void theBillMovesByThePriceToThePowerOfOnePlusItsElasticity(double factor) {
        Profile reference = Profile.of(15, 12);
        Profile load = Profile.of(30, 50);
        Profile price = Profile.of(15 * factor, 12 * factor);
        var response = CobbDouglas.atExpectedTemperature(PRICE_ELASTICITY, reference);

        LoadResponse answer = response.respond(load, price);

        double ratio = LoadResponse.cents(answer.loadKw(), price, 1) / LoadResponse.cents(load, reference, 1);
        assertEquals(Math.pow(factor, 0.17), ratio, 1e-12);
    }

    @Test
    void withItsReferencesAnOrdinaryDayKeepsItsLoad() {
        Profile price = Profile.of(15, 15);
        Profile heat = Profile.of(30, 33);
        var same = new CobbDouglas(PRICE_ELASTICITY, TEMPERATURE_ELASTICITY, price, heat, heat);
        var hotter = new CobbDouglas(PRICE_ELASTICITY, TEMPERATURE_ELASTICITY, price, heat,
                Profile.of(33, 33));

        assertEquals(Profile.of(7, 8), same.respond(Profile.of(7, 8), price).loadKw());
        assertEquals(7 * Math.pow(1.1, TEMPERATURE_ELASTICITY),
                hotter.respond(Profile.of(7, 8), price)
                        .loadKw()
                        .get(
                                0),
                1e-12);
        // As printed, (19) without references multiplies the load by this.
        assertEquals(6.4, Math.pow(15, PRICE_ELASTICITY) * Math.pow(30, TEMPERATURE_ELASTICITY), 0.05);
    }

    @Test
    void frostIsNoTemperatureOfThisModel() {
        var error = assertThrows(IllegalArgumentException.class,
                () -> new CobbDouglas(-0.8, 1, Profile.of(15), Profile.of(20), Profile.of(0)));

        assertTrue(String.valueOf(error.getMessage()).contains("temperature of interval 0"),
                error.getMessage());
        assertThrows(IllegalArgumentException.class,
                () -> CobbDouglas.atExpectedTemperature(0.1, Profile.of(15)));
    }
}
