package org.tavan.solver.coordinator;

import java.util.Optional;
import org.tavan.recourse.Shortage;
import org.tavan.schema.Dispatch;

/// The audit of a promise: demand exceeds supply in no interval of a day, with probability 1 − ε.
final class Promise {
    private Promise() {}

    /// Whether demand exceeded supply in a dispatched interval.
    static boolean broken(Dispatch dispatch) {
        return Shortage.counts(dispatch.getShortageKw());
    }

    /// Whether a member's promise held on a day that is over; empty unless a plan was in force for all of it.
    static Optional<Boolean> kept(Table<Settled> settled, String member, LocalDay day) {
        int planned = 0;
        boolean kept = true;
        for (Settled interval : settled.of(member)
                .subMap(new Key(member, day.startMillis()), true, new Key(member, day.endMillis()), false)
                .values()) {
            planned += interval.planned() ? 1 : 0;
            kept &= !interval.shortfall();
        }
        return planned == day.intervals() ? Optional.of(kept) : Optional.empty();
    }
}
