package org.tavan.solver.microgrid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.schema.Weather;
import org.tavan.solver.state.Codec;

/// The weather forecasts that became known at one instant.
///
/// @param forecasts sorted by start, of different starts
record WeatherForecasts(List<Forecast> forecasts) {
    static final Codec<WeatherForecasts> CODEC = Codec.of((out, value) -> {
        out.writeInt(value.forecasts().size());
        for (Forecast forecast : value.forecasts()) {
            out.writeLong(forecast.startMillis());
            out.writeLong(forecast.stepMillis());
            for (Quantity quantity : Quantity.values()) {
                Codec.writeProfile(out, forecast.values(quantity));
            }
        }
    }, in -> {
        int size = in.readInt();
        List<Forecast> forecasts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            long start = in.readLong();
            long step = in.readLong();
            Map<Quantity, Profile> values = new EnumMap<>(Quantity.class);
            for (Quantity quantity : Quantity.values()) {
                values.put(quantity, Codec.readProfile(in));
            }
            forecasts.add(new Forecast(start, step, values));
        }
        return new WeatherForecasts(forecasts);
    });

    WeatherForecasts {
        forecasts = List.copyOf(forecasts);
    }

    /// What plants depend on.
    enum Quantity {
        TEMPERATURE("temperature", -100, 100), IRRADIANCE("irradiance", 0, 2000), WIND("wind", 0, 150);

        private final String words;
        private final double low;
        private final double high;

        Quantity(String words, double low, double high) {
            this.words = words;
            this.low = low;
            this.high = high;
        }

        String words() {
            return words;
        }

        private List<Double> of(Weather weather) {
            return switch (this) {
                case TEMPERATURE -> weather.getTemperatureCelsius();
                case IRRADIANCE -> weather.getGlobalHorizontalWattsPerSquareMetre();
                case WIND -> weather.getWindMetresPerSecond();
            };
        }

        /// Values with NaN where one is missing or impossible, which the streams application has refused.
        private Profile profile(Weather weather) {
            List<? extends @Nullable Double> list = of(weather);
            double[] values = new double[list.size()];
            for (int i = 0; i < values.length; i++) {
                Double value = list.get(i);
                values[i] = value != null && low <= value && value <= high ? value : Double.NaN;
            }
            return Profile.of(values);
        }
    }

    /// One record.
    ///
    /// @param values per interval, NaN where missing
    record Forecast(long startMillis, long stepMillis, Map<Quantity, Profile> values) {
        static Forecast of(Weather weather) {
            Map<Quantity, Profile> values = new EnumMap<>(Quantity.class);
            for (Quantity quantity : Quantity.values()) {
                values.put(quantity, quantity.profile(weather));
            }
            return new Forecast(weather.getStart().toEpochMilli(), weather.getIntervalMinutes() * 60_000L,
                    values);
        }

        Profile values(Quantity quantity) {
            return values.getOrDefault(quantity, Profile.of());
        }
    }

    /// The same with one more; one of the same start is replaced.
    WeatherForecasts with(Forecast added) {
        List<Forecast> all = new ArrayList<>(forecasts);
        all.removeIf(forecast -> forecast.startMillis() == added.startMillis());
        all.add(added);
        all.sort(Comparator.comparingLong(Forecast::startMillis));
        return new WeatherForecasts(all);
    }

    /// Mean of a quantity from one instant to another over the part that is forecast, NaN if nothing is.
    double mean(Quantity quantity, long fromMillis, long toMillis) {
        double sum = 0;
        double weight = 0;
        for (Forecast forecast : forecasts) {
            Profile values = forecast.values(quantity);
            long step = forecast.stepMillis();
            int first = Math.clamp(Math.floorDiv(fromMillis - forecast.startMillis(), step), 0,
                    values.length());
            for (int i = first; i < values.length() && forecast.startMillis() + i * step < toMillis; i++) {
                long begins = forecast.startMillis() + i * step;
                long overlap = Math.min(toMillis, begins + step) - Math.max(fromMillis, begins);
                if (overlap > 0 && !Double.isNaN(values.get(i))) {
                    sum += overlap * values.get(i);
                    weight += overlap;
                }
            }
        }
        return weight > 0 ? sum / weight : Double.NaN;
    }
}
