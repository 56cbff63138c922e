package org.tavan.streams.prosumer;

import java.util.ArrayList;
import java.util.List;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;
import org.tavan.streams.codec.MeterIntervalSerde;
import org.tavan.streams.forecast.ForecastState;
import org.tavan.streams.meter.MeterInterval;

/// Small state of one prosumer, written at every interval.
final class ProsumerState {
    /// Before the first interval.
    static final long NOT_BEGUN = Long.MIN_VALUE;
    private static final int VERSION = 1;

    long nextTick = NOT_BEGUN;
    long distributionDay = Long.MIN_VALUE;
    int distributionDays;
    final ForecastState forecast = new ForecastState();
    /// Revisions that wait until the interval at their position is the next.
    final List<MeterInterval> waiting = new ArrayList<>();

    byte[] write(BinaryWriter out) {
        out.reset().putByte(VERSION).putLong(nextTick).putLong(distributionDay).putLong(distributionDays);
        forecast.write(out);
        out.putLong(waiting.size());
        waiting.forEach(revision -> MeterIntervalSerde.put(out, revision));
        return out.toBytes();
    }

    void read(byte[] bytes) {
        var in = new BinaryReader(bytes).expectVersion(VERSION);
        nextTick = in.getLong();
        distributionDay = in.getLong();
        distributionDays = in.getInt();
        forecast.read(in);
        int size = in.getInt();
        for (int i = 0; i < size; i++) {
            waiting.add(MeterIntervalSerde.get(in));
        }
    }
}
