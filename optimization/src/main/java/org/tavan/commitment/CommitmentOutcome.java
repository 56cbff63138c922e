package org.tavan.commitment;

import java.util.List;

/// How planning ended.
public sealed interface CommitmentOutcome {

    /// A plan.
    ///
    /// @param schedule what to do
    /// @param certificate how far from the optimum it can be
    record Planned(CommitmentSchedule schedule, Certificate certificate) implements CommitmentOutcome {}

    /// There is no plan.
    ///
    /// @param unmet the requirements that the plan which misses least misses; empty if that was not found out in time
    record Infeasible(List<UnmetRequirement> unmet) implements CommitmentOutcome {

        /// Copies the list.
        public Infeasible {
            unmet = List.copyOf(unmet);
        }
    }

    /// Time ran out before a plan was found.
    ///
    /// @param certificate what is known all the same: a bound on the cost of a plan that others may find
    record Undecided(Certificate.Unproven certificate) implements CommitmentOutcome {}
}
