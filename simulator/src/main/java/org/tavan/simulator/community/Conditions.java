package org.tavan.simulator.community;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.tavan.simulator.weather.SiteWeather;
import org.tavan.simulator.weather.Sun;

/// What all members of a community have in common in one step.
///
/// @param sun in the middle of the step
/// @param cloudFraction over the site, 0 to 1
/// @param temperatureCelsius of the air (°C)
/// @param hourOfDay local, in the middle of the step, 0 to 24
/// @param off whether the local day is without work
/// @param hour number of the site's local hour
record Conditions(Sun sun, double cloudFraction, double temperatureCelsius, double hourOfDay, boolean off,
        long hour) {

    /// Computes each step once for all members; not for two threads at once.
    static final class Cache {
        private final SiteWeather weather;
        private long cachedStep;
        private @Nullable Conditions cached;

        Cache(SiteWeather weather) {
            this.weather = weather;
        }

        Conditions at(long step) {
            if (cached == null || cachedStep != step) {
                cached = compute(step);
                cachedStep = step;
            }
            return cached;
        }

        private Conditions compute(long step) {
            Instant middle = Instant.ofEpochSecond(step * Truth.STEP_SECONDS + Truth.STEP_SECONDS / 2);
            ZonedDateTime local = middle.atZone(weather.site().zone());
            return new Conditions(Sun.at(weather.site(), middle), weather.cloudFraction(middle),
                    weather.temperatureCelsius(middle), local.toLocalTime().toSecondOfDay() / 3600.0,
                    IranianCalendar.isOff(local.toLocalDate()), weather.hour(middle));
        }
    }
}
