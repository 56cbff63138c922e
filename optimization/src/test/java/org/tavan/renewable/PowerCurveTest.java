package org.tavan.renewable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.Profile;

class PowerCurveTest {
    private static final PowerCurve CUBIC = new PowerCurve.Cubic(60, 3, 12, 25);
    private static final PowerCurve TABLE = new PowerCurve.Tabulated(Profile.of(3, 8, 12, 25),
            Profile.of(0, 20, 60,
                    55));

    @ParameterizedTest(name = "{0} m/s is {1} kW")
    @CsvSource({"0, 0", "2.999, 0", "3, 0", "6, 6.6666666666666667", "9, 24.761904761904763", "12, 60",
            "20, 60",
            "25, 60", "25.001, 0", "40, 0"})
    void theCubicCurveHasItsFourParts(double wind, double expectedKw) {
        assertEquals(expectedKw, CUBIC.powerKw(wind), 1e-12);
    }

    @ParameterizedTest(name = "{0} m/s is {1} kW")
    @CsvSource({"0, 0", "3, 0", "5.5, 10", "8, 20", "10, 40", "12, 60", "18.5, 57.5", "25, 55", "25.1, 0"})
    void aTableIsLinearBetweenItsPointsAndNothingOutside(double wind, double expectedKw) {
        assertEquals(expectedKw, TABLE.powerKw(wind), 1e-12);
        assertEquals(60, TABLE.ratedKw(), 0);
    }

    @ParameterizedTest(name = "{0} m/s")
    @ValueSource(doubles = {-1, Double.NaN})
    void aWindThatIsNoneIsRefused(double wind) {
        assertThrows(IllegalArgumentException.class, () -> CUBIC.powerKw(wind));
        assertThrows(IllegalArgumentException.class, () -> TABLE.powerKw(wind));
    }

    @Test
    void aCurveOutOfOrderIsRefusedByName() {
        var swapped = assertThrows(IllegalArgumentException.class, () -> new PowerCurve.Cubic(60, 12, 3, 25));
        var falling = assertThrows(IllegalArgumentException.class,
                () -> new PowerCurve.Tabulated(Profile.of(3, 3), Profile.of(0, 1)));
        var negative = assertThrows(IllegalArgumentException.class,
                () -> new PowerCurve.Tabulated(Profile.of(0, 3), Profile.of(0, -1)));

        assertTrue(String.valueOf(swapped.getMessage()).contains("cutInMetresPerSecond (12.0)"),
                swapped.getMessage());
        assertTrue(String.valueOf(falling.getMessage()).contains("Speed 1"), falling.getMessage());
        assertTrue(String.valueOf(negative.getMessage()).contains("Power 1"), negative.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new PowerCurve.Cubic(0, 3, 12, 25));
    }
}
