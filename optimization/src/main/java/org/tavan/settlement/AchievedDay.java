package org.tavan.settlement;

import java.util.Map;

import org.tavan.conic.Profile;

/// What a day turned out to be.
///
/// Devices and trades did as planned, so what forecasts were wrong by went over the grid connection: `q = residual − m` in real time, with `m` the
/// planned margin, whatever the rule expected.
///
/// @param residualKw per member measured minus forecast net demand (kW), one value an interval
public record AchievedDay(Map<String, Profile> residualKw) {
    /// Copies the map.
    public AchievedDay {
        residualKw = Map.copyOf(residualKw);
    }

    /// {@return the residuals of a member}
    ///
    /// @throws IllegalArgumentException if they are missing, of another length, or not finite
    Profile residualKw(String memberId, int intervals) {
        Profile residual = residualKw.get(memberId);
        if (residual == null || residual.length() != intervals) {
            throw new IllegalArgumentException(
                    "The achieved day needs a residual of %s for each of %d intervals, but has %s.".formatted(
                            memberId, intervals, residual == null ? "none" : residual.length()));
        }
        for (int t = 0; t < intervals; t++) {
            if (!Double.isFinite(residual.get(t))) {
                throw new IllegalArgumentException(
                        "The residual of %s in interval %d (%s) must be finite.".formatted(memberId, t,
                                residual.get(t)));
            }
        }
        return residual;
    }
}
