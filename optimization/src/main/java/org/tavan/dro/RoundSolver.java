package org.tavan.dro;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.ActiveGuess;
import org.tavan.conic.ConicSolver;
import org.tavan.conic.Profile;
import org.tavan.conic.Residuals;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.plan.PlanStatistics;
import org.tavan.plan.PlannerSettings;
import org.tavan.plan.Slack;

/// Solves a community's program round by round: solve, read the plan, add the rows it violates, until the plan's own
/// cost meets the bound. One instance a plan; the time limit spans all of it.
final class RoundSolver {
    /// Residuals up to which a point that stopped early still counts (relative).
    private static final double USABLE_RESIDUAL = 1e-6;
    /// Violation of a requirement up to which a plan counts as meeting it (kW, kWh).
    static final double FEASIBLE_TOLERANCE = 1e-6;
    /// How often the intervals of a joint constraint are scaled anew. A second time spares a tenth of a percent and takes half as long again.
    static final int SCALINGS_MAX = 1;
    /// How many steps each of these is worth where a plan that keeps the promise is still to be found.
    private static final int SEARCH_STEPS = 8;
    /// What a scaling must spare for another to follow (relative).
    private static final double SCALING_PAYS = 1e-3;

    /// Why there is no plan where the time was too short.
    static final String TIME_PASSED = "the time limit passed";

    /// How the rounds ended.
    sealed interface Result {
        /// A plan with its bound.
        ///
        /// @param solution of the last program
        /// @param boundCents lower bound on the cost
        /// @param cents the plan's own cost
        /// @param riskCentsPerKw shadow price of the needed margin per member and interval (¢ per kW); read at once, because
        ///        the recourse programs know the rows of the program added last only
        record Found(PlanDraft draft, CommunityProgram program, Solution solution, double boundCents,
                double cents, List<Profile> riskCentsPerKw) implements Result {
            double gap() {
                return (cents - boundCents) / Math.max(1, Math.abs(cents));
            }

            Found withBoundCents(double other) {
                return new Found(draft, program, solution, other, cents, riskCentsPerKw);
            }

            /// {@return how the plan was found}
            ///
            /// @param published the plan to publish
            PlanStatistics statistics(PlanDraft published, int rounds, int iterations) {
                double residual = published.missed(0).stream().mapToDouble(Slack::amount).max().orElse(0);
                return new PlanStatistics(published.cents(), boundCents, gap(), rounds, iterations,
                        program.program.variableCount(), program.program.rowCount(), residual);
            }
        }

        /// No point meets all requirements.
        ///
        /// @param limits those that take part in the proof
        record Infeasible(Set<Limit> limits) implements Result {}

        /// No answer.
        ///
        /// @param reason in words
        record Failed(String reason) implements Result {}
    }

    private final CommunityModel model;
    private final ConicSolver solver;
    private final PlannerSettings settings;
    private final @Nullable LongSupplier nanoTime;
    private final long deadlineNanos;
    private int rounds;
    private int iterations;

    RoundSolver(CommunityModel model, ConicSolver solver, PlannerSettings settings) {
        this.model = model;
        this.solver = solver;
        this.settings = settings;
        SolverSettings.TimeLimit limit = settings.solver().deadline().orElse(null);
        nanoTime = limit == null ? null : limit.nanoTime();
        deadlineNanos = limit == null ? 0 : limit.nanoTime().getAsLong() + limit.duration().toNanos();
    }

    private RoundSolver(RoundSolver other, CommunityModel model) {
        this.model = model;
        solver = other.solver;
        settings = other.settings;
        nanoTime = other.nanoTime;
        deadlineNanos = other.deadlineNanos;
    }

    /// {@return the same for another model, with counters of its own, to be done by the same time}
    RoundSolver forModel(CommunityModel other) {
        return new RoundSolver(this, other);
    }

    int rounds() {
        return rounds;
    }

    int iterations() {
        return iterations;
    }

    /// Solves until the plan's cost meets the bound, no row is violated, or a limit is met.
    Result solve(CommunityProgram.Options options) {
        Result.@Nullable Found best = null;
        for (int round = 0; round < settings.roundLimit(); round++) {
            CommunityProgram program = new CommunityProgram(model, options);
            SolverSettings left = settingsLeft();
            if (left == null) {
                return best == null ? new Result.Failed(TIME_PASSED) : best;
            }
            ActiveGuess guess = program.guess();
            SolveOutcome outcome = guess == null
                    ? solver.solve(program.program, left)
                    : solver.solve(program.program, guess, left);
            rounds++;
            Solution solution = usable(outcome);
            if (solution == null) {
                if (best == null && complete()) {
                    continue;
                }
                return best == null ? failure(outcome, program) : best;
            }
            iterations += solution.iterations();
            Result.Found found = read(program, solution);
            boolean violated = refine(solution, found.draft());
            if (!violated || closed(found, options)) {
                return found;
            }
            best = found;
        }
        return best == null ? new Result.Failed("the round limit passed") : best;
    }

