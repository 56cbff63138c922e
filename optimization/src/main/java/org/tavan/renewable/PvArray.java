package org.tavan.renewable;

/// PV modules in one plane with their inverter: `f^PV` of the paper, which names the function and leaves it open.
///
/// `T_c = T + G (NOCT − 20)/800`, `P = P_peak G/1000 (1 + γ (T_c − 25)) η`, between 0 and the inverter's limit.
///
/// Source: Ross (1976) for the cell's temperature.
///
/// @param peakKw `P_peak`: DC power under standard conditions (kW), positive
/// @param nominalCellCelsius NOCT: the cell's temperature at 800 W/m² and 20 °C of air (°C), in [20, 80]
/// @param powerPerKelvin `γ`: change of power per kelvin above 25 °C, in [−0.02, 0]
/// @param efficiency `η`: inverter, wiring and soiling, in (0, 1]
/// @param inverterKw most AC power (kW), positive
public record PvArray(double peakKw, double nominalCellCelsius, double powerPerKelvin, double efficiency,
        double inverterKw) {
    private static final double STANDARD_CELL_CELSIUS = 25;

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one lies outside its range
    public PvArray {
        if (!(peakKw > 0 && peakKw < Double.POSITIVE_INFINITY && inverterKw > 0)) {
            throw new IllegalArgumentException(
                    "The peakKw (%s) and the inverterKw (%s) of a PV array must be positive."
                            .formatted(peakKw, inverterKw));
        }
        if (!(nominalCellCelsius >= 20 && nominalCellCelsius <= 80)) {
            throw new IllegalArgumentException("""
                    The nominalCellCelsius (%s) must lie in [20, 80].
                    Maybe it is in kelvin.""".formatted(nominalCellCelsius));
        }
        if (!(powerPerKelvin >= -0.02 && powerPerKelvin <= 0)) {
            throw new IllegalArgumentException("""
                    The powerPerKelvin (%s) must lie in [-0.02, 0].
                    Maybe it is in percent, or its sign is missing.""".formatted(powerPerKelvin));
        }
        if (!(efficiency > 0 && efficiency <= 1)) {
            throw new IllegalArgumentException("The efficiency (%s) of a PV array must lie in (0, 1]."
                    .formatted(efficiency));
        }
    }

    /// {@return the cells' temperature (°C)}
    ///
    /// @param planeWattsPerSquareMetre irradiance on the modules (W/m²)
    /// @param airCelsius air temperature (°C)
    public double cellCelsius(double planeWattsPerSquareMetre, double airCelsius) {
        return airCelsius + planeWattsPerSquareMetre * ((nominalCellCelsius - 20) / 800);
    }

    /// {@return the AC power (kW) in `[0, inverterKw]`}
    ///
    /// @param planeWattsPerSquareMetre irradiance on the modules (W/m²), non-negative
    /// @param airCelsius air temperature (°C)
    /// @throws IllegalArgumentException if the irradiance is negative or a value not a number
    public double powerKw(double planeWattsPerSquareMetre, double airCelsius) {
        if (!(planeWattsPerSquareMetre >= 0 && Double.isFinite(airCelsius))) {
            throw new IllegalArgumentException(
                    "The irradiance (%s W/m²) must be non-negative and the air temperature (%s °C) finite."
                            .formatted(planeWattsPerSquareMetre, airCelsius));
        }
        double warmer = cellCelsius(planeWattsPerSquareMetre, airCelsius) - STANDARD_CELL_CELSIUS;
        double power = peakKw * planeWattsPerSquareMetre / 1000 * (1 + powerPerKelvin * warmer) * efficiency;
        return Math.clamp(power, 0, inverterKw);
    }
}
