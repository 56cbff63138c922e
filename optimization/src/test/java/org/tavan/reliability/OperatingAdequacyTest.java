package org.tavan.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.Profile;

class OperatingAdequacyTest {
    private static final int SOURCES = 8;

    private static Profile random(SplittableRandom random, double low, double high) {
        return Profile.of(random.doubles(SOURCES, low, high).toArray());
    }

    @Test
    void twoUnitsByHand() {
        OperatingAdequacy adequacy = new OperatingAdequacy(Profile.of(0.1, 0.2), 0.5);
        Profile outputKw = Profile.of(10, 20);
        Profile reserveKw = Profile.of(15, 5);

        Adequacy complete = adequacy.complete(outputKw, reserveKw, new NetLoadError(0));

        // Losing the first sheds 10 - 5, the second 20 - 15, both 30.
        assertEquals(0.1 * 0.8 + 0.9 * 0.2 + 0.1 * 0.2, complete.lolp(), 1e-15);
        assertEquals((0.08 * 5 + 0.18 * 5 + 0.02 * 30) * 0.5, complete.eensKwh(), 1e-14);
    }

    @Test
    void theErrorPointsCarryTheMomentsOfANormal() {
        double[] moments = new double[6];

        for (NetLoadError.Point point : new NetLoadError(2).points()) {
            for (int m = 0; m < moments.length; m++) {
                moments[m] += point.probability() * Math.pow(point.errorKw(), m);
            }
        }

        assertEquals(1, moments[0], 1e-14);
        assertEquals(0, moments[1], 1e-14);
        assertEquals(4, moments[2], 1e-13);
        assertEquals(0, moments[3], 1e-13);
        assertEquals(3 * 16, moments[4], 1e-12);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void eachOrderAddsRiskUpToTheCompleteSum(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Profile probability = random(random, 0.0, 0.2);
        OperatingAdequacy adequacy = new OperatingAdequacy(probability, 1);
        Profile outputKw = random(random, -20, 50);
        Profile reserveKw = random(random, 0, 15);
        NetLoadError error = new NetLoadError(random.nextDouble(10));

        Adequacy complete = adequacy.complete(outputKw, reserveKw, error);

        Adequacy before = new Adequacy(0, 0, 0, 0);
        for (int order = 0; order <= SOURCES; order++) {
            Adequacy now = adequacy.enumerated(OutageEvent.upTo(probability, order), outputKw, reserveKw,
                    error);
            assertTrue(now.eensKwh() >= before.eensKwh() && now.lolp() >= before.lolp());
            assertTrue(now.coveredProbability() > before.coveredProbability());
            assertTrue(now.eensKwh() <= complete.eensKwh() + 1e-12);
            before = now;
        }
        assertEquals(complete.lolp(), before.lolp(), 1e-12);
        assertEquals(complete.eensKwh(), before.eensKwh(), 1e-10);
        assertEquals(1, before.coveredProbability(), 1e-12);
    }

    @Test
    void eightSourcesHave37EventsUpToOrderTwo() {
        Profile probability = Profile.of(0.015, 0.02, 0.02, 0.03, 0.002, 0.005, 0.02, 0.01);

        List<OutageEvent> events = OutageEvent.upTo(probability, 2);

        assertEquals(37, events.size());
        assertEquals(List.of(), events.getFirst().lost());
    }

    @Test
    void aSourceThatCannotFailIsInNoEvent() {
        assertEquals(4, OutageEvent.upTo(Profile.of(0.1, 0, 0.2), 2).size());
    }

    @Test
    void tooManySourcesAndWrongLengthsAreRefused() {
        double[] many = new double[OperatingAdequacy.SOURCES_MAX + 1];
        java.util.Arrays.fill(many, 0.1);
        OperatingAdequacy two = new OperatingAdequacy(Profile.of(0.1, 0.2), 1);

        assertThrows(IllegalArgumentException.class, () -> new OperatingAdequacy(Profile.of(many), 1));
        assertThrows(IllegalArgumentException.class,
                () -> two.complete(Profile.of(1), Profile.of(1, 2), new NetLoadError(0)));
        assertThrows(IllegalArgumentException.class, () -> OutageEvent.upTo(Profile.of(Double.NaN), 1));
    }
}