    /// Scales the intervals of joint constraints anew at the plan, solves again, and goes on while that pays. The plan in hand keeps its
    /// promise under the new scaling too, so the cost does not rise; a round that spares less than `SCALING_PAYS` is the last.
    ///
    /// @param scalingsMax most scalings
    /// @return the cheapest plan
    Result.Found rescaled(Result.Found start, int scalingsMax) {
        Result.Found best = start;
        for (int scaling = 0; scaling < scalingsMax; scaling++) {
            if (!best.draft().missed(FEASIBLE_TOLERANCE).isEmpty() || !rescale(best.draft())) {
                return best;
            }
            if (!(solve(new CommunityProgram.Options(false, 0)) instanceof Result.Found found
                    && found.draft().missed(FEASIBLE_TOLERANCE).isEmpty() && found.cents() <= best.cents())) {
                model.recourse.forEach(RecourseProgram::restoreScaling);
                return best;
            }
            double spared = best.cents() - found.cents();
            best = found;
            if (spared <= SCALING_PAYS * Math.max(1, Math.abs(found.cents()))) {
                return best;
            }
        }
        return best;
    }

    /// A plan that meets all requirements under another scaling, where none does under the one in force.
    ///
    /// @param shortfall of the relaxed program; itself where it misses nothing
    Result.Found feasible(Result.Found shortfall, int scalingsMax) {
        Result.Found least = shortfall;
        if (least.draft().missed(FEASIBLE_TOLERANCE).isEmpty()) {
            return least;
        }
        for (int scaling = 0; scaling < SEARCH_STEPS * scalingsMax && rescale(least.draft()); scaling++) {
            if (solve(new CommunityProgram.Options(false, 0)) instanceof Result.Found found) {
                if (found.draft().missed(FEASIBLE_TOLERANCE).isEmpty()) {
                    return found;
                }
                least = found;
                continue;
            }
            if (!(solve(new CommunityProgram.Options(true, 0)) instanceof Result.Found next)) {
                break;
            }
            least = next;
        }
        return least;
    }

    private boolean rescale(PlanDraft draft) {
        boolean rescaled = false;
        for (int n = 0; n < model.memberCount(); n++) {
            rescaled |= model.recourse.get(n)
                    .rescale(draft.rules.get(n), draft.marginKw[n], draft.plannedKw[n]);
        }
        return rescaled;
    }

    private Result.Found read(CommunityProgram program, Solution solution) {
        PlanDraft draft = new PlanDraft(model, program, solution);
        double bound = solution.dualObjective() + draft.constantCents() - program.penaltyCents(solution)
                - model.recourse.stream().mapToDouble(recourse -> recourse.boundLossCents(solution)).sum();
        return new Result.Found(draft, program, solution, bound, draft.cents(), riskPrices(solution));
    }

    private List<Profile> riskPrices(Solution solution) {
        return model.recourse.stream()
                .map(recourse -> Profile.of(IntStream.range(0, model.intervals)
                        .mapToDouble(t -> recourse.riskPrice(solution, t))
                        .toArray()))
                .toList();
    }

    private boolean closed(Result.Found found, CommunityProgram.Options options) {
        boolean meets = options.relaxed() || found.draft().keepsPromise();
        return options.nearness() == 0 && meets && found.gap() <= 0.1 * settings.gapTolerance();
    }

    private boolean complete() {
        boolean completed = false;
        for (RecourseProgram recourse : model.recourse) {
            completed |= recourse.complete();
        }
        return completed;
    }

    private boolean refine(Solution solution, PlanDraft draft) {
        boolean violated = false;
        for (int n = 0; n < model.memberCount(); n++) {
            violated |= model.recourse.get(n).refine(solution, draft.rules.get(n));
        }
        return violated;
    }

    /// {@return where a solve ended, or null where that does not count}
    static @Nullable Solution usable(SolveOutcome outcome) {
        Solution last = switch (outcome) {
            case SolveOutcome.Solved solved -> solved.solution();
            case SolveOutcome.LimitReached reached -> reached.last();
            case SolveOutcome.NumericalError error -> error.last();
            case SolveOutcome.PrimalInfeasible _,SolveOutcome.DualInfeasible _ -> null;
        };
        return last != null && isUsable(last.residuals()) ? last : null;
    }

    /// {@return whether a point with such residuals counts, though it may have stopped early}
    static boolean isUsable(Residuals residuals) {
        return residuals.primalRelative() <= USABLE_RESIDUAL && residuals.dualRelative() <= USABLE_RESIDUAL
                && residuals.gapRelative() <= USABLE_RESIDUAL;
    }

    private static Result failure(SolveOutcome outcome, CommunityProgram program) {
        return switch (outcome) {
            case SolveOutcome.PrimalInfeasible proof -> new Result.Infeasible(program.limits(proof));
            case SolveOutcome.DualInfeasible unbounded -> new Result.Failed("""
                    the cost falls without limit along %s.
                    Maybe its limit is missing while its price is negative\
                    """.formatted(program.largest(unbounded.certificate().toArray())));
            case SolveOutcome.LimitReached reached -> new Result.Failed(
                    "the solver met its limit of %s".formatted(reached.limit()));
            case SolveOutcome.NumericalError error -> new Result.Failed(
                    "the solver stopped: %s".formatted(error.reason()));
            case SolveOutcome.Solved solved -> new Result.Failed("the solver's point is not accurate: %s"
                    .formatted(solved.solution().residuals()));
        };
    }

    /// {@return the settings with the time that is left; null when none is}
    private @Nullable SolverSettings settingsLeft() {
        if (nanoTime == null) {
            return settings.solver();
        }
        long left = deadlineNanos - nanoTime.getAsLong();
        return left <= 0 ? null : settings.solver().withTimeLimit(Duration.ofNanos(left), nanoTime);
    }
}
