package org.tavan.streams.codec;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import org.tavan.streams.meter.Energy;
import org.tavan.streams.meter.MeterInterval;
import org.tavan.streams.meter.Quality;

/// Binary form of the records of the repartition topic.
public final class MeterIntervalSerde {
    private static final int VERSION = 1;

    private MeterIntervalSerde() {}

    /// A serde; safe for several threads.
    public static Serde<MeterInterval> serde() {
        return Serdes.serdeFrom(
                (_, interval) -> interval == null ? null : write(new BinaryWriter(), interval),
                (_, bytes) -> bytes == null ? null : read(bytes));
    }

    private static byte[] write(BinaryWriter out, MeterInterval interval) {
        out.putByte(VERSION);
        put(out, interval);
        return out.toBytes();
    }

    private static @Nullable MeterInterval read(byte[] bytes) {
        return get(new BinaryReader(bytes).expectVersion(VERSION));
    }

    /// Appends an interval.
    public static void put(BinaryWriter out, MeterInterval interval) {
        out.putFixed(interval.registerId())

                .putLong(interval.tick())
                .putByte(interval.energy().quality().code())
                .putDouble(interval.energy().kWh())
                .putLong(interval.energy().readings())
                .putLong(interval.position())
                .putLong(interval.knowledgeMillis());
    }

    /// Reads what [#put] appended.
    public static MeterInterval get(BinaryReader in) {
        long registerId = in.getFixed();
        long tick = in.getLong();
        Quality quality = Quality.of(in.getByte());
        var energy = new Energy(in.getDouble(), quality, in.getInt());
        return new MeterInterval(registerId, tick, energy, in.getLong(), in.getLong());
    }
}
