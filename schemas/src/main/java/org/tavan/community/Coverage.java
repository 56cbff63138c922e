package org.tavan.community;

import java.util.Set;
import org.tavan.schema.Dispatch;

/// What counts when a promise is held against what came.
public final class Coverage {
    /// Statuses of plans whose promise stands: a relaxed or failed plan promises nothing.
    private static final Set<String> PROMISING = Set.of("OPTIMAL", "FEASIBLE", "KEPT_PREVIOUS");
    /// A day with more gaps than a tenth is not judged; with fewer, what was measured stands for the whole day, or a meter that now and then
    /// misses a reading would never be judged at all.
    private static final double LEAST = 0.9;

    private Coverage() {}

    /// {@return whether a dispatched interval counts: a plan that promises was in force, and what happened was measured}
    public static boolean covers(Dispatch dispatch) {
        return dispatch.getMeasured() && !dispatch.getPlanId().isEmpty()
                && PROMISING.contains(dispatch.getPlanStatus());
    }

    /// {@return whether enough of a member's day was covered for it to count as kept or broken}
    ///
    /// @param covered intervals that count, or their length
    /// @param all intervals of the day, or its length
    public static boolean suffices(long covered, long all) {
        return covered >= LEAST * all;
    }
}
