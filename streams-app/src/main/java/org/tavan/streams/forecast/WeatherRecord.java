package org.tavan.streams.forecast;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Weather;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// What the PV model needs of a weather record.
public final class WeatherRecord {
    private static final int VERSION = 1;

    private final long startMillis;
    private final long lengthMillis;
    private final double[] horizontal;
    private final double[] cloud;

    private WeatherRecord(long startMillis, long lengthMillis, double[] horizontal, double[] cloud) {
        this.startMillis = startMillis;
        this.lengthMillis = lengthMillis;
        this.horizontal = horizontal;
        this.cloud = cloud;
    }

    /// From the wire.
    ///
    /// @throws IllegalArgumentException if a length or a value is impossible
    public static WeatherRecord of(Weather weather) {
        require(weather.getIntervalMinutes() > 0, "intervalMinutes is %s, expected more than 0",
                weather.getIntervalMinutes());
        double[] horizontal = values("globalHorizontalWattsPerSquareMetre",
                weather.getGlobalHorizontalWattsPerSquareMetre(), 0, 2000);
        double[] cloud = values("cloudFraction", weather.getCloudFraction(), 0, 1);
        double[] temperature = values("temperatureCelsius", weather.getTemperatureCelsius(), -100, 100);
        values("windMetresPerSecond", weather.getWindMetresPerSecond(), 0, 150);
        int intervals = Math.max(Math.max(horizontal.length, cloud.length), temperature.length);
        require(intervals > 0, "there are %s intervals, expected at least one", intervals);
        for (double[] values : List.of(horizontal, cloud, temperature)) {
            require(values.length == 0 || values.length == intervals,
                    "an array has %s values, expected " + intervals,
                    values.length);
        }
        return new WeatherRecord(weather.getStart().toEpochMilli(), weather.getIntervalMinutes() * 60_000L,
                horizontal, cloud);
    }

    /// Clear-sky index at a time: irradiance, else cloud cover, against the clear sky; NaN if the record does not say.
    ///
    /// Cloud: `1 − 0.75 n^3.4` (Kasten and Czeplak 1980).
    ///
    /// @param clearHorizontal clear-sky irradiance then (W/m²)
    double clearSkyIndex(long timeMillis, double clearHorizontal) {
        long index = Math.floorDiv(timeMillis - startMillis, lengthMillis);
        if (index < 0) {
            return Double.NaN;
        }
        if (index < horizontal.length && !Double.isNaN(horizontal[(int) index]) && clearHorizontal > 20) {
            return Math.min(horizontal[(int) index] / clearHorizontal, 1.3);
        }
        if (index < cloud.length && !Double.isNaN(cloud[(int) index])) {
            return 1 - 0.75 * Math.pow(cloud[(int) index], 3.4);
        }
        return Double.NaN;
    }

    /// Writes it.
    public byte[] write(BinaryWriter out) {
        out.reset().putByte(VERSION).putLong(startMillis).putLong(lengthMillis);
        for (double[] values : List.of(horizontal, cloud)) {
            out.putLong(values.length);
            for (double value : values) {
                out.putDouble(value);
            }
        }
        return out.toBytes();
    }

    /// Reads what [#write] wrote.
    public static WeatherRecord read(byte[] bytes) {
        var in = new BinaryReader(bytes).expectVersion(VERSION);
        return new WeatherRecord(in.getLong(), in.getLong(), doubles(in), doubles(in));
    }

    private static double[] doubles(BinaryReader in) {
        var values = new double[in.getInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getDouble();
        }
        return values;
    }

    private static double[] values(String name, List<? extends @Nullable Double> list, double low,
            double high) {
        var values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            Double value = list.get(i);
            require(value == null || (low <= value && value <= high),
                    name + '[' + i + "] is %s, expected in [" + low + ", " + high + ']', value);
            values[i] = value == null ? Double.NaN : value;
        }
        return values;
    }

    private static void require(boolean holds, String message, @Nullable Object value) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(value));
        }
    }
}
