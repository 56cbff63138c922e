package org.tavan.simulator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.config.ConfigurationException;

class UnitConversionTest {
    @ParameterizedTest(name = "{3} {1} as {0} over {2} min is {4}")
    @CsvSource({
            "LOAD, kW, 60, 2.5, 2.5",
            "LOAD, W, 60, 2500, 2.5",
            "LOAD, kWh, 15, 1, 4",
            "LOAD, Wh, 30, 500, 1",
            "LOAD, MWh, 60, 0.002, 2",
            "PV_PER_PEAK, kWh/kWp, 30, 0.2, 0.4",
            "TEMPERATURE, F, 60, 50, 10",
            "TEMPERATURE, K, 60, 273.15, 0",
            "IRRADIANCE, kJ/m2, 60, 3600, 1000",
            "IRRADIANCE, Wh/m2, 30, 400, 800",
            "CLOUD, okta, 60, 4, 0.5",
            "CLOUD, percent, 60, 25, 0.25",
            "WIND, knot, 60, 10, 5.14444",
            "WIND, km/h, 60, 36, 10",
            "DAY_AHEAD, EUR/MWh, 60, 68.92, 6.892",
            "DAY_AHEAD, EUR/kWh, 60, 0.22, 22",
            "REAL_TIME_BUY, cent/kWh, 60, 7, 7",
    })
    void unitsAreConverted(SeriesKind kind, String unit, int stepMinutes, double value, double expected) {
        assertEquals(expected, UnitConversion.of(kind, unit, stepMinutes, "EUR").apply(value), 1e-5);
    }

    @Test
    void aUnitThatDoesNotFitIsRefusedWithThoseThatDo() {
        var exception = assertThrows(ConfigurationException.class,
                () -> UnitConversion.of(SeriesKind.DAY_AHEAD, "GBP/kWh", 60, "EUR"));

        assertTrue(String.valueOf(exception.getMessage()).contains("EUR/MWh"), exception.getMessage());
    }
}
