package org.tavan.solver.coordinator;

import org.tavan.recourse.Shortage;
import org.tavan.schema.Dispatch;

/// The audit of a promise: demand exceeds supply in no interval of a day, with probability 1 − ε.
final class Promise {
    private Promise() {}

    /// Whether demand exceeded supply in a dispatched interval.
    static boolean broken(Dispatch dispatch) {
        return Shortage.counts(dispatch.getShortageKw());
    }

    /// Counts a member's day that is over, if a plan was in force for all of it.
    static void audit(Table<Settled> settled, String member, LocalDay day, String communityId,
            CoordinatorMetrics metrics) {
        int planned = 0;
        boolean kept = true;
        for (Settled interval : settled.of(member)
                .subMap(new Key(member, day.startMillis()), true, new Key(member, day.endMillis()), false)
                .values()) {
            planned += interval.planned() ? 1 : 0;
            kept &= !interval.shortfall();
        }
        if (planned == day.intervals()) {
            metrics.dayAudited(communityId, kept);
        }
    }
}
