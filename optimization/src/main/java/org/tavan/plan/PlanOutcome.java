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

        /// {@return a plan that meets every requirement: optimal where its cost is proven, else feasible, with the gap in words}
        ///
        /// @param proven whether the cost equals the bound up to the tolerance
        /// @param reservation what the bound does not cover, in words; empty for nothing
        public static Planned meetingAll(CommunityPlan plan, boolean proven, String reservation,
                PlanStatistics statistics) {
            String reason = proven
                    ? reservation
                    : "The cost is within %.3g of the proven bound. %s"
                            .formatted(statistics.gap(), reservation)
                            .strip();
            return new Planned(plan, reason.isEmpty() ? PlanStatus.OPTIMAL : PlanStatus.FEASIBLE, reason,
                    List.of(), statistics);
        }
    }

    /// There is none.
    ///
    /// @param reason why, in words, naming the input that causes it
    record Unplanned(String reason) implements PlanOutcome {
        /// {@return the outcome where a limit of time or work left no plan}
        ///
        /// @param cause in words
        public static Unplanned because(String cause) {
            return new Unplanned("There is no plan: %s.".formatted(cause));
        }
    }
}
