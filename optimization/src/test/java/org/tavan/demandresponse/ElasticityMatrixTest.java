package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

class ElasticityMatrixTest {
    private static final Periods DAY = Periods.of(List.of("low", "low", "low", "high", "high", "low"));
    private static final PeriodElasticities ELASTICITIES = PeriodElasticities.of(List.of("low", "high"),
            Profile.of(-0.1, 0.02), Profile.of(0.04, -0.2));

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @Test
    void everyPairTakesThePrintedValueForEachPairOfHours() {
        ElasticityMatrix matrix = ElasticityMatrix.of(DAY, ELASTICITIES, Spreading.EVERY_PAIR);

        assertEquals(-0.1, matrix.get(0, 0), 0);
        assertEquals(0, matrix.get(0, 1), 0);
        assertEquals(0.02, matrix.get(5, 3), 0);
        assertEquals(0.04, matrix.get(3, 5), 0);
        assertEquals(-0.2, matrix.get(4, 4), 0);
    }

    @Test
    void sharedDividesThePrintedValueByTheHoursOfThePeriodWhosePriceMoves() {
        ElasticityMatrix matrix = ElasticityMatrix.of(DAY, ELASTICITIES, Spreading.SHARED);

        assertEquals(-0.1, matrix.get(0, 0), 0);
        assertEquals(0.02 / 2, matrix.get(0, 3), 1e-18);
        assertEquals(0.04 / 4, matrix.get(3, 0), 1e-18);
    }

    @Test
    void underSharedAWholePeriodsPriceHasThePrintedEffect() {
        Profile reference = new Tariff.Flat(10).centsPerKwh(6);
        var response = new PriceResponse(reference, ElasticityMatrix.of(DAY, ELASTICITIES, Spreading.SHARED));

        LoadResponse answer = response.respond(Profile.of(1, 1, 1, 1, 1, 1),
                Profile.of(10, 10, 10, 15, 15, 10));

        assertEquals(1 + 0.02 * 0.5, answer.loadKw().get(0), 1e-15);
        assertEquals(1 - 0.2 * 0.5, answer.loadKw().get(3), 1e-15);
    }

    @Test
    void aWrongSignIsRefusedByItsPlace() {
        var self = assertThrows(IllegalArgumentException.class,
                () -> new ElasticityMatrix(2, Profile.of(-0.1, 0, 0, 0.1)));
        var cross = assertThrows(IllegalArgumentException.class,
                () -> new ElasticityMatrix(2, Profile.of(-0.1, -0.01, 0, -0.1)));
        var period = assertThrows(IllegalArgumentException.class,
                () -> PeriodElasticities.of(List.of("low", "high"), Profile.of(-0.1, 0),
                        Profile.of(Double.NaN, 0)));

        assertTrue(String.valueOf(self.getMessage()).contains("between the intervals 1 and 1"),
                self.getMessage());
        assertTrue(String.valueOf(cross.getMessage()).contains("between the intervals 0 and 1"),
                cross.getMessage());
        assertTrue(String.valueOf(period.getMessage()).contains("between the periods high and low"),
                period.getMessage());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void afterZeroSumNoPriceChangesTheEnergyOfTheDay(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int hours = 3 + random.nextInt(10);
        double[] values = new double[hours * hours];
        double[] load = new double[hours];
        double[] prices = new double[hours];
        for (int t = 0; t < hours; t++) {
            load[t] = random.nextInt(5) == 0 ? 0 : random.nextDouble(1, 100);
            prices[t] = random.nextDouble(12, 18);
            for (int k = 0; k < hours; k++) {
                values[t * hours + k] = t == k ? -random.nextDouble(0.2) : random.nextDouble(0.001, 0.1);
            }
        }
        load[0] = 10;
        load[1] = 20;
        Profile baseline = Profile.of(load);
        var matrix = new ElasticityMatrix(hours, Profile.of(values));

        ElasticityMatrix shifting = matrix.zeroSum(baseline);

        var response = new PriceResponse(new Tariff.Flat(15).centsPerKwh(hours), shifting);
        LoadResponse answer = response.respond(baseline, Profile.of(prices));
        assertEquals(1, answer.energyRatio(), 1e-12);
        for (int t = 0; t < hours; t++) {
            assertEquals(matrix.get(t, t), shifting.get(t, t), 0, "the self-elasticity is kept");
        }
    }

    @Test
    void loadThatHasNowhereToGoIsRefused() {
        var matrix = new ElasticityMatrix(2, Profile.of(-0.1, 0, 0.1, -0.1));

        var error = assertThrows(IllegalArgumentException.class, () -> matrix.zeroSum(Profile.of(1, 1)));

        assertTrue(String.valueOf(error.getMessage()).contains("interval 1"), error.getMessage());
    }

    @Test
    void periodsWithoutElasticitiesAreRefusedByName() {
        Periods other = Periods.of(List.of("low", "shoulder"));

        var error = assertThrows(IllegalArgumentException.class,
                () -> ElasticityMatrix.of(other, ELASTICITIES, Spreading.SHARED));

        assertTrue(String.valueOf(error.getMessage()).contains("not of shoulder"), error.getMessage());
    }
}
