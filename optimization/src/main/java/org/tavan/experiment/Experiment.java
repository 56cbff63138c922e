package org.tavan.experiment;

import java.util.ArrayList;
import java.util.List;

/// Runs an arm over days, one after another, as dispatched: what a day leaves in batteries and shifted load the next one begins with.
///
/// The days need not be consecutive; the state waits. Arms share nothing, so they may run at the same time, each with its own planner.
public final class Experiment {
    private Experiment() {}

    /// Told after every day.
    public interface Listener {
        /// Another day is done.
        void dayDone();
    }

    /// Runs an arm.
    ///
    /// @param planner confined to this thread
    /// @return one score a day, in their order
    public static List<DayScore> run(ExperimentCommunity community, List<ExperimentDay> days, Arm arm,
            DayPlanner planner, Listener listener) {
        CarriedState state = community.firstState();
        // The baseline's batteries stand still.
        ExperimentCommunity living = arm.method() == Method.BASELINE
                ? community.withPeakGuard(false)
                : community;
        List<DayScore> scores = new ArrayList<>();
        for (ExperimentDay day : days) {
            state = state.on(day.date());
            boolean foreseen = arm.method() == Method.PERFECT_FORESIGHT;
            DayPlan plan = foreseen
                    ? planner.planWithForesight(day, state)
                    : planner.plan(arm, day.known(), state);
            scores.add(DaySimulation.run(living, foreseen ? day.foreseen() : day, plan, state));
            state = DaySimulation.stateAfter(plan, scores.getLast(), state);
            listener.dayDone();
        }
        return List.copyOf(scores);
    }
}
