package org.tavan.commitment.genetic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.Unit;
import org.tavan.commitment.UnitSchedule;

/// Which units run in which interval and which option of demand is taken, immutable: a code of `DemandTable`, in which bit `u` of mask
/// `t` says whether unit `u` runs in interval `t`.
final class OnOff {
    /// Bits of a mask that may be used: the sign stays free.
    static final int UNITS_MAX = Long.SIZE - 1;

    /// Number by number: an order for its own sake.
    static final Comparator<OnOff> ORDER = (a, b) -> Arrays.compare(a.code, b.code);

    private final long[] code;

    private OnOff(long[] code) {
        this.code = code;
    }

    /// Copies the code.
    static OnOff of(long... code) {
        return new OnOff(code.clone());
    }

    /// {@return the commitment of a plan for the same units, not repaired}
    static OnOff of(CommitmentSchedule plan, DemandTable demand) {
        long[] masks = new long[demand.intervals()];
        List<List<Boolean>> onByUnit = plan.units().stream().map(UnitSchedule::on).toList();
        for (int u = 0; u < onByUnit.size(); u++) {
            for (int t = 0; t < Math.min(masks.length, onByUnit.get(u).size()); t++) {
                masks[t] |= onByUnit.get(u).get(t) ? 1L << u : 0;
            }
        }
        return new OnOff(demand.code(masks, plan.options()));
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
        return (code[t] >>> unit & 1) != 0;
    }

    long mask(int t) {
        return code[t];
    }

    /// {@return a fresh copy of the code}
    long[] toArray() {
        return code.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof OnOff that && Arrays.equals(code, that.code);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(code);
    }
}
