package org.tavan.streams.residual;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;
import org.tavan.streams.store.BytesStore;

/// The residual rows of one prosumer, one entry a local day, at most the window.
public final class ResidualRows {
    private static final int VERSION = 1;

    private final String owner;
    private final BytesStore store;
    private final BinaryWriter writer;
    private final TreeMap<LocalDate, Row> rows = new TreeMap<>();

    /// One local day.
    public static final class Row {
        private final boolean offDay;
        private final double[] residualKw;

        /// A row; takes the array over.
        public Row(boolean offDay, double[] residualKw) {
            this.offDay = offDay;
            this.residualKw = residualKw;
        }

        /// Whether nobody worked.
        public boolean offDay() {
            return offDay;
        }

        /// Residual of a slot (kW).
        public double residualKw(int slot) {
            return residualKw[slot];
        }

        /// Number of slots.
        public int slots() {
            return residualKw.length;
        }

        double[] toArray() {
            return residualKw.clone();
        }

        boolean sameAs(@Nullable Row other) {
            return other != null && offDay == other.offDay && Arrays.equals(residualKw, other.residualKw);
        }
    }

    /// The rows of an owner as the store has them.
    public ResidualRows(String owner, BytesStore store, BinaryWriter writer) {
        this.owner = owner;
        this.store = store;
        this.writer = writer;
        store.scan(BytesStore.prefix(owner),
                (key, value) -> rows.put(LocalDate.ofEpochDay(BytesStore.number(key)), read(value)));
    }

    /// Sets the row of a day and keeps the newest ones of the window.
    ///
    /// @param row null: the day has none
    /// @return whether anything changed
    public boolean set(LocalDate day, @Nullable Row row, int windowDays) {
        Row before = rows.get(day);
        boolean full = before == null && rows.size() >= windowDays && day.isBefore(rows.firstKey());
        if (row == null ? before == null : row.sameAs(before) || full) {
            return false;
        }
        if (row == null) {
            remove(day);
        } else {
            rows.put(day, row);
            store.put(BytesStore.key(owner, day.toEpochDay()), write(row));
        }
        while (rows.size() > windowDays) {
            remove(rows.firstKey());
        }
        return true;
    }

    /// All rows, oldest first.
    public NavigableMap<LocalDate, Row> byDay() {
        return rows;
    }

    private void remove(LocalDate day) {
        rows.remove(day);
        store.put(BytesStore.key(owner, day.toEpochDay()), null);
    }

    private byte[] write(Row row) {
        writer.reset().putByte(VERSION).putByte(row.offDay ? 1 : 0).putLong(row.residualKw.length);
        for (double value : row.residualKw) {
            writer.putDouble(value);
        }
        return writer.toBytes();
    }

    private static Row read(byte[] bytes) {
        var in = new BinaryReader(bytes).expectVersion(VERSION);
        boolean offDay = in.getByte() == 1;
        var values = new double[in.getInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getDouble();
        }
        return new Row(offDay, values);
    }
}
