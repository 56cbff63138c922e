package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;

/// Turns where a replan ended into a whole plan with shadow prices and certificate, and asks of it what `ConicCommunityPlanner` asks of its own.
final class RollingWriter {
    private final RiskAllocation allocation;
    private final CommunityModel model;
    private final CommunityProgram program;
    private final Solution solution;
    private final double boundCents;

    RollingWriter(RiskAllocation allocation, CommunityModel model, CommunityProgram program,
            Solution solution, double boundCents) {
        this.allocation = allocation;
        this.model = model;
        this.program = program;
        this.solution = solution;
        this.boundCents = boundCents;
    }

    /// {@return the plan, or nothing where it misses a requirement, its promise, or `ε` by its certificate}
    Optional<PlanOutcome> plan(PlannerSettings settings, int rounds, int iterations) {
        PlanDraft draft = new PlanDraft(model, program, solution);
        if (!draft.missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty() || !draft.keepsPromise()) {
            return Optional.empty();
        }
        RoundSolver.Result.Found found = new RoundSolver.Result.Found(draft, program, solution, boundCents,
                draft.cents(), riskPrices());
        CommunityPlan plan = new PlanWriter(model, draft, found).plan();
        if (!allocation.holds(plan.worstCaseViolation(), model.problem)) {
            return Optional.empty();
        }
        return Optional.of(PlanOutcome.Planned.meetingAll(plan, found.gap() <= settings.gapTolerance(), "",
                found.statistics(draft, rounds, iterations)));
    }

    private List<Profile> riskPrices() {
        List<Profile> prices = new ArrayList<>();
        for (RecourseProgram recourse : model.recourse) {
            prices.add(Profile.of(IntStream.range(0, model.intervals)
                    .mapToDouble(t -> recourse.riskPrice(solution, t))
                    .toArray()));
        }
        return prices;
    }
}
