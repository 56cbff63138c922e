package org.tavan.streams.prosumer;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;
import org.tavan.streams.store.BytesStore;

/// The net demand forecast at each gate closure for the next local day, kept until no revision can ask for it.
final class GateForecasts {
    private static final int VERSION = 1;
    private static final int CACHED_DAYS = 3;

    private final String owner;
    private final BytesStore store;
    private final BinaryWriter writer;
    private final Map<LocalDate, double[]> cache = new LinkedHashMap<>(8, 0.75f, true);

    GateForecasts(String owner, BytesStore store, BinaryWriter writer) {
        this.owner = owner;
        this.store = store;
        this.writer = writer;
    }

    /// Keeps the forecast of a day: one value per interval of the day (kW).
    void put(LocalDate day, double[] netKw) {
        writer.reset().putByte(VERSION).putLong(netKw.length);
        for (double value : netKw) {
            writer.putDouble(value);
        }
        store.put(BytesStore.key(owner, day.toEpochDay()), writer.toBytes());
        remember(day, netKw);
    }

    /// The forecast of a day; null if none was issued at its gate closure.
    double @Nullable [] get(LocalDate day) {
        double[] known = cache.get(day);
        if (known != null) {
            return known.length == 0 ? null : known;
        }
        byte[] bytes = store.get(BytesStore.key(owner, day.toEpochDay()));
        if (bytes == null) {
            remember(day, new double[0]);
            return null;
        }
        var in = new BinaryReader(bytes).expectVersion(VERSION);
        var netKw = new double[in.getInt()];
        for (int i = 0; i < netKw.length; i++) {
            netKw[i] = in.getDouble();
        }
        remember(day, netKw);
        return netKw;
    }

    void remove(LocalDate day) {
        store.put(BytesStore.key(owner, day.toEpochDay()), null);
        cache.remove(day);
    }

    private void remember(LocalDate day, double[] netKw) {
        cache.put(day, netKw);
        if (cache.size() > CACHED_DAYS) {
            Iterator<LocalDate> eldest = cache.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
