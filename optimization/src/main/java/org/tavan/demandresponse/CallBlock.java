package org.tavan.demandresponse;

import java.util.Collections;
import java.util.List;

/// Intervals in which interruptible load is called together, to one share.
///
/// @param intervals from 0, at least one
/// @param keptShares `x` to choose from, in [0, 1], at least one; 1 is no call
public record CallBlock(List<Integer> intervals, List<Double> keptShares) {

    /// Copies and checks.
    ///
    /// @throws IllegalArgumentException if a list is empty or a share out of range
    public CallBlock {
        intervals = List.copyOf(intervals);
        keptShares = List.copyOf(keptShares);
        if (intervals.isEmpty() || keptShares.isEmpty()) {
            throw new IllegalArgumentException(
                    "A block to be called needs intervals (%s) and shares to keep (%s)."
                            .formatted(intervals, keptShares));
        }
        keptShares.forEach(kept -> Require.share("kept share", kept));
    }

    /// {@return "interruptible" with the first and the last interval}
    public String name() {
        return "interruptible %d-%d".formatted(Collections.min(intervals), Collections.max(intervals));
    }
}
