package org.tavan.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialIntervalTest {
    private static final MathContext EXACT = new MathContext(60);

    /// As R's binom.test prints them; 682 of 925 is the example of its manual (Mendel's peas).
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"3, 10, 0.06673951, 0.6524529", "10, 100, 0.04900469, 0.1762226",
            "682, 925, 0.7076683, 0.7654066", "0, 20, 0, 0.1684335", "5, 10, 0.1870860, 0.8129140"})
    void limitsAreThePublishedOnes(long successes, long trials, double low, double high) {
        BinomialInterval interval = BinomialInterval.of(successes, trials, 0.95);

        assertEquals(low, interval.low(), 5e-8);
        assertEquals(high, interval.high(), 5e-8);
    }

    @ParameterizedTest(name = "{0} of {1} at {2}")
    @CsvSource({"0, 1, 0.9", "1, 90, 0.95", "4, 90, 0.95", "45, 90, 0.5", "89, 90, 0.99", "90, 90, 0.95",
            "0, 2000, 0.95", "100, 2000, 0.999"})
    void theTailAtALimitIsWhatTheConfidenceLeaves(int successes, int trials, double confidence) {
        double upper = BinomialInterval.upperLimit(successes, trials, confidence);
        double lower = BinomialInterval.lowerLimit(successes, trials, confidence);

        if (successes < trials) {
            assertEquals(1 - confidence, tail(trials, 0, successes, upper), 1e-11);
        } else {
            assertEquals(1, upper);
        }
        if (successes > 0) {
            assertEquals(1 - confidence, tail(trials, successes, trials, lower), 1e-11);
        } else {
            assertEquals(0, lower);
        }
    }

    private static double tail(int trials, int from, int to, double p) {
        BigDecimal chance = new BigDecimal(p);
        BigInteger choose = BigInteger.ONE;
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 0; j <= to; j++) {
            if (j >= from) {
                sum = sum.add(new BigDecimal(choose).multiply(chance.pow(j, EXACT), EXACT)
                        .multiply(BigDecimal.ONE.subtract(chance).pow(trials - j, EXACT), EXACT), EXACT);
            }
            choose = choose.multiply(BigInteger.valueOf(trials - j)).divide(BigInteger.valueOf(j + 1));
        }
        return sum.doubleValue();
    }

    @Test
    void closedFormsAreMet() {
        assertEquals(1 - Math.pow(0.05, 1 / 90.0), BinomialInterval.upperLimit(0, 90, 0.95), 1e-15);
        assertEquals(Math.pow(0.05, 1 / 90.0), BinomialInterval.lowerLimit(90, 90, 0.95), 1e-15);
        assertEquals(new BinomialInterval(0, 1), BinomialInterval.of(0, 0, 0.95));
        assertTrue(BinomialInterval.upperLimit(0, 59, 0.95) <= 0.05);
        assertTrue(BinomialInterval.upperLimit(0, 58, 0.95) > 0.05);
        assertTrue(BinomialInterval.upperLimit(1, 93, 0.95) <= 0.05);
        assertTrue(BinomialInterval.upperLimit(1, 92, 0.95) > 0.05);
    }

    @Test
    void manyTrialsNeedNoPatience() {
        BinomialInterval interval = BinomialInterval.of(500_000, 10_000_000, 0.95);

        double normal = 1.959964 * Math.sqrt(0.05 * 0.95 / 1e7);
        assertEquals(0.05 - normal, interval.low(), 5e-7);
        assertEquals(0.05 + normal, interval.high(), 5e-7);
    }

    /// 2,000 experiments of 60 trials at 5 %: the upper limit may be below in at most 5 % of them, and the count is at most 3.1 standard
    /// deviations above that.
    @Test
    void theConfidenceIsKept() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        int missed = 0;
        for (int experiment = 0; experiment < 2000; experiment++) {
            long successes = random.doubles(60).filter(u -> u < 0.05).count();
            missed += BinomialInterval.upperLimit(successes, 60, 0.95) < 0.05 ? 1 : 0;
        }

        assertTrue(missed <= 100 + 3.1 * Math.sqrt(2000 * 0.05 * 0.95),
                "missed");
    }

    @Test
    void aTimidIntervalStillHoldsTheCount() {
        BinomialInterval interval = BinomialInterval.of(3, 10, 0.01);

        assertTrue(interval.low() < 0.3 && 0.3 < interval.high());
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> BinomialInterval.of(2, 1, 0.9));
        assertThrows(IllegalArgumentException.class, () -> BinomialInterval.of(-1, 1, 0.9));
        assertThrows(IllegalArgumentException.class, () -> BinomialInterval.of(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> BinomialInterval.upperLimit(0, 1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> BinomialInterval.upperLimit(1, 4, 0.4));
    }
}
