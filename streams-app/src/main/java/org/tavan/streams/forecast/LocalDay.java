package org.tavan.streams.forecast;

import java.time.LocalDate;
import java.time.ZoneId;
import org.tavan.streams.meter.SettlementGrid;

/// One local day on the settlement grid: its intervals, and the slot of wall-clock time that each lies in.
///
/// A day has 23, 24 or 25 hours of intervals, but always `1440 / intervalMinutes` slots: intervals of a repeated hour
/// share slots, slots of a missing hour have no interval.
public final class LocalDay {
    private final LocalDate date;
    private final long firstTick;
    private final int[] slots;
    private final int slotCount;
    private final boolean offDay;

    private LocalDay(LocalDate date, long firstTick, int[] slots, int slotCount, boolean offDay) {
        this.date = date;
        this.firstTick = firstTick;
        this.slots = slots;
        this.slotCount = slotCount;
        this.offDay = offDay;
    }

    static LocalDay of(LocalDate date, ZoneId zone, SettlementGrid grid, boolean offDay) {
        long first = grid.tickFrom(date.atStartOfDay(zone).toInstant().toEpochMilli());
        long end = grid.tickFrom(date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
        var slots = new int[Math.toIntExact(end - first)];
        for (int i = 0; i < slots.length; i++) {
            long start = grid.start(first + i);
            long seconds = Math.floorMod(Math.floorDiv(start, 1000)
                    + zone.getRules().getOffset(java.time.Instant.ofEpochMilli(start)).getTotalSeconds(),
                    86_400L);
            slots[i] = Math.toIntExact(seconds * 1000 / grid.lengthMillis());
        }
        return new LocalDay(date, first, slots, Math.toIntExact(86_400_000L / grid.lengthMillis()), offDay);
    }

    /// The date.
    public LocalDate date() {
        return date;
    }

    /// Its first interval.
    public long firstTick() {
        return firstTick;
    }

    /// The interval after its last.
    public long endTick() {
        return firstTick + slots.length;
    }

    /// Number of its intervals.
    public int intervals() {
        return slots.length;
    }

    /// Number of slots of any day.
    public int slotCount() {
        return slotCount;
    }

    /// Slot of its i-th interval.
    public int slot(int index) {
        return slots[index];
    }

    /// Whether nobody works.
    public boolean offDay() {
        return offDay;
    }

    /// Values per interval as values per slot: of a repeated slot the first, of a missing one the slot before.
    public double[] toSlots(double[] values) {
        var row = new double[slotCount];
        var filled = new boolean[slotCount];
        for (int i = 0; i < slots.length; i++) {
            if (!filled[slots[i]]) {
                row[slots[i]] = values[i];
                filled[slots[i]] = true;
            }
        }
        double before = values[0];
        for (int slot = 0; slot < slotCount; slot++) {
            if (!filled[slot]) {
                row[slot] = before;
            }
            before = row[slot];
        }
        return row;
    }
}
