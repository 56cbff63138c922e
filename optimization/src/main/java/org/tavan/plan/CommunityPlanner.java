package org.tavan.plan;

import org.tavan.problem.CommunityProblem;

/// Plans a community.
public interface CommunityPlanner {
    /// Finds the cheapest plan that keeps the promise. Same problem and settings without a time limit, same plan.
    ///
    /// @param problem what to plan
    /// @param settings how hard to try
    /// @return a plan, or the reason why there is none; never null, and no exception for a problem without a solution
    PlanOutcome plan(CommunityProblem problem, PlannerSettings settings);
}
