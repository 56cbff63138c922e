package org.tavan.standalone.summary;

import java.util.SequencedMap;
import java.util.TreeMap;

/// Solves of a run.
///
/// @param countByStatus by kind and status, e.g. `DAY_AHEAD OPTIMAL`
/// @param refusedByChecker plans that the independent checker did not let pass
/// @param seconds wall-clock time of all solves together
/// @param daysPlanned delivery days with a plan, of those whose gate closed
public record Solves(long count, SequencedMap<String, Long> countByStatus, long refusedByChecker,
        double seconds,
        Proportion daysPlanned) {
    public Solves {
        countByStatus = new TreeMap<>(countByStatus);
    }
}
