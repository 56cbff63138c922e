package org.tavan.dro;

import org.tavan.conic.InteriorPointSolver;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;

/// Plans where every interval by itself keeps a promise, as recorded optima have it.
public final class IntervalPlanner {
    private IntervalPlanner() {}

    /// {@return the plan}
    ///
    /// @param epsilon of each interval
    public static PlanOutcome plan(CommunityProblem problem, double epsilon) {
        return new ConicCommunityPlanner(new InteriorPointSolver(), _ -> epsilon).plan(problem,
                PlannerSettings.defaults());
    }
}
