package org.tavan.benchmarks.optimiser;

import org.tavan.conic.InteriorPointSolver;
import org.tavan.dro.CommunityProblem;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.dro.PlanOutcome;
import org.tavan.dro.PlannerSettings;

/// Plans one window after another as a caller would who wants the next plan fast. The one place to change when the optimiser offers a
/// faster way.
final class WindowPlanner {
    private final ConicCommunityPlanner planner = new ConicCommunityPlanner(new InteriorPointSolver());

    PlanOutcome plan(CommunityProblem problem) {
        return planner.plan(problem, PlannerSettings.defaults());
    }
}
