package org.tavan.powerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.powerflow.Refusals.assertRefused;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZipLoadTest {
    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theCvrFactorIsTheRelativeSlopeAtNominalVoltage(int seed) {
        Random random = new Random(seed);
        double zp = random.nextDouble(-1, 2);
        double ip = random.nextDouble(-3, 2);
        double zq = random.nextDouble(0, 10);
        double iq = random.nextDouble(-17, 2);
        ZipLoad load = new ZipLoad(zp, ip, 1 - zp - ip, zq, iq, 1 - zq - iq);
        double step = 1e-4;

        double active = (load.activeFactor(1 + step) - load.activeFactor(1 - step)) / (2 * step);
        double reactive = (load.reactiveFactor(1 + step) - load.reactiveFactor(1 - step)) / (2 * step);

        assertEquals(2 * zp + ip, active, 1e-9);
        assertEquals(active, load.activeCvrFactor(), 1e-9);
        assertEquals(reactive, load.reactiveCvrFactor(), 1e-8);
    }

    @Test
    void roundedSharesAreMadeToSumToOne() {
        ZipLoad load = new ZipLoad(1.31, -1.94, 1.64, 9.20, -15.27, 7.07);

        assertEquals(1, load.activeFactor(1), 1e-15);
        assertEquals(1, load.reactiveFactor(1), 1e-14);
    }

    @Test
    void sharesInPerCentAreRefused() {
        assertRefused("must sum to 1", () -> ZipLoad.of(96, -117, 121));
    }

    @Test
    void aFitOfDwellingsTurnsAroundAndIsNotTrustedBelow085() {
        ZipLoad residential = new ZipLoad(0.96, -1.17, 1.21, 6.28, -10.16, 4.88);

        assertTrue(residential.turnsAround());
        assertEquals(0.85, residential.lowestVoltagePu());
        assertFalse(ZipLoad.of(0.4, 0.3, 0.3).turnsAround());
        assertEquals(0, ZipLoad.CONSTANT_POWER.lowestVoltagePu());
    }
}
