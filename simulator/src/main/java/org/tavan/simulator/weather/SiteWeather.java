package org.tavan.simulator.weather;

import java.time.Instant;
import org.tavan.simulator.noise.AutoregressiveProcess;
import org.tavan.simulator.noise.AutoregressiveProcess.Innovation;
import org.tavan.simulator.noise.Noise;

/// The weather of a site as it really is: a pure function of seed and time.
///
/// Hours begin with the site's local hours (half past in Tehran). Cloud is a logistic transform of a seasonal mean
/// plus a correlated normal process; temperature a seasonal and a daily wave, flatter under cloud, plus a slow
/// process; wind log-normal about a daily wave, as it freshens in the afternoon. The figures are Tehran's climate, rounded.
///
/// Not for two threads at once: its processes keep what was read last.
public final class SiteWeather {
    static final long HOUR_SECONDS = 3600;
    private static final double YEAR_DAYS = 365.25;
    private static final double COLDEST_DAY = 20;
    private static final double WARMEST_HOUR = 15.5;
    private static final double WINDIEST_HOUR = 16.5;

    private final Site site;
    private final long phaseSeconds;
    private final AutoregressiveProcess cloud;
    private final AutoregressiveProcess temperature;
    private final AutoregressiveProcess wind;

    /// Makes the weather of a site.
    ///
    /// @param site where
    /// @param seed of the simulation
    public SiteWeather(Site site, long seed) {
        this.site = site;
        this.phaseSeconds = Math.floorMod(-site.zone().getRules().getOffset(Instant.EPOCH).getTotalSeconds(),
                HOUR_SECONDS);
        this.cloud = new AutoregressiveProcess(Noise.of(seed, "cloud/site"), 0.94, Innovation.GAUSSIAN);
        this.temperature = new AutoregressiveProcess(Noise.of(seed, "temperature/site"), 0.975,
                Innovation.GAUSSIAN);
        this.wind = new AutoregressiveProcess(Noise.of(seed, "wind/site"), 0.9, Innovation.GAUSSIAN);
    }

    /// Where.
    public Site site() {
        return site;
    }

    /// Number of a local hour.
    ///
    /// @param instant any instant
    /// @return number of the local hour it lies in
    public long hour(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond() - phaseSeconds, HOUR_SECONDS);
    }

    /// Start of a local hour.
    ///
    /// @param hour number of a local hour
    /// @return its start (UTC)
    public Instant start(long hour) {
        return Instant.ofEpochSecond(hour * HOUR_SECONDS + phaseSeconds);
    }

    /// Cloud cover at an instant.
    ///
    /// @param instant any instant
    /// @return cloud cover, interpolated between the middles of the hours, 0 to 1
    public double cloudFraction(Instant instant) {
        return cloudFraction(interpolated(cloud, instant), instant);
    }

    /// Air temperature at an instant.
    ///
    /// @param instant any instant
    /// @return air temperature (°C)
    public double temperatureCelsius(Instant instant) {
        return temperatureCelsius(interpolated(temperature, instant), cloudFraction(instant), instant);
    }

    /// Wind of an hour.
    ///
    /// @param hour number of a local hour
    /// @return mean wind speed (m/s)
    public double windMetresPerSecond(long hour) {
        return windMetresPerSecond(wind.at(hour), hour);
    }

    /// State of the cloud process, before the season is added.
    double cloudState(long hour) {
        return cloud.at(hour);
    }

    /// State of the temperature process, of unit variance.
    double temperatureState(long hour) {
        return temperature.at(hour);
    }

    /// State of the wind process, of unit variance.
    double windState(long hour) {
        return wind.at(hour);
    }

    double windMetresPerSecond(double state, long hour) {
        double hourOfDay = start(hour).atZone(site.zone()).getHour() + 0.5;
        double day = StrictMath.cos(2 * Math.PI * (hourOfDay - WINDIEST_HOUR) / 24);
        return 2.3 * StrictMath.exp(0.5 * state + 0.25 * day);
    }

    double cloudFraction(double state, Instant instant) {
        double seasonal = -1.0 + 0.7 * StrictMath.cos(yearAngle(instant));
        return 1 / (1 + StrictMath.exp(-1.702 * (seasonal + state)));
    }

    double temperatureCelsius(double state, double cloudFraction, Instant instant) {
        double year = yearAngle(instant);
        double mean = 17.8 - 12.8 * StrictMath.cos(year);
        double amplitude = (5.4 - 1.2 * StrictMath.cos(year)) * (1 - 0.5 * cloudFraction);
        double hourOfDay = instant.atZone(site.zone()).toLocalTime().toSecondOfDay() / (double) HOUR_SECONDS;
        return mean + amplitude * StrictMath.cos(2 * Math.PI * (hourOfDay - WARMEST_HOUR) / 24) + 2.8 * state;
    }

    private double yearAngle(Instant instant) {
        double days = instant.getEpochSecond() / 86_400.0;
        return 2 * Math.PI * (days - COLDEST_DAY) / YEAR_DAYS;
    }

    private double interpolated(AutoregressiveProcess process, Instant instant) {
        double position = (instant.getEpochSecond() - phaseSeconds) / (double) HOUR_SECONDS - 0.5;
        long before = (long) Math.floor(position);
        double weight = position - before;
        return (1 - weight) * process.at(before) + weight * process.at(before + 1);
    }
}
