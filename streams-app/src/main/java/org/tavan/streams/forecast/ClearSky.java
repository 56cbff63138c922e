package org.tavan.streams.forecast;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import net.e175.klaus.solarpositioning.DeltaT;
import net.e175.klaus.solarpositioning.Grena3;
import net.e175.klaus.solarpositioning.SolarPosition;
import org.tavan.streams.meter.SettlementGrid;

/// Clear-sky irradiance on a tilted plane, per interval of a local day, taken at the middle of each interval.
///
/// Global horizontal: `G = 1098 cos θ exp(−0.057 / cos θ)` (Haurwitz 1945). A constant share of it is diffuse; the
/// plane receives beam, isotropic diffuse and reflected light. Departs from measured skies by turbidity and horizon,
/// which the learnt performance takes up.
public final class ClearSky {
    private static final double DIFFUSE_SHARE = 0.15;
    private static final double ALBEDO = 0.2;
    private static final int DAYS_MAX = 6;

    private final double latitudeDegrees;
    private final double longitudeDegrees;
    private final double tilt;
    private final double azimuth;
    private final Map<Long, Day> days = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Day> eldest) {
            return size() > DAYS_MAX;
        }
    };

    /// Irradiance of one day.
    static final class Day {
        final double[] horizontal;
        final double[] plane;

        Day(int intervals) {
            horizontal = new double[intervals];
            plane = new double[intervals];
        }
    }

    /// A plane.
    ///
    /// @param tiltDegrees from horizontal
    /// @param azimuthDegrees compass direction that it faces
    public ClearSky(double latitudeDegrees, double longitudeDegrees, double tiltDegrees,
            double azimuthDegrees) {
        this.latitudeDegrees = latitudeDegrees;
        this.longitudeDegrees = longitudeDegrees;
        this.tilt = Math.toRadians(tiltDegrees);
        this.azimuth = Math.toRadians(azimuthDegrees);
    }

    /// Irradiance of a day (W/m²), made once.
    Day day(LocalDay day, SettlementGrid grid) {
        Day known = days.get(day.firstTick());
        if (known != null && known.plane.length == day.intervals()) {
            return known;
        }
        var made = new Day(day.intervals());
        double deltaT = DeltaT.estimate(day.date());
        for (int i = 0; i < day.intervals(); i++) {
            var middle = Instant.ofEpochMilli(grid.start(day.firstTick() + i) + grid.lengthMillis() / 2);
            SolarPosition sun = Grena3.calculateSolarPosition(middle.atZone(ZoneOffset.UTC), latitudeDegrees,
                    longitudeDegrees, deltaT);
            fill(made, i, Math.toRadians(sun.zenithAngle()), Math.toRadians(sun.azimuth()));
        }
        days.put(day.firstTick(), made);
        return made;
    }

    private void fill(Day made, int index, double zenith, double sunAzimuth) {
        double cosZenith = Math.cos(zenith);
        if (cosZenith <= 0.01) {
            return;
        }
        double global = 1098 * cosZenith * Math.exp(-0.057 / cosZenith);
        double diffuse = DIFFUSE_SHARE * global;
        double beam = Math.min((global - diffuse) / cosZenith, 1000);
        double incidence = cosZenith * Math.cos(tilt)
                + Math.sin(zenith) * Math.sin(tilt) * Math.cos(sunAzimuth - azimuth);
        made.horizontal[index] = global;
        made.plane[index] = beam * Math.max(0, incidence) + diffuse * (1 + Math.cos(tilt)) / 2
                + ALBEDO * global * (1 - Math.cos(tilt)) / 2;
    }
}
