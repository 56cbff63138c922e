package org.tavan.streams.forecast;

import java.util.List;
import org.tavan.schema.Forecast;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// A forecast that was sent in from outside.
public final class ExternalForecast {
    private static final int VERSION = 1;

    private final long startMillis;
    private final long lengthMillis;
    private final String model;
    private final double[] loadKw;
    private final double[] pvKw;

    private ExternalForecast(long startMillis, long lengthMillis, String model, double[] loadKw,
            double[] pvKw) {
        this.startMillis = startMillis;
        this.lengthMillis = lengthMillis;
        this.model = model;
        this.loadKw = loadKw;
        this.pvKw = pvKw;
    }

    /// From the wire.
    ///
    /// @throws IllegalArgumentException if lengths differ or a value is impossible
    public static ExternalForecast of(Forecast forecast) {
        int minutes = forecast.getIntervalMinutes();
        require(minutes > 0 && 60 % minutes == 0, "intervalMinutes is %s, expected a divisor of 60", minutes);
        require(!forecast.getLoadKw().isEmpty() && forecast.getLoadKw().size() == forecast.getPvKw().size(),
                "loadKw and pvKw must have the same length and a value at least, not %s",
                forecast.getLoadKw().size() + " and " + forecast.getPvKw().size());
        require(!forecast.getIssuedAt().isAfter(forecast.getKnowledgeTime()),
                "knowledgeTime must not lie before issuedAt %s", forecast.getIssuedAt());
        return new ExternalForecast(forecast.getStart().toEpochMilli(), minutes * 60_000L,
                forecast.getModel(),
                values("loadKw", forecast.getLoadKw()), values("pvKw", forecast.getPvKw()));
    }

    /// Name of its model.
    public String model() {
        return model;
    }

    /// Index of an interval; −1 if it does not cover it on the same grid.
    int index(long startMillis, long lengthMillis) {
        long offset = startMillis - this.startMillis;
        if (this.lengthMillis != lengthMillis || offset < 0 || offset % lengthMillis != 0
                || offset / lengthMillis >= loadKw.length) {
            return -1;
        }
        return (int) (offset / lengthMillis);
    }

    double loadKw(int index) {
        return loadKw[index];
    }

    double pvKw(int index) {
        return pvKw[index];
    }

    /// Writes it.
    public byte[] write(BinaryWriter out) {
        out.reset()
                .putByte(VERSION)
                .putLong(startMillis)
                .putLong(lengthMillis)
                .putText(model)
                .putLong(loadKw.length);
        for (int i = 0; i < loadKw.length; i++) {
            out.putDouble(loadKw[i]).putDouble(pvKw[i]);
        }
        return out.toBytes();
    }

    /// Reads what [#write] wrote.
    public static ExternalForecast read(byte[] bytes) {
        var in = new BinaryReader(bytes).expectVersion(VERSION);
        long start = in.getLong();
        long length = in.getLong();
        String model = in.getText();
        var loadKw = new double[in.getInt()];
        var pvKw = new double[loadKw.length];
        for (int i = 0; i < loadKw.length; i++) {
            loadKw[i] = in.getDouble();
            pvKw[i] = in.getDouble();
        }
        return new ExternalForecast(start, length, model, loadKw, pvKw);
    }

    private static double[] values(String name, List<Double> list) {
        var values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
            require(0 <= values[i] && values[i] < 1e9, name + '[' + i + "] is %s, expected 0 or more",
                    values[i]);
        }
        return values;
    }

    private static void require(boolean holds, String message, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(value));
        }
    }
}
