package org.tavan.dro;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;
import org.tavan.dro.RoundSolver.Result.Found;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;

/// Plans under the exact joint promise: the cheapest plan for given rules by `ExactSearch`, then the cheapest rules at the distances that this plan keeps (see
/// `ExactPromise`), in turns as long as that pays. Neither step is dearer than the one before.
///
/// It begins with the rules of the cheaper convex plan. Where no convex method has one, with those of their relaxed plans and with the rules
/// that each row alone would ask for: a promise may be possible though no convex approximation is.
///
/// The plan is the cheapest one with its rules, which its bound proves; that no other rules do better is not proven.
final class ExactPlanner {
    private static final int TURNS_MAX = 5;

    private final CommunityModel model;
    private final RoundSolver rounds;
    private final RiskAllocation allocation;
    private final PlannerSettings settings;
    private final int scalingsMax;

    /// @param model of a problem that `ExactSearch.refusal` has nothing against
    ExactPlanner(CommunityModel model, RoundSolver rounds, RiskAllocation allocation,
            PlannerSettings settings,
            int scalingsMax) {
        this.model = model;
        this.rounds = rounds;
        this.allocation = allocation;
        this.settings = settings;
        this.scalingsMax = scalingsMax;
    }

    /// {@return the cheapest plan found, with its decisions in force; null if there was none}
    @Nullable
    Found cheapest() {
        List<Found> convex = new ArrayList<>();
        List<PlanDraft> starts = new ArrayList<>();
        for (JointMethod method : List.of(JointMethod.JOINT_CVAR, JointMethod.BONFERRONI)) {
            Found found = convex(method);
            if (found != null) {
                starts.add(found.draft());
            }
            if (found != null && meetsAll(found)) {
                convex.add(found);
            }
        }
        if (convex.isEmpty()) {
            freed(each -> model.exactPromises.get(each).freeEachRow(), true).map(Found::draft)
                    .ifPresent(starts::add);
        } else {
            convex.sort(Comparator.comparingDouble(Found::cents));
            starts = List.of(convex.getFirst().draft());
        }
        Found best = null;
        for (PlanDraft start : starts) {
            Found found = search(start);
            best = best == null || (found != null && found.cents() < best.cents()) ? found : best;
        }
        return best == null ? null : improved(best);
    }

    private static boolean meetsAll(Found found) {
        return found.draft().missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty();
    }

    /// {@return the plan of a convex method, or what it is nearest to; null if it has neither}
    private @Nullable Found convex(JointMethod method) {
        CommunityProblem problem = ConicCommunityPlanner.withMethod(model.problem, method);
        CommunityModel own = new CommunityModel(problem, allocation);
        RoundSolver solver = rounds.forModel(own);
        if (solver.solve(new CommunityProgram.Options(false, 0)) instanceof Found found && meetsAll(found)) {
            return new DirectionSearch(solver, own, settings.gapTolerance())
                    .cheapest(solver.rescaled(found, scalingsMax));
        }
        return solver.solve(new CommunityProgram.Options(true, 0)) instanceof Found found
                ? solver.feasible(found, scalingsMax)
                : null;
    }

    private @Nullable Found search(PlanDraft start) {
        return new ExactSearch(model, rounds, settings.gapTolerance(), ExactSearch.NODES_MAX).cheapest(start);
    }

    /// Frees the rules at the distances of the plan, and searches again with those found, as long as that pays.
    private Found improved(Found start) {
        Found best = start;
        for (int turn = 0; turn < TURNS_MAX; turn++) {
            PlanDraft kept = best.draft();
            Found freed = freed(n -> model.exactPromises.get(n).free(kept.marginKw[n], kept.plannedKw[n]),
                    false)
                    .orElse(null);
            Found found = freed == null || !pays(freed, best) ? null : search(freed.draft());
            if (found == null || !pays(found, best)) {
                putInForce(best);
                return best;
            }
            best = found;
        }
        return best;
    }

    private boolean pays(Found found, Found best) {
        return found.cents() < best.cents() - settings.gapTolerance() * Math.max(1, Math.abs(best.cents()));
    }

    /// {@return the plan with other rules}
    ///
    /// @param free says of a member what its rule has to keep
    private Optional<Found> freed(IntConsumer free, boolean relaxed) {
        for (int n = 0; n < model.memberCount(); n++) {
            free.accept(n);
        }
        return rounds.solve(new CommunityProgram.Options(relaxed, 0)) instanceof Found found
                ? Optional.of(found)
                : Optional.empty();
    }

    private void putInForce(Found found) {
        for (int n = 0; n < model.memberCount(); n++) {
            ExactPromise promise = model.exactPromises.get(n);
            promise.fix(found.draft().rules.get(n).packedKw().toArray());
            promise.choose(promise.complete(found.draft().marginKw[n], found.draft().plannedKw[n]));
        }
    }
}
