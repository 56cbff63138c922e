package org.tavan.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetTest {
    @Test
    void chargingLosesOnTheWayInAndDischargingOnTheWayOut() {
        Battery battery = new Battery(0, 10, 5, 4, 4, 0.9, 0.8, 0);

        assertEquals(5 + 0.5 * 0.9 * 2, battery.energyAfterKwh(5, 2, 0, 0.5), 1e-15);
        assertEquals(5 - 0.5 * 2 / 0.8, battery.energyAfterKwh(5, 0, 2, 0.5), 1e-15);
    }

    @Test
    void servingMoreThanDesiredRunsAhead() {
        assertEquals(1 + 0.25 * (3 - 1), new FlexibleLoad(4, 5, 0).shiftedAfterKwh(1, 3, 1, 0.25), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({
            "-1, 10, 5, 4, 4, 0.9, 0.9, 0, energyMinKwh", "11, 10, 10, 4, 4, 0.9, 0.9, 0, energyMinKwh",
            "0, 10, 11, 4, 4, 0.9, 0.9, 0, energyFinalMinKwh", "0, 10, 5, NaN, 4, 0.9, 0.9, 0, chargeMaxKw",
            "0, 10, 5, 4, -4, 0.9, 0.9, 0, dischargeMaxKw", "0, 10, 5, 4, 4, 90, 0.9, 0, chargeEfficiency",
            "0, 10, 5, 4, 4, 0.9, 0, 0, dischargeEfficiency", "0, 10, 5, 4, 4, 0.9, 0.9, -1, wearCents"})
    void aBatteryWithAnImpossibleValueIsRefusedByName(double min, double max, double last, double charge,
            double discharge, double in, double out, double wear, String name) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> new Battery(min, max, last,
                        charge, discharge, in, out, wear));

        assertTrue(String.valueOf(refused.getMessage()).contains(name), refused::toString);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void flexibleLoadWithAnImpossibleValueIsRefused(double value) {
        assertThrows(IllegalArgumentException.class, () -> new FlexibleLoad(value, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new FlexibleLoad(1, value, 1));
        assertThrows(IllegalArgumentException.class, () -> new FlexibleLoad(1, 1, value));
    }

    @Test
    void aLimitMayBeMissingButNotNegative() {
        assertEquals(Double.POSITIVE_INFINITY, GridLimits.NONE.importMaxKw());
        assertThrows(IllegalArgumentException.class, () -> new GridLimits(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new GridLimits(1, Double.NaN));
    }
}
