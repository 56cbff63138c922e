package org.tavan.renewable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PvArrayTest {
    private static final PvArray ARRAY = new PvArray(60, 45, -0.004, 1, 60);

    @Test
    void underStandardConditionsItGivesItsPeak() {
        // The cell is at 25 °C when 1000 W/m² have warmed it by 31.25 K.
        assertEquals(60, ARRAY.powerKw(1000, 25 - 31.25), 1e-12);
    }

    @Test
    void theNominalCellTemperatureIsReachedInItsOwnConditions() {
        assertEquals(45, ARRAY.cellCelsius(800, 20), 1e-12);
    }

    @Test
    void aWarmCellGivesLess() {
        // T_c = 35 + 800/800 · 25 = 60 °C: 60 · 0.8 · (1 − 0.004 · 35)
        assertEquals(41.28, ARRAY.powerKw(800, 35), 1e-12);
    }

    @Test
    void theInverterCutsAndNightGivesNothing() {
        assertEquals(40, new PvArray(60, 45, -0.004, 1, 40).powerKw(1000, 0), 0);
        assertEquals(0, ARRAY.powerKw(0, -10), 0);
    }

    @Test
    void valuesInTheWrongUnitAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PvArray(60, 318, -0.004, 1, 60));
        assertThrows(IllegalArgumentException.class, () -> new PvArray(60, 45, -0.4, 1, 60));
        assertThrows(IllegalArgumentException.class, () -> new PvArray(60, 45, 0.004, 1, 60));
        assertThrows(IllegalArgumentException.class, () -> new PvArray(60, 45, -0.004, 88, 60));
        assertThrows(IllegalArgumentException.class, () -> ARRAY.powerKw(-1, 20));
        assertThrows(IllegalArgumentException.class, () -> ARRAY.powerKw(100, Double.NaN));
    }
}
