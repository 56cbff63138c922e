package org.tavan.dro;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.tavan.conic.ConicSolver;
import org.tavan.dro.RoundSolver.Result;
import org.tavan.dro.RoundSolver.Result.Found;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.CommunityPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatistics;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.plan.Slack;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Promise;

/// Plans a community by convex programs over its reduced exact form.
///
/// First the problem as it stands; if no plan meets all requirements or none is found, once more with each of them at a penalty, which
/// names those that cannot be met; where there is a plan in force, then the nearest to it within the budget. At last the certificate is compared with
/// `ε`: it, not the program, says whether the promise is kept. Confined to
/// one thread at a time, as its solver is; keeps nothing between plans.
///
/// Source: the paper, (12)–(18). Departs from it: see `CommunityProgram`, `DiagonalProgram` and `CausalProgram`.
public final class ConicCommunityPlanner implements CommunityPlanner {
    /// How often more margin is asked for where the certificate says that a plan is not safe, and how many times more.
    private static final int BACKOFFS_MAX = 3;
    private static final double BACKOFF_FACTOR = 8;
    private static final String STILL = "No plan whose batteries follow the residuals was found; in this one they do not, and its bound is one for such plans.";

    private static final String SMALLER = "No cheaper plan with the rule that was asked for was found; this one has a smaller rule, and its bound is one for such rules.";

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
        SmallerRule smaller = SmallerRule.of(model, rounds, allocation, scalingsMax);
        SmallerRule.Solved solved = SmallerRule.solved(model, rounds, smaller, scalingsMax);
        Result result = solved.result();
        if (smaller != null && smaller.replaces(result)) {
            return planned(smaller.model(), smaller.rounds(), settings, smaller.found(result), Set.of(),
                    result instanceof Found && !solved.moved() ? "" : SMALLER);
        }
        return switch (result) {
            case Found found -> planned(model, rounds, settings, found, Set.of(), "");
            case Result.Infeasible(Set<Limit> limits) -> relaxed(model, rounds, settings, limits);
            case Result.Failed failed -> retried(model, rounds, settings, failed);
        };
    }

    /// The exact promise; where no plan that keeps it is found, what a convex method says.
    private PlanOutcome exact(CommunityProblem problem, PlannerSettings settings) {
        String refusal = ExactSearch.refusal(problem);
        if (!refusal.isEmpty()) {
            return new PlanOutcome.Unplanned(refusal);
        }
        CommunityModel model = new CommunityModel(problem, allocation);
        RoundSolver rounds = new RoundSolver(model, solver, settings);
        Found found = new ExactPlanner(model, rounds, allocation, settings, scalingsMax).cheapest();
        return found == null
                ? convex(withMethod(problem, JointMethod.JOINT_CVAR), settings)
                : planned(model, rounds, settings, found, Set.of(), "");
    }

    static CommunityProblem withMethod(CommunityProblem problem, JointMethod method) {
        Promise promise = problem.promise();
        return problem.withPromise(new Promise(promise.epsilon(), promise.radius(), promise.norm(), method));
    }

    /// Requirements at a penalty leave room around every point, where the method may find what it could not without.
    private PlanOutcome retried(CommunityModel model, RoundSolver rounds, PlannerSettings settings,
            Result.Failed failed) {
        return rounds.solve(new CommunityProgram.Options(true, 0)) instanceof Found found
                ? planned(model, rounds, settings, rounds.rescaled(rounds.feasible(found, scalingsMax),
                        scalingsMax), Set.of(), "")
                : PlanOutcome.Unplanned.because(failed.reason());
    }

    /// @param proof limits in the proof that no plan meets all requirements; empty if there was none
    /// @param reservation what the bound does not cover, in words; empty for nothing
    private PlanOutcome planned(CommunityModel model, RoundSolver rounds, PlannerSettings settings,
            Found relaxation, Set<Limit> proof, String reservation) {
        List<Slack> missed = relaxation.draft().missed(RoundSolver.FEASIBLE_TOLERANCE);
        if (!missed.isEmpty()) {
            return relaxedPlan(model, rounds, relaxation, missed, conflict(model, rounds, proof));
        }
        // Batteries stay still in a relaxed program. Its bound is one for such plans, so they are not compared with others.
        boolean still = model.problem.rule().storage() && !relaxation.program().follows();
        Found found = still
                ? relaxation
                : new DirectionSearch(rounds, model, settings.gapTolerance()).cheapest(relaxation);
        PlanDraft draft = still ? found.draft() : new StabilitySearch(rounds, model).nearest(found);
        CommunityPlan plan = new PlanWriter(model, draft, found).plan();
        if (!keepsPromise(plan, model)) {
            return safer(model, rounds, settings, found, plan, reservation);
        }
        return planned(plan, draft, found, rounds, settings, still ? STILL : reservation);
    }

    private boolean keepsPromise(CommunityPlan plan, CommunityModel model) {
        return allocation.holds(plan.worstCaseViolation(), model.problem);
    }

    private static PlanOutcome planned(CommunityPlan plan, PlanDraft draft, Found found, RoundSolver rounds,
            PlannerSettings settings, String reservation) {
        return PlanOutcome.Planned.meetingAll(plan, found.gap() <= settings.gapTolerance(), reservation,
                statistics(rounds, found, draft));
    }

    /// What is left of the solver's residuals breaks the promise, though by less than any requirement may be missed: asks for more margin.
    ///
    /// The bound stays that of the program which asked for less.
    private PlanOutcome safer(CommunityModel model, RoundSolver rounds, PlannerSettings settings,
            Found unsafe, CommunityPlan unsafePlan, String reservation) {
        for (int step = 0; step < BACKOFFS_MAX; step++) {
            model.backOff(BACKOFF_FACTOR);
            if (rounds.solve(new CommunityProgram.Options(false, 0)) instanceof Found found
                    && found.draft().missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty()) {
                Found bounded = found.withBoundCents(Math.min(unsafe.boundCents(), found.boundCents()));
                CommunityPlan plan = new PlanWriter(model, bounded.draft(), bounded).plan();
                if (keepsPromise(plan, model)) {
                    return planned(plan, bounded.draft(), bounded, rounds, settings, reservation);
                }
            }
        }
        List<Slack> missed = unsafe.draft()
                .missed(0)
                .stream()
                .filter(slack -> slack.requirement() == Slack.Requirement.BALANCE)
                .toList();
        String reason = "No plan was found that is certain to keep the promise: this one breaks it with a probability of up to %.9g instead of %.9g, %s."
                .formatted(unsafePlan.worstCaseViolation(), allocation.promisedEpsilon(model.problem),
                        missed.isEmpty()
                                ? "though it misses no margin"
                                : "as its %s misses %.3g %s".formatted(missed.getFirst().name(),
                                        missed.getFirst().amount(), missed.getFirst().requirement().unit()));
        return new PlanOutcome.Planned(unsafePlan, PlanStatus.RELAXED, reason, missed,
                statistics(rounds, unsafe, unsafe.draft()));
    }

    private PlanOutcome relaxed(CommunityModel model, RoundSolver rounds, PlannerSettings settings,
            Set<Limit> proof) {
        return switch (rounds.solve(new CommunityProgram.Options(true, 0))) {
            case Found found -> planned(model, rounds, settings, rounds.rescaled(
                    rounds.feasible(found, scalingsMax), scalingsMax), proof, "");
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
        return found.statistics(draft, rounds.rounds(), rounds.iterations());
    }
}
