package org.tavan.streams.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;
import org.tavan.streams.meter.Energy;
import org.tavan.streams.meter.Quality;

/// One settlement interval of one prosumer: what each register says, what stood in for missing ones, what was published.
public final class TickRecord {
    private static final int CLOSED = 1;
    private static final int MEASURED = 2;
    private static final int NEXT = 4;

    private final List<Part> parts = new ArrayList<>(2);
    private boolean closed;
    private boolean measured;
    private double loadKwh;
    private double pvKwh;
    private int readings;
    private int revision;
    private double fillLoadKw;
    private double fillPvKw;
    private double nextForecastKw = Double.NaN;

    /// Energy of one register.
    ///
    /// @param registerId register
    /// @param energy its energy
    /// @param knowledgeMillis when it came to be known
    public record Part(long registerId, Energy energy, long knowledgeMillis) {}

    /// The part of a register; null if it has not come.
    public @Nullable Part part(long registerId) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).registerId() == registerId) {
                return parts.get(i);
            }
        }
        return null;
    }

    /// Takes a part, replacing an earlier one of the register.
    public void put(Part part) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).registerId() == part.registerId()) {
                parts.set(i, part);
                return;
            }
        }
        parts.add(part);
    }

    /// Marks it closed, with what stands in for missing channels.
    ///
    /// @param nextForecastKw net demand that the forecast one interval before said; NaN without one (kW)
    public void close(double fillLoadKw, double fillPvKw, double nextForecastKw) {
        closed = true;
        this.fillLoadKw = fillLoadKw;
        this.fillPvKw = fillPvKw;
        this.nextForecastKw = nextForecastKw;
    }

    /// Sets what is published.
    ///
    /// @return whether anything changed
    public boolean publish(double loadKwh, double pvKwh, boolean measured, int readings) {
        boolean changed = this.loadKwh != loadKwh || this.pvKwh != pvKwh || this.measured != measured
                || this.readings != readings;
        this.loadKwh = loadKwh;
        this.pvKwh = pvKwh;
        this.measured = measured;
        this.readings = readings;
        return changed;
    }

    /// Counts a revision.
    public int revise() {
        return ++revision;
    }

    /// Whether it was published.
    public boolean closed() {
        return closed;
    }

    /// Whether every channel was measured.
    public boolean measured() {
        return measured;
    }

    /// Published load (kWh).
    public double loadKwh() {
        return loadKwh;
    }

    /// Published PV (kWh).
    public double pvKwh() {
        return pvKwh;
    }

    /// Published number of readings.
    public int readings() {
        return readings;
    }

    /// What stands in for a missing load (kW).
    public double fillLoadKw() {
        return fillLoadKw;
    }

    /// What stands in for a missing PV (kW).
    public double fillPvKw() {
        return fillPvKw;
    }

    /// Net demand that the forecast one interval before said; NaN without one (kW).
    public double nextForecastKw() {
        return nextForecastKw;
    }

    void write(BinaryWriter out, long baseMillis) {
        boolean forecast = !Double.isNaN(nextForecastKw);
        out.putByte((closed ? CLOSED : 0) | (measured ? MEASURED : 0) | (forecast ? NEXT : 0));
        out.putByte(parts.size());
        for (Part part : parts) {
            out.putFixed(part.registerId()).putByte(part.energy().quality().code());
            if (part.energy().quality() != Quality.MISSING) {
                out.putDouble(part.energy().kWh());
            }
            out.putLong(part.energy().readings()).putLong(part.knowledgeMillis() - baseMillis);
        }
        if (closed) {
            out.putDouble(loadKwh)
                    .putDouble(pvKwh)
                    .putLong(readings)
                    .putLong(revision)
                    .putDouble(fillLoadKw)
                    .putDouble(fillPvKw);
        }
        if (forecast) {
            out.putDouble(nextForecastKw);
        }
    }

    static TickRecord read(BinaryReader in, long baseMillis) {
        var record = new TickRecord();
        int flags = in.getByte();
        int size = in.getByte();
        for (int i = 0; i < size; i++) {
            long registerId = in.getFixed();
            Quality quality = Quality.of(in.getByte());
            double kWh = quality == Quality.MISSING ? 0 : in.getDouble();
            var energy = new Energy(kWh, quality, in.getInt());
            record.parts.add(new Part(registerId, energy, baseMillis + in.getLong()));
        }
        record.closed = (flags & CLOSED) != 0;
        record.measured = (flags & MEASURED) != 0;
        if (record.closed) {
            record.loadKwh = in.getDouble();
            record.pvKwh = in.getDouble();
            record.readings = in.getInt();
            record.revision = in.getInt();
            record.fillLoadKw = in.getDouble();
            record.fillPvKw = in.getDouble();
        }
        if ((flags & NEXT) != 0) {
            record.nextForecastKw = in.getDouble();
        }
        return record;
    }
}
