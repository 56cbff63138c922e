package org.tavan.simulator.weather;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tavan.schema.Weather;
import org.tavan.schema.WeatherKind;
import org.tavan.simulator.noise.AutoregressiveProcess;
import org.tavan.simulator.noise.AutoregressiveProcess.Innovation;
import org.tavan.simulator.noise.Noise;

/// What a weather service would publish about the site: hourly observations, and forecasts whose errors grow with the
/// lead.
///
/// Not for two threads at once.
public final class WeatherReports {
    /// Hours that a forecast covers.
    public static final int HORIZON_HOURS = 54;
    /// Local hours between two forecasts.
    public static final int ISSUE_HOURS = 6;

    private static final int STEPS_PER_HOUR = 12;
    private static final double CLOUD_ERROR_FINAL = 0.75;
    private static final double TEMPERATURE_ERROR_FINAL = 0.8;
    private static final double WIND_ERROR_FINAL = 0.7;
    private static final double GROWTH_HOURS = 24;

    private final String communityId;
    private final SiteWeather weather;
    private final long seed;

    /// Makes the reports of a site.
    ///
    /// @param communityId whom the reports are for
    /// @param weather the truth
    /// @param seed of the simulation
    public WeatherReports(String communityId, SiteWeather weather, long seed) {
        this.communityId = communityId;
        this.weather = weather;
        this.seed = seed;
    }

    /// Observation of one hour.
    ///
    /// @param hour number of a local hour
    /// @return what was measured in it, known at its end
    public Weather observation(long hour) {
        double temperature = 0;
        double irradiance = 0;
        double cloud = 0;
        for (int i = 0; i < STEPS_PER_HOUR; i++) {
            Instant instant = middle(hour, i);
            double covered = weather.cloudFraction(instant);
            temperature += weather.temperatureCelsius(instant) / STEPS_PER_HOUR;
            cloud += covered / STEPS_PER_HOUR;
            irradiance += Sun.cloudedWattsPerSquareMetre(
                    Sun.at(weather.site(), instant).clearWattsPerSquareMetre(), covered) / STEPS_PER_HOUR;
        }
        return report(WeatherKind.OBSERVED, weather.start(hour), weather.start(hour + 1),
                List.of(rounded(temperature, 10)), List.of(rounded(irradiance, 1)),
                List.of(rounded(cloud, 100)),
                List.of(rounded(weather.windMetresPerSecond(hour), 10)));
    }

    /// Forecast for the hours from `hour` on, known at its start. The state of cloud, temperature and wind is the true
    /// one plus an error of standard deviation `s (1 − exp(−lead / 24 h))` (plus a tenth at once), correlated from hour
    /// to hour.
    ///
    /// @param hour number of the first local hour
    /// @return the forecast
    public Weather forecast(long hour) {
        var cloudError = new AutoregressiveProcess(Noise.of(seed, "cloud/forecast/" + hour), 0.9,
                Innovation.GAUSSIAN);
        var temperatureError = new AutoregressiveProcess(Noise.of(seed, "temperature/forecast/" + hour), 0.95,
                Innovation.GAUSSIAN);
        var windError = new AutoregressiveProcess(Noise.of(seed, "wind/forecast/" + hour), 0.9,
                Innovation.GAUSSIAN);
        List<Double> temperatures = new ArrayList<>();
        List<Double> irradiances = new ArrayList<>();
        List<Double> clouds = new ArrayList<>();
        List<Double> winds = new ArrayList<>();
        for (int lead = 0; lead < HORIZON_HOURS; lead++) {
            double growth = 0.1 + 0.9 * (1 - StrictMath.exp(-lead / GROWTH_HOURS));
            Instant middle = weather.start(hour + lead).plusSeconds(SiteWeather.HOUR_SECONDS / 2);
            double cloudState = weather.cloudState(hour + lead)
                    + CLOUD_ERROR_FINAL * growth * cloudError.at(lead);
            double temperatureState = weather.temperatureState(hour + lead)
                    + TEMPERATURE_ERROR_FINAL * growth * temperatureError.at(lead);
            double cloud = weather.cloudFraction(cloudState, middle);
            temperatures.add(rounded(weather.temperatureCelsius(temperatureState, cloud, middle), 10));
            irradiances.add(rounded(Sun.cloudedWattsPerSquareMetre(clearMean(hour + lead), cloud), 1));
            clouds.add(rounded(cloud, 100));
            double windState = weather.windState(hour + lead)
                    + WIND_ERROR_FINAL * growth * windError.at(lead);
            winds.add(rounded(weather.windMetresPerSecond(windState, hour + lead), 10));
        }
        return report(WeatherKind.FORECAST, weather.start(hour), weather.start(hour), temperatures,
                irradiances,
                clouds, winds);
    }

    private double clearMean(long hour) {
        double sum = 0;
        for (int i = 0; i < STEPS_PER_HOUR; i += 3) {
            sum += Sun.at(weather.site(), middle(hour, i + 1)).clearWattsPerSquareMetre();
        }
        return sum / (STEPS_PER_HOUR / 3);
    }

    private Instant middle(long hour, int step) {
        long seconds = SiteWeather.HOUR_SECONDS / STEPS_PER_HOUR;
        return weather.start(hour).plusSeconds(step * seconds + seconds / 2);
    }

    private Weather report(
            WeatherKind kind,
            Instant start,
            Instant known,
            List<Double> temperatures,
            List<Double> irradiances,
            List<Double> clouds,
            List<Double> winds) {
        return new Weather(communityId, kind, start, 60, temperatures, irradiances, clouds, winds, known);
    }

    private static double rounded(double value, int perUnit) {
        return Math.round(value * perUnit) / (double) perUnit;
    }
}
