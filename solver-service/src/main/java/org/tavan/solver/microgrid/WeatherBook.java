package org.tavan.solver.microgrid;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tavan.schema.Weather;
import org.tavan.schema.WeatherKind;
import org.tavan.solver.microgrid.WeatherForecasts.Forecast;
import org.tavan.solver.microgrid.WeatherForecasts.Quantity;
import org.tavan.solver.state.Key;
import org.tavan.solver.state.Table;

/// Weather forecasts of a community, as known at any time.
final class WeatherBook {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    /// How far back a missing interval looks for the same time of day, and for how long forecasts are kept.
    private static final int DAYS_BACK = 2;
    private static final int DAYS_KEPT = 5;

    private final Table<WeatherForecasts> forecasts;

    WeatherBook(Table<WeatherForecasts> forecasts) {
        this.forecasts = forecasts;
    }

    /// Weather over the intervals of a request.
    ///
    /// @param values one an interval; empty if one is not known, nor was at its time of day before
    /// @param assumed number of intervals taken from a day before
    record Known(List<Double> values, int assumed) {}

    void add(Weather weather) {
        if (weather.getKind() == WeatherKind.FORECAST && weather.getIntervalMinutes() > 0) {
            long known = weather.getKnowledgeTime().toEpochMilli();
            WeatherForecasts before = forecasts.get("", known);
            forecasts.put("", known,
                    (before == null ? new WeatherForecasts(List.of()) : before).with(Forecast.of(weather)));
        }
    }

    /// Each interval has the newest forecast known at the decision that covers it.
    Known known(Asked asked, Quantity quantity) {
        List<Double> values = new ArrayList<>();
        int assumed = 0;
        for (long start : asked.starts()) {
            int back = 0;
            double value = newest(asked, quantity, start);
            while (Double.isNaN(value) && back < DAYS_BACK) {
                back++;
                value = newest(asked, quantity, start - back * DAY_MILLIS);
            }
            if (Double.isNaN(value)) {
                return new Known(List.of(), 0);
            }
            values.add(value);
            assumed += back > 0 ? 1 : 0;
        }
        return new Known(values, assumed);
    }

    /// Forgets what no decision from an instant on can need.
    void forgetBefore(long millis) {
        forecasts.removeBelow("", millis - DAYS_KEPT * DAY_MILLIS);
    }

    private double newest(Asked asked, Quantity quantity, long start) {
        for (WeatherForecasts known : forecasts.of("")
                .headMap(new Key("", asked.requestedMillis()), true)
                .descendingMap()
                .values()) {
            double mean = known.mean(quantity, start, start + asked.stepMillis());
            if (!Double.isNaN(mean)) {
                return mean;
            }
        }
        return Double.NaN;
    }
}
