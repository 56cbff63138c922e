package org.tavan.streams.forecast;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.Prosumer;
import org.tavan.streams.ForecastConfig;

/// Own forecast of one prosumer: load from like days, PV from the clear sky, both drawn to the last measured value.
///
/// Load: `μ[h] = P[slot] + (x − P[now]) exp(−h Δt / τ)`, P the like-day profile, x the last measured value.
/// PV: `μ[h] = peak · E[h] · κ[h] · r`, E the clear-sky irradiance on the plane over 1000 W/m², κ the clear-sky index that
/// the weather known at issue says, r the learnt ratio of measured to modelled under known weather. Without weather κ = 1
/// and r is the recent ratio under a clear sky, which persists the recent clear-sky index. The ratio of the last
/// interval fades into r with the same τ. A prosumer without PV geometry has a like-day profile for PV too.
/// Where a profile has no history the last measured value stands.
public final class Forecaster {
    /// Name and version of the model.
    public static final String MODEL = "like-day-clear-sky/1";
    private static final double RATIO_WEATHER = 0.85;
    private static final double RATIO_CLEAR = 0.6;
    private static final double RATIO_MAX = 1.5;
    private static final double SUN_MIN_FRACTION = 0.03;

    private final ForecastConfig config;
    private final LocalCalendar calendar;
    private final LikeDayProfile loadProfile;
    private final LikeDayProfile pvProfile;
    private final ForecastState state;
    private final double pvPeakKw;
    private final @Nullable ClearSky clearSky;
    private final double[] fading;

    /// A forecaster over the given state.
    ///
    /// @param gridMetered whether "PV" is what flows into the grid, which has no geometry
    public Forecaster(
            ForecastConfig config,
            LocalCalendar calendar,
            Community community,
            Prosumer prosumer,
            boolean gridMetered,
            LikeDayProfile loadProfile,
            LikeDayProfile pvProfile,
            ForecastState state) {
        this.config = config;
        this.calendar = calendar;
        this.loadProfile = loadProfile;
        this.pvProfile = pvProfile;
        this.state = state;
        this.pvPeakKw = prosumer.getPvPeakKw();
        this.clearSky = gridMetered || pvPeakKw == 0
                ? null
                : new ClearSky(community.getLatitudeDegrees(), community.getLongitudeDegrees(),
                        prosumer.getPvTiltDegrees(), prosumer.getPvAzimuthDegrees());
        double stepsOfBlend = config.blendTime().toMillis() / (double) calendar.grid().lengthMillis();
        this.fading = new double[(int) Math.ceil(stepsOfBlend * 6) + 1];
        for (int h = 0; h < fading.length; h++) {
            fading[h] = Math.exp(-(h + 1) / stepsOfBlend);
        }
    }

    /// A forecast: one value per interval (kW).
    ///
    /// @param external whether any of it came from outside
    public record Issue(Powers loadKw, Powers pvKw, boolean external) {
        /// Mean net demand of an interval (kW).
        public double netKw(int index) {
            return loadKw.get(index) - pvKw.get(index);
        }
    }

    /// Learns from a measured interval.
    ///
    /// @param tick the interval
    /// @param measuredPvKw mean PV (kW)
    /// @param weather records known at its end, newest first
    public void learn(long tick, double measuredPvKw, List<WeatherRecord> weather) {
        if (clearSky == null) {
            return;
        }
        LocalDay day = calendar.dayOf(tick);
        ClearSky.Day sky = clearSky.day(day, calendar.grid());
        int index = (int) (tick - day.firstTick());
        double clear = pvPeakKw * sky.plane[index] / 1000;
        double lengthMillis = calendar.grid().lengthMillis();
        double keepWeather = Math.exp(-lengthMillis / config.weatherMemory().toMillis());
        double keepClear = Math.exp(-lengthMillis / config.clearSkyMemory().toMillis());
        if (clear <= SUN_MIN_FRACTION * pvPeakKw) {
            return;
        }
        state.clearMeasured = keepClear * state.clearMeasured + measuredPvKw;
        state.clearModelled = keepClear * state.clearModelled + clear;
        double kappa = clearSkyIndex(weather, tick, sky.horizontal[index]);
        if (!Double.isNaN(kappa)) {
            state.weatherMeasured = keepWeather * state.weatherMeasured + measuredPvKw;
            state.weatherModelled = keepWeather * state.weatherModelled + clear * kappa;
        }
    }

