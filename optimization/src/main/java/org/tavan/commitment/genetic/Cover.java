package org.tavan.commitment.genetic;

import java.util.List;

/// Which losses must not shed, so that the probability of shedding stays within its limit.
@FunctionalInterface
interface Cover {
    /// {@return whether a loss must not shed, one each; the caller does not write to it}
    boolean[] covered(int t, long mask, List<EventTable.Loss> losses);

    /// No limit.
    static Cover none() {
        return (t, mask, losses) -> new boolean[losses.size()];
    }
}
