package org.tavan.solver.coordinator;

import java.util.Optional;
import org.tavan.community.Coverage;
import org.tavan.recourse.Shortage;
import org.tavan.schema.Dispatch;
import org.tavan.solver.state.Key;
import org.tavan.solver.state.Table;

/// The audit of a promise: demand exceeds supply in no interval of a day, with probability 1 − ε.
final class PromiseAudit {
    private PromiseAudit() {}

    /// Whether demand exceeded supply in a dispatched interval.
    static boolean broken(Dispatch dispatch) {
        return Shortage.counts(dispatch.getShortageKw());
    }

    /// Whether a member's promise held on a day that is over; empty if too little of the day was covered.
    static Optional<Boolean> kept(Table<Settled> settled, String member, LocalDay day) {
        int covered = 0;
        boolean kept = true;
        for (Settled interval : settled.of(member)
                .subMap(new Key(member, day.startMillis()), true, new Key(member, day.endMillis()), false)
                .values()) {
            covered += interval.promised() ? 1 : 0;
            kept &= !(interval.promised() && interval.shortfall());
        }
        return Coverage.suffices(covered, day.intervals()) ? Optional.of(kept) : Optional.empty();
    }
}
