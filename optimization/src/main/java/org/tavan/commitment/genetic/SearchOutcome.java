package org.tavan.commitment.genetic;

import org.tavan.commitment.CommitmentSchedule;

/// How a search ended.
public sealed interface SearchOutcome {
    /// A plan that keeps every rule.
    ///
    /// @param schedule the cheapest that was found, dispatched exactly for its commitment
    /// @param statistics what the search did
    record Found(CommitmentSchedule schedule, SearchStatistics statistics) implements SearchOutcome {}

    /// No commitment that was looked at could be dispatched without a lack.
    ///
    /// @param reason what the least bad one lacks, and where
    /// @param statistics what the search did
    record NoneFound(String reason, SearchStatistics statistics) implements SearchOutcome {}
}