    /// Issues a forecast at the end of an interval.
    ///
    /// @param lastTick the interval that closed
    /// @param lastLoadKw its load; NaN if not measured (kW)
    /// @param lastPvKw its PV; NaN if not measured (kW)
    /// @param count number of intervals forecast
    /// @param weather records known at issue, newest first
    /// @param external newest forecast from outside known at issue; null if there is none
    public Issue issue(
            long lastTick,
            double lastLoadKw,
            double lastPvKw,
            int count,
            List<WeatherRecord> weather,
            @Nullable ExternalForecast external) {
        var load = new double[count];
        var pv = new double[count];
        state.lastLoadKw = Double.isNaN(lastLoadKw) ? state.lastLoadKw : lastLoadKw;
        state.lastPvKw = Double.isNaN(lastPvKw) ? state.lastPvKw : lastPvKw;
        profileForecast(loadProfile, lastTick, lastLoadKw, state.lastLoadKw, load);
        if (clearSky == null) {
            profileForecast(pvProfile, lastTick, lastPvKw, state.lastPvKw, pv);
        } else {
            clearSkyForecast(clearSky, lastTick, lastPvKw, weather, pv);
        }
        boolean used = external != null && overlay(external, lastTick + 1, load, pv);
        state.issue(load[0], pv[0]);
        return new Issue(Powers.owning(load), Powers.owning(pv), used);
    }

    private void profileForecast(LikeDayProfile profile, long lastTick, double lastKw, double fallbackKw,
            double[] out) {
        LocalDay day = calendar.dayOf(lastTick);
        double now = profile.meanKw(day.offDay(), day.slot((int) (lastTick - day.firstTick())));
        double deviation = Double.isNaN(lastKw) || Double.isNaN(now) ? 0 : lastKw - now;
        for (int h = 0; h < out.length;) {
            day = calendar.day(lastTick + 1 + h < day.endTick() ? day.date() : day.date().plusDays(1));
            int index = (int) (lastTick + 1 + h - day.firstTick());
            for (; index < day.intervals() && h < out.length; index++, h++) {
                double mean = profile.meanKw(day.offDay(), day.slot(index));
                double fade = h < fading.length ? fading[h] : 0;
                out[h] = Double.isNaN(mean) ? fallbackKw : Math.max(0, mean + deviation * fade);
            }
        }
    }

    private void clearSkyForecast(ClearSky sky, long lastTick, double lastKw, List<WeatherRecord> weather,
            double[] out) {
        double ratioWeather = ratio(state.weatherMeasured, state.weatherModelled, RATIO_WEATHER);
        double ratioClear = ratio(state.clearMeasured, state.clearModelled, RATIO_CLEAR);
        LocalDay day = calendar.dayOf(lastTick);
        double modelled = modelled(sky, day, (int) (lastTick - day.firstTick()), lastTick, weather,
                ratioWeather, ratioClear);
        boolean sun = !Double.isNaN(lastKw) && modelled > SUN_MIN_FRACTION * pvPeakKw;
        double excess = sun ? Math.clamp(lastKw / modelled, 0, 2) - 1 : 0;
        for (int h = 0; h < out.length;) {
            day = calendar.day(lastTick + 1 + h < day.endTick() ? day.date() : day.date().plusDays(1));
            int index = (int) (lastTick + 1 + h - day.firstTick());
            for (; index < day.intervals() && h < out.length; index++, h++) {
                double fade = h < fading.length ? fading[h] : 0;
                double kw = modelled(sky, day, index, lastTick + 1 + h, weather, ratioWeather, ratioClear);
                out[h] = Math.clamp(kw * (1 + excess * fade), 0, pvPeakKw * RATIO_MAX);
            }
        }
    }

    private double modelled(
            ClearSky sky,
            LocalDay day,
            int index,
            long tick,
            List<WeatherRecord> weather,
            double ratioWeather,
            double ratioClear) {
        ClearSky.Day irradiance = sky.day(day, calendar.grid());
        double clear = pvPeakKw * irradiance.plane[index] / 1000;
        if (clear == 0) {
            return 0;
        }
        double kappa = clearSkyIndex(weather, tick, irradiance.horizontal[index]);
        return Double.isNaN(kappa) ? clear * ratioClear : clear * kappa * ratioWeather;
    }

    private double clearSkyIndex(List<WeatherRecord> weather, long tick, double clearHorizontal) {
        long middle = calendar.grid().start(tick) + calendar.grid().lengthMillis() / 2;
        for (int i = 0; i < weather.size(); i++) {
            double kappa = weather.get(i).clearSkyIndex(middle, clearHorizontal);
            if (!Double.isNaN(kappa)) {
                return kappa;
            }
        }
        return Double.NaN;
    }

    private boolean overlay(ExternalForecast external, long firstTick, double[] load, double[] pv) {
        boolean used = false;
        for (int h = 0; h < load.length; h++) {
            int index = external.index(calendar.grid().start(firstTick + h), calendar.grid().lengthMillis());
            if (index >= 0) {
                load[h] = external.loadKw(index);
                pv[h] = external.pvKw(index);
                used = true;
            }
        }
        return used;
    }

    private double ratio(double measured, double modelled, double byDefault) {
        // The default counts as much as one hour of sun at a tenth of the peak until something is learnt.
        double prior = 0.1 * pvPeakKw;
        return Math.clamp((measured + prior * byDefault) / (modelled + prior), 0, RATIO_MAX);
    }
}
