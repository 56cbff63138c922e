package org.tavan.plan;

import java.util.List;

/// How planning ended.
public sealed interface PlanOutcome {
    /// There is a plan.
    ///
    /// @param plan the plan
    /// @param status how good it is
    /// @param reason why it is not optimal, in words; empty for `OPTIMAL`
    /// @param slacks the requirements it does not meet, largest first; empty unless `RELAXED`, and where only the
    ///        certificate is above `ε`, by rounding of what no slack stands for
    /// @param statistics how it was found
    record Planned(CommunityPlan plan, PlanStatus status, String reason, List<Slack> slacks,
            PlanStatistics statistics) implements PlanOutcome {
        /// Copies the list.
        public Planned {
            slacks = List.copyOf(slacks);
        }
    }

    /// There is none.
    ///
    /// @param reason why, in words, naming the input that causes it
    record Unplanned(String reason) implements PlanOutcome {}
}
