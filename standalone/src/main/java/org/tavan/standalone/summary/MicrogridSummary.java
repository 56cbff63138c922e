package org.tavan.standalone.summary;

import java.util.SequencedMap;
import java.util.TreeMap;

/// What a run achieved for the microgrid of one community.
///
/// @param daysPlanned delivery days with a day-ahead plan, of those for which one was asked
/// @param countByStatus plans by kind and status, e.g. `DAY_AHEAD OPTIMAL`
/// @param costCents of the day-ahead plans together, as planned (hundredths of the currency)
/// @param gapLargest of the day-ahead plans for which something is proved, fraction
/// @param unproved day-ahead plans for which nothing is proved
/// @param refusedByChecker plans that the independent checker did not let pass
public record MicrogridSummary(String communityId, String currency, Proportion daysPlanned,
        SequencedMap<String, Long> countByStatus, double costCents, double gapLargest, long unproved,
        long refusedByChecker, Response response) {
    public MicrogridSummary {
        countByStatus = new TreeMap<>(countByStatus);
    }

    /// How customers answered their programmes, against what the plans counted on, over the intervals that have been answered (kWh). All
    /// customers and programmes of an interval count together.
    ///
    /// @param answers records
    /// @param plannedLessKwh planned to be taken off in intervals where less was planned
    /// @param achievedLessKwh taken off in those intervals, against what customers would have used
    /// @param plannedMoreKwh planned to be added in intervals where more was planned
    /// @param achievedMoreKwh added in those
    public record Response(long answers, double plannedLessKwh, double achievedLessKwh, double plannedMoreKwh,
            double achievedMoreKwh) {}
}
