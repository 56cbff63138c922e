package org.tavan.commitment.genetic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.tavan.commitment.Unit;

/// Which units run in which interval, immutable: bit `u` of mask `t` says whether unit `u` runs in interval `t`.
final class OnOff {
    /// Bits of a mask that may be used: the sign stays free.
    static final int UNITS_MAX = Long.SIZE - 1;

    /// Mask by mask: an order for its own sake.
    static final Comparator<OnOff> ORDER = (a, b) -> Arrays.compare(a.masks, b.masks);

    private final long[] masks;

    private OnOff(long[] masks) {
        this.masks = masks;
    }

    /// Copies the masks.
    static OnOff of(long... masks) {
        return new OnOff(masks.clone());
    }

    /// {@return the commitment of a plan, one list of intervals a unit}
    static OnOff of(List<List<Boolean>> onByUnit, int intervals) {
        long[] masks = new long[intervals];
        for (int u = 0; u < onByUnit.size(); u++) {
            for (int t = 0; t < Math.min(intervals, onByUnit.get(u).size()); t++) {
                masks[t] |= onByUnit.get(u).get(t) ? 1L << u : 0;
            }
        }
        return new OnOff(masks);
    }

    /// Checks that so many units fit into a mask.
    static void requireFit(List<Unit> units) {
        if (units.size() > UNITS_MAX) {
            throw new IllegalArgumentException("""
                    There are %d units, but the search holds at most %d.
                    Maybe equal units can be planned as one group.""".formatted(units.size(), UNITS_MAX));
        }
    }

    boolean on(int unit, int t) {
        return (masks[t] >>> unit & 1) != 0;
    }

    long mask(int t) {
        return masks[t];
    }

    int intervals() {
        return masks.length;
    }

    /// {@return a fresh copy of the masks}
    long[] toArray() {
        return masks.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof OnOff that && Arrays.equals(masks, that.masks);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(masks);
    }
}
