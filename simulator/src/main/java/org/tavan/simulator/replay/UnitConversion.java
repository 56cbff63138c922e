package org.tavan.simulator.replay;

import java.util.Map;
import org.tavan.config.ConfigurationException;

/// Turns values of a file into kW, °C, W/m², fractions, m/s or ¢/kWh: `value · factor + offset`.
///
/// @param factor per unit of the file
/// @param offset of a temperature scale
record UnitConversion(double factor, double offset) {
    private static final double SECONDS_PER_MINUTE = 60;

    /// Finds the conversion of a unit.
    ///
    /// @param kind what the value is
    /// @param unit as written in the configuration
    /// @param stepMinutes time that an energy belongs to (min)
    /// @param currency of the community
    /// @throws ConfigurationException if the unit does not fit; names those that do
    static UnitConversion of(SeriesKind kind, String unit, int stepMinutes, String currency) {
        double perHour = 60.0 / stepMinutes;
        Map<String, UnitConversion> known = switch (kind) {
            case LOAD, PV ->
                Map.of("kW", times(1), "W", times(1e-3), "MW", times(1e3), "kWh", times(perHour), "Wh",
                        times(1e-3 * perHour), "MWh", times(1e3 * perHour));
            case PV_PER_PEAK -> Map.of("kW/kWp", times(1), "W/kWp", times(1e-3), "kWh/kWp", times(perHour));
            case TEMPERATURE -> Map.of("C", times(1), "K", new UnitConversion(1, -273.15), "F",
                    new UnitConversion(5 / 9.0, -160 / 9.0));
            case IRRADIANCE -> Map.of("W/m2", times(1), "Wh/m2", times(perHour), "kJ/m2",
                    times(1e3 / (stepMinutes * SECONDS_PER_MINUTE)));
            case CLOUD -> Map.of("fraction", times(1), "percent", times(0.01), "okta", times(0.125));
            case WIND -> Map.of("m/s", times(1), "km/h", times(1 / 3.6), "knot", times(1852 / 3600.0));
            case DAY_AHEAD, REAL_TIME_BUY, REAL_TIME_SELL ->
                Map.of(currency + "/MWh", times(0.1), currency + "/kWh",
                        times(100), "cent/kWh", times(1));
        };
        UnitConversion conversion = known.get(unit);
        if (conversion == null) {
            throw new ConfigurationException("unit '%s' does not fit series %s, expected one of %s"
                    .formatted(unit, kind, known.keySet().stream().sorted().toList()));
        }
        return conversion;
    }

    double apply(double value) {
        return value * factor + offset;
    }

    private static UnitConversion times(double factor) {
        return new UnitConversion(factor, 0);
    }
}
