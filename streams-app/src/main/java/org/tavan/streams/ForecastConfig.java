package org.tavan.streams;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Rules of the own forecast and of the residual statistics. Every default stands in the constructor.
///
/// @param horizon how far a forecast reaches; longer at a gate closure if the next local day ends later; 48 h
/// @param likeDayWeight weight of the newest like day in the profile, in (0, 1]; 0.15
/// @param blendTime time after which the deviation of the last measured value has faded to 1/e; 1 h
/// @param weatherMemory time after which the learnt PV performance under known weather has faded to 1/e; 10 days
/// @param clearSkyMemory the same for the clear-sky index without known weather; 18 h
/// @param tailFraction probability mass of each tail in the statistics, in (0, 0.5]; 0.05
/// @param typeDaysMin days of one type from which it gets statistics of its own, so that a window of 90 days has them for days off
///        too; 20
public record ForecastConfig(
        Duration horizon,
        Double likeDayWeight,
        Duration blendTime,
        Duration weatherMemory,
        Duration clearSkyMemory,
        Double tailFraction,
        Integer typeDaysMin) {
    /// All defaults.
    public static final ForecastConfig DEFAULT = new ForecastConfig(null, null, null, null, null, null, null);

    public ForecastConfig(
            @Nullable Duration horizon,
            @Nullable Double likeDayWeight,
            @Nullable Duration blendTime,
            @Nullable Duration weatherMemory,
            @Nullable Duration clearSkyMemory,
            @Nullable Double tailFraction,
            @Nullable Integer typeDaysMin) {
        this.horizon = Defaults.positive("horizon", Defaults.or(horizon, Duration.ofDays(2)));
        this.likeDayWeight = Defaults.within("likeDayWeight", Defaults.or(likeDayWeight, 0.15), 1e-6, 1);
        this.blendTime = Defaults.positive("blendTime", Defaults.or(blendTime, Duration.ofHours(1)));
        this.weatherMemory = Defaults.positive("weatherMemory",
                Defaults.or(weatherMemory, Duration.ofDays(10)));
        this.clearSkyMemory = Defaults.positive("clearSkyMemory",
                Defaults.or(clearSkyMemory, Duration.ofHours(18)));
        this.tailFraction = Defaults.within("tailFraction", Defaults.or(tailFraction, 0.05), 1e-6, 0.5);
        this.typeDaysMin = Defaults.atLeastOne("typeDaysMin", Defaults.or(typeDaysMin, 20));
    }
}
