package org.tavan.simulator.weather;

import java.time.Instant;
import java.time.ZoneOffset;
import net.e175.klaus.solarpositioning.Grena3;

/// Sun over a site in one step, with the irradiance it would give without clouds.
///
/// @param cosineZenith cosine of the zenith angle; negative below the horizon
/// @param azimuthRadians from north over east
/// @param extraterrestrialWattsPerSquareMetre on a plane facing the sun outside the atmosphere (W/m²)
/// @param clearWattsPerSquareMetre global horizontal under a clear sky (W/m²)
public record Sun(double cosineZenith, double azimuthRadians, double extraterrestrialWattsPerSquareMetre,
        double clearWattsPerSquareMetre) {
    private static final double SOLAR_CONSTANT = 1361;
    /// Terrestrial minus universal time in the years at hand (s); an error of a minute would move the sun by a
    /// quarter of a degree.
    private static final double DELTA_T_SECONDS = 69;

    /// Sun at an instant.
    ///
    /// Clear sky: `GHI = 1098 cos z exp(−0.057 / cos z)`.
    ///
    /// Source: position by Grena (2012), algorithm 3; clear sky by Haurwitz (1945); distance by Spencer's first
    /// harmonic.
    ///
    /// @param site where
    /// @param instant when; for the mean of a step, its middle
    /// @return the sun
    public static Sun at(Site site, Instant instant) {
        var time = instant.atZone(ZoneOffset.UTC);
        var position = Grena3.calculateSolarPosition(time, site.latitudeDegrees(), site.longitudeDegrees(),
                DELTA_T_SECONDS);
        double cosine = StrictMath.cos(StrictMath.toRadians(position.zenithAngle()));
        double distance = 1 + 0.033 * StrictMath.cos(2 * Math.PI * time.getDayOfYear() / 365.25);
        double clear = cosine <= 0 ? 0 : 1098 * cosine * StrictMath.exp(-0.057 / cosine);
        return new Sun(cosine, StrictMath.toRadians(position.azimuth()), SOLAR_CONSTANT * distance, clear);
    }

    /// Global horizontal irradiance under clouds, `GHI = GHI_clear (1 − 0.75 N^3.4)`.
    ///
    /// Source: Kasten and Czeplak (1980).
    ///
    /// @param clearWattsPerSquareMetre under a clear sky (W/m²)
    /// @param cloudFraction N, 0 clear to 1 overcast
    /// @return W/m²
    public static double cloudedWattsPerSquareMetre(double clearWattsPerSquareMetre, double cloudFraction) {
        return clearWattsPerSquareMetre * (1 - 0.75 * StrictMath.pow(cloudFraction, 3.4));
    }
}
