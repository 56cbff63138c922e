package org.tavan.dro;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.tavan.conic.ConicSolver;
import org.tavan.dro.RoundSolver.Result;
import org.tavan.dro.RoundSolver.Result.Found;

/// Plans a community by convex programs over its reduced exact form.
///
/// First the problem as it stands; if no plan meets all requirements or none is found, once more with each of them at a penalty, which
/// names those that cannot be met; where there is a plan in force, at last the nearest to it within the budget. Confined to
/// one thread at a time, as its solver is; keeps nothing between plans.
///
/// Source: the paper, (12)–(18). Departs from it: see `CommunityProgram`, `DiagonalProgram` and `CausalProgram`.
public final class ConicCommunityPlanner implements CommunityPlanner {
    private final ConicSolver solver;
    private final RiskAllocation allocation;
    private final int scalingsMax;

    /// A planner.
    ///
    /// @param solver solves each program; one that keeps the pattern of the last makes later rounds faster
    public ConicCommunityPlanner(ConicSolver solver) {
        this(solver, RiskAllocation.byMethod());
    }

    ConicCommunityPlanner(ConicSolver solver, RiskAllocation allocation) {
        this(solver, allocation, RoundSolver.SCALINGS_MAX);
    }

    /// @param scalingsMax how often the intervals of a joint constraint may be scaled anew
    ConicCommunityPlanner(ConicSolver solver, RiskAllocation allocation, int scalingsMax) {
        this.solver = solver;
        this.allocation = allocation;
        this.scalingsMax = scalingsMax;
    }

    @Override
    public PlanOutcome plan(CommunityProblem problem, PlannerSettings settings) {
        return problem.promise().jointMethod() == JointMethod.EXACT
                ? exact(problem, settings)
                : convex(problem, settings);
    }

    private PlanOutcome convex(CommunityProblem problem, PlannerSettings settings) {
        CommunityModel model = new CommunityModel(problem, allocation);
        RoundSolver rounds = new RoundSolver(model, solver, settings);
        return switch (rounds.solve(new CommunityProgram.Options(false, 0))) {
            case Found found ->
                planned(model, rounds, settings, rounds.rescaled(found, scalingsMax), Set.of());
            case Result.Infeasible(Set<Limit> limits) -> relaxed(model, rounds, settings, limits);
            case Result.Failed failed -> retried(model, rounds, settings, failed);
        };
    }

    /// The exact promise for the rules of the cheaper convex plan; where that method has no plan, what a convex one says.
    private PlanOutcome exact(CommunityProblem problem, PlannerSettings settings) {
        String refusal = ExactSearch.refusal(problem);
        if (!refusal.isEmpty()) {
            return new PlanOutcome.Unplanned(refusal);
        }
        CommunityModel model = new CommunityModel(problem, allocation);
        RoundSolver rounds = new RoundSolver(model, solver, settings);
        Found start = Stream.of(JointMethod.JOINT_CVAR, JointMethod.BONFERRONI)
                .map(method -> start(withMethod(problem, method), rounds, settings))
                .flatMap(Optional::stream)
                .min(Comparator.comparingDouble(Found::cents))
                .orElse(null);
        Found found = start == null
                ? null
                : new ExactSearch(model, rounds, settings.gapTolerance(), ExactSearch.NODES_MAX)
                        .cheapest(start.draft());
        return found == null
                ? convex(withMethod(problem, JointMethod.JOINT_CVAR), settings)
                : planned(model, rounds, settings, found, Set.of());
    }

    private static CommunityProblem withMethod(CommunityProblem problem, JointMethod method) {
        Promise promise = problem.promise();
        return problem.withPromise(new Promise(promise.epsilon(), promise.radius(), promise.norm(), method));
    }

    private Optional<Found> start(CommunityProblem problem, RoundSolver rounds, PlannerSettings settings) {
        CommunityModel model = new CommunityModel(problem, allocation);
        RoundSolver own = rounds.forModel(model);
        return own.solve(new CommunityProgram.Options(false, 0)) instanceof Found found
                && found.draft().missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty()
                        ? Optional.of(new DirectionSearch(own, model, settings.gapTolerance())
                                .cheapest(own.rescaled(found, scalingsMax)))
                        : Optional.empty();
    }

