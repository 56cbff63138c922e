package org.tavan.renewable;

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
import org.tavan.demandresponse.DefaultDay;

class SpreadTest {

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Test
    void thePapersTwoPointsMakeALineThatIsClampedWhereItWouldBeNegative() {
        Spread spread = Spread.through(12_000, 1_000, 18_000, 2_000, 50);

        assertEquals(1.0 / 6, spread.slope(), 1e-15);
        assertEquals(1_000, spread.sigmaKw(12_000), 1e-9);
        assertEquals(2_000, spread.sigmaKw(18_000), 1e-9);
        assertEquals(50, spread.sigmaKw(6_000), 0);
        assertEquals(50, spread.sigmaKw(0), 0);
    }

    @Test
    void aFloorBelowZeroIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Spread(0.1, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> new Spread(Double.NaN, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Spread.through(5, 1, 5, 2, 0));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aHistoryGivesItsSpreadBackDespiteATwentiethOfWildReadings(long seed) {
        RandomGenerator random = random(seed);
        int rows = 4000;
        double[] mean = new double[rows];
        double[] error = new double[rows];
        for (int i = 0; i < rows; i++) {
            mean[i] = random.nextDouble(0, 60);
            error[i] = (2 + 0.15 * mean[i]) * random.nextGaussian();
            if (random.nextInt(20) == 0) {
                error[i] = random.nextGaussian(0, 500);
            }
        }

        Spread spread = Spread.fitted(Profile.of(mean), Profile.of(error), 0);

        assertEquals(2 + 0.15 * 10, spread.sigmaKw(10), 0.15 * 3.5);
        assertEquals(2 + 0.15 * 50, spread.sigmaKw(50), 0.15 * 9.5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theMedianLineIsTheBestOfAllLinesThroughTwoPoints(long seed) {
        RandomGenerator random = random(seed);
        int rows = 12 + random.nextInt(20);
        double[] x = new double[rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            // Few different values, so that many points coincide or lie on one line.
            x[i] = random.nextInt(6);
            y[i] = random.nextInt(4) == 0 ? 2 * x[i] : random.nextInt(12);
        }
        x[0] = -1;

        MedianLine line = MedianLine.through(x, y);

        assertEquals(bestOfAllPairs(x, y), line.deviation(), 1e-9);
    }

    private static double bestOfAllPairs(double[] x, double[] y) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                double slope = (y[i] - y[j]) / (x[i] - x[j]);
                double sum = 0;
                for (int k = 0; k < x.length; k++) {
                    sum += Math.abs(y[k] - y[i] - slope * (x[k] - x[i]));
                }
                best = sum < best ? sum : best;
            }
        }
        return best;
    }

    @Test
    void aHistoryThatCannotTellIsRefused() {
        Profile same = Profile.of(5, 5, 5, 5, 5, 5, 5, 5, 5, 5);
        Profile errors = Profile.of(1, -1, 2, -2, 0, 1, 1, 0, 3, 1);
        Profile broken = Profile.of(1, 2, 3, 4, 5, 6, 7, Double.NaN, 9, 10);

        var constant = assertThrows(IllegalArgumentException.class, () -> Spread.fitted(same, errors, 0));
        var few = assertThrows(IllegalArgumentException.class,
                () -> Spread.fitted(Profile.of(1, 2), Profile.of(0, 1), 0));
        var notANumber = assertThrows(IllegalArgumentException.class, () -> Spread.fitted(broken, errors, 0));

        assertTrue(String.valueOf(constant.getMessage()).contains("meanKw is 5.0"), constant.getMessage());
        assertTrue(String.valueOf(few.getMessage()).contains("at least 10"), few.getMessage());
        assertTrue(String.valueOf(notANumber.getMessage()).contains("Row 7"), notANumber.getMessage());
    }

    @Test
    void independentErrorsAddBySquares() {
        var net = new NetLoadSpread(new Spread(0, 3, 0), new Spread(0, 4, 0), new Spread(0, 12, 0));

        assertEquals(Profile.of(13), net.sigmaKw(Profile.of(100), Profile.of(1), Profile.of(1)));
    }

    @Test
    void windThatComesWithDemandMakesTheNetLoadCalmer() {
        var spread = new Spread(0, 2, 0);
        var together = new NetLoadSpread(spread, spread, new Spread(0, 0, 0),
                new NetLoadSpread.Correlation(1, 0, 0));
        var apart = new NetLoadSpread(spread, spread, new Spread(0, 0, 0),
                new NetLoadSpread.Correlation(-1, 0, 0));

        assertEquals(0, together.sigmaKw(Profile.of(9), Profile.of(9), Profile.of(0)).get(0), 1e-12);
        assertEquals(4, apart.sigmaKw(Profile.of(9), Profile.of(9), Profile.of(0)).get(0), 1e-12);
    }

    @Test
    void windAndSunThatFailTogetherMakeTheNetLoadWilder() {
        var spread = new Spread(0, 2, 0);
        var none = new Spread(0, 0, 0);
        Profile one = Profile.of(9);
        var renewables = new NetLoadSpread(none, spread, spread, new NetLoadSpread.Correlation(0, 0, 1));
        var coolingSun = new NetLoadSpread(spread, none, spread, new NetLoadSpread.Correlation(0, 1, 0));

        assertEquals(4, renewables.sigmaKw(one, one, one).get(0), 1e-12);
        assertEquals(0, coolingSun.sigmaKw(one, one, one).get(0), 1e-12);
    }

    @Test
    void correlationsThatContradictEachOtherAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NetLoadSpread.Correlation(1, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> new NetLoadSpread.Correlation(1.1, 0, 0));
    }

    @Test
    void theDefaultDaysSpreadsAreReproduced() {
        DefaultDay day = DefaultDay.read();
        var net = new NetLoadSpread(new Spread(0.03, 0, 0), new Spread(1.0 / 6, -3, 1.2),
                new Spread(0.1, 0, 0));

        Profile sigma = net.sigmaKw(day.loadKw(), day.profile("/wind/forecastKw"),
                day.profile("/pv/forecastKw"));

        Profile expected = day.profile("/forecastError/hourlySigmaKw");
        for (int t = 0; t < 24; t++) {
            assertEquals(expected.get(t), sigma.get(t), 5.1e-4, "hour " + t);
        }
    }
}
