package org.tavan.simulator.weather;

import org.tavan.renewable.PvArray;

/// A PV plant of one orientation with an inverter of its peak power.
///
/// @param peakKw DC power under standard conditions, and limit of the inverter (kW)
/// @param tiltDegrees tilt from horizontal
/// @param azimuthDegrees compass direction the modules face, 180 south
public record PvPlant(double peakKw, double tiltDegrees, double azimuthDegrees) {
    private static final double GROUND_ALBEDO = 0.2;
    private static final double NOMINAL_CELL_CELSIUS = 45;
    private static final double POWER_PER_KELVIN = -0.004;
    private static final double SYSTEM_EFFICIENCY = 0.88;
    private static final double LOWEST_COSINE = 0.05;

    /// AC power.
    ///
    /// Plane of array: `G = B cos θ + D (1 + cos β)/2 + 0.2 GHI (1 − cos β)/2`, isotropic sky. The modules in it are a
    /// [PvArray].
    ///
    /// Source: Duffie and Beckman, Solar Engineering of Thermal Processes.
    ///
    /// @param sun where it stands
    /// @param globalWattsPerSquareMetre global horizontal irradiance (W/m²)
    /// @param airCelsius air temperature (°C)
    /// @return kW in `[0, peakKw]`; 0 with the sun below the horizon
    public double powerKw(Sun sun, double globalWattsPerSquareMetre, double airCelsius) {
        if (sun.cosineZenith() <= 0 || globalWattsPerSquareMetre <= 0) {
            return 0;
        }
        double diffuse = globalWattsPerSquareMetre * diffuseFraction(sun, globalWattsPerSquareMetre);
        double beam = (globalWattsPerSquareMetre - diffuse) / Math.max(sun.cosineZenith(), LOWEST_COSINE);
        double cosineTilt = StrictMath.cos(StrictMath.toRadians(tiltDegrees));
        double plane = beam * cosineIncidence(sun) + diffuse * (1 + cosineTilt) / 2
                + GROUND_ALBEDO * globalWattsPerSquareMetre * (1 - cosineTilt) / 2;
        var array = new PvArray(peakKw, NOMINAL_CELL_CELSIUS, POWER_PER_KELVIN, SYSTEM_EFFICIENCY, peakKw);
        return array.powerKw(plane, airCelsius);
    }

    private double cosineIncidence(Sun sun) {
        double tilt = StrictMath.toRadians(tiltDegrees);
        double sineZenith = StrictMath.sqrt(Math.max(0, 1 - sun.cosineZenith() * sun.cosineZenith()));
        double cosine = sun.cosineZenith() * StrictMath.cos(tilt) + sineZenith * StrictMath.sin(tilt)
                * StrictMath.cos(sun.azimuthRadians() - StrictMath.toRadians(azimuthDegrees));
        return Math.max(0, cosine);
    }

    /// Source: Erbs, Klein and Duffie (1982), by the clearness index k.
    private static double diffuseFraction(Sun sun, double globalWattsPerSquareMetre) {
        double outside = sun.extraterrestrialWattsPerSquareMetre()
                * Math.max(sun.cosineZenith(), LOWEST_COSINE);
        double k = Math.clamp(globalWattsPerSquareMetre / outside, 0, 1);
        if (k <= 0.22) {
            return 1 - 0.09 * k;
        }
        if (k <= 0.8) {
            return 0.9511 + k * (-0.1604 + k * (4.388 + k * (-16.638 + k * 12.336)));
        }
        return 0.165;
    }
}
