package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.Profile;
import org.tavan.renewable.Spread;

class DynamicContractTest {
    private static final int HOURS = 24;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void thePapersTwoForecastsHaveTheirContracts() {
        Spread spread = Spread.through(12_000, 1_000, 18_000, 2_000, 0);

        var commitment = new DynamicContract(1).commit(spread.sigmaKw(Profile.of(12_000, 18_000)),
                Profile.of(5_000, 5_000));

        assertEquals(1_000, commitment.committedKw().get(0), 1e-9);
        assertEquals(2_000, commitment.committedKw().get(1), 1e-9);
    }

    @Test
    void noMoreIsContractedThanOffered() {
        var commitment = new DynamicContract(2).commit(Profile.of(3, 5), Profile.of(8, 7));

        assertEquals(Profile.of(6, 7), commitment.committedKw());
        assertEquals(Profile.of(0, 3), commitment.uncoveredKw());
    }

    @Test
    void theGapCountsBothSides() {
        var commitment = DynamicContract.constant(4, Profile.of(10, 3, 10));

        DynamicContract.Gap gap = commitment.gap(Profile.of(1, 5, 4), 0.5);

        assertEquals(new DynamicContract.Gap(1.5, 1), gap);
        assertEquals(1.5 * 2 + 1000, gap.cents(2, 1000), 1e-12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void followingTheSpreadMissesLessOnBothSidesThanTheSameEnergySpreadEvenly(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Spread spread = new Spread(0.2, 0, 0.5);
        double[] wind = new double[HOURS];
        for (int t = 0; t < HOURS; t++) {
            wind[t] = 30 - 29 * Math.cos(2 * Math.PI * t / HOURS);
        }
        Profile sigma = spread.sigmaKw(Profile.of(wind));
        Profile offer = new Tariff.Flat(100).centsPerKwh(HOURS);
        var dynamic = new DynamicContract(1).commit(sigma, offer);
        double mean = 0;
        for (int t = 0; t < HOURS; t++) {
            mean += dynamic.committedKw().get(t) / HOURS;
        }
        var constant = DynamicContract.constant(mean, offer);
        double dynamicOver = 0;
        double dynamicUnder = 0;
        double staticOver = 0;
        double staticUnder = 0;

        for (int day = 0; day < 200; day++) {
            double[] needed = new double[HOURS];
            for (int t = 0; t < HOURS; t++) {
                needed[t] = Math.max(0, sigma.get(t) * random.nextGaussian());
            }
            DynamicContract.Gap followed = dynamic.gap(Profile.of(needed), 1);
            DynamicContract.Gap even = constant.gap(Profile.of(needed), 1);
            dynamicOver += followed.overKwh();
            dynamicUnder += followed.underKwh();
            staticOver += even.overKwh();
            staticUnder += even.underKwh();
        }

        assertTrue(dynamicOver < staticOver, dynamicOver + " kWh in vain, evenly " + staticOver);
        assertTrue(dynamicUnder < staticUnder, dynamicUnder + " kWh missing, evenly " + staticUnder);
    }

    @Test
    void badInputIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DynamicContract(0));
        assertThrows(IllegalArgumentException.class,
                () -> new DynamicContract(1).commit(Profile.of(-1), Profile.of(1)));
        assertThrows(IllegalArgumentException.class,
                () -> new DynamicContract(1).commit(Profile.of(1, 2), Profile.of(1)));
    }
}