    /// Requirements at a penalty leave room around every point, where the method may find what it could not without.
    private PlanOutcome retried(CommunityModel model, RoundSolver rounds, PlannerSettings settings,
            Result.Failed failed) {
        return rounds.solve(new CommunityProgram.Options(true, 0)) instanceof Found found
                ? planned(model, rounds, settings, rounds.rescaled(rounds.feasible(found, scalingsMax),
                        scalingsMax), Set.of())
                : new PlanOutcome.Unplanned("There is no plan: %s.".formatted(failed.reason()));
    }

    /// @param proof limits in the proof that no plan meets all requirements; empty if there was none
    private PlanOutcome planned(CommunityModel model, RoundSolver rounds, PlannerSettings settings,
            Found relaxation, Set<Limit> proof) {
        List<Slack> missed = relaxation.draft().missed(RoundSolver.FEASIBLE_TOLERANCE);
        if (!missed.isEmpty()) {
            return relaxedPlan(model, rounds, relaxation, missed, conflict(model, rounds, proof));
        }
        Found found = new DirectionSearch(rounds, model, settings.gapTolerance()).cheapest(relaxation);
        boolean optimal = found.gap() <= settings.gapTolerance();
        PlanDraft draft = new StabilitySearch(rounds, model).nearest(found);
        String reason = optimal
                ? ""
                : "The cost is within %.3g of the proven bound.".formatted(found.gap());
        return new PlanOutcome.Planned(new PlanWriter(model, draft, found).plan(), optimal
                ? PlanStatus.OPTIMAL
                : PlanStatus.FEASIBLE, reason, List.of(), statistics(rounds, found, draft));
    }

    private PlanOutcome relaxed(CommunityModel model, RoundSolver rounds, PlannerSettings settings,
            Set<Limit> proof) {
        return switch (rounds.solve(new CommunityProgram.Options(true, 0))) {
            case Found found -> planned(model, rounds, settings, rounds.rescaled(
                    rounds.feasible(found, scalingsMax), scalingsMax), proof);
            case Result.Infeasible(Set<Limit> limits) -> new PlanOutcome.Unplanned(
                    "There is no plan even when every requirement may be missed.%s".formatted(
                            conflict(model, rounds, limits)));
            case Result.Failed failed -> new PlanOutcome.Unplanned(
                    "No plan meets every requirement, and %s.".formatted(failed.reason()));
        };
    }

    private String conflict(CommunityModel model, RoundSolver rounds, Set<Limit> proof) {
        return new ConflictSearch(model.problem, allocation, rounds).words(proof);
    }

    private static PlanOutcome relaxedPlan(CommunityModel model, RoundSolver rounds, Found found,
            List<Slack> missed, String conflict) {
        CommunityPlan plan = new PlanWriter(model, found.draft(), found).plan();
        String reason = "No plan meets every requirement: %s.%s".formatted(missed.stream()
                .limit(5)
                .map(
                        slack -> words(slack, plan))
                .collect(Collectors.joining("; ")), conflict);
        return new PlanOutcome.Planned(plan, PlanStatus.RELAXED, reason, missed,
                statistics(rounds, found, found
                        .draft()));
    }

    /// Names the limits that stand in the way, so that the input that causes the shortage can be found.
    private static String words(Slack slack, CommunityPlan plan) {
        String limits = plan.members()
                .stream()
                .filter(member -> member.memberId().equals(slack.memberId()))
                .flatMap(member -> member.binding().get(slack.interval()).stream())
                .filter(
                        limit -> limit != BindingLimit.CHANCE_CONSTRAINT)
                .map(BindingLimit::label)
                .collect(Collectors
                        .joining(", "));
        return "%s misses %.3g %s%s".formatted(slack.name(), slack.amount(), slack.requirement().unit(),
                limits
                        .isEmpty() ? "" : " at " + limits);
    }

    private static PlanStatistics statistics(RoundSolver rounds, Found found, PlanDraft draft) {
        return PlanStatistics.of(found, draft, rounds.rounds(), rounds.iterations());
    }
}
