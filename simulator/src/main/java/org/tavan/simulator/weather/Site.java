package org.tavan.simulator.weather;

import java.time.ZoneId;

/// Where a community lies.
///
/// @param latitudeDegrees north positive
/// @param longitudeDegrees east positive
/// @param elevationMetres above sea level (m)
/// @param zone time zone of settlement
public record Site(double latitudeDegrees, double longitudeDegrees, double elevationMetres, ZoneId zone) {

    /// Tehran.
    public static final Site TEHRAN = new Site(35.70, 51.40, 1190, ZoneId.of("Asia/Tehran"));
}
