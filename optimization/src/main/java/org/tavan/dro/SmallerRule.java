package org.tavan.dro;

import org.jspecify.annotations.Nullable;
import org.tavan.dro.RoundSolver.Result.Found;
import org.tavan.dro.RoundSolver.Result;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.RecourseRule;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.recourse.StorageRecourse;
import org.tavan.uncertainty.WholeSpace;

/// The plan of a smaller rule, that a larger one is never dearer than. A larger rule contains the smaller one, yet its plan may cost more: a scaling of a
/// joint constraint depends on the way to it, so the larger rule starts from that of the smaller one; at a two-sided price its bound on the
/// cost may be beyond the smaller rule's own cost, and where no support bounds the residuals its batteries' limits take part in the promise. Then the
/// smaller rule's plan stands.
///
/// @param model of the smaller rule
/// @param found its plan
record SmallerRule(CommunityModel model, RoundSolver rounds, Found found) {
    /// What a plan must spare to be another (relative).
    private static final double CHEAPER = 1e-9;
    /// Powers of the factors that are tried where the solver fails.
    private static final double[] EVENER = {0.5, 0};

    /// How a rule's program was solved.
    ///
    /// @param moved whether the scaling is another than that of the smaller rule's plan, for which its bound says nothing then
    record Solved(Result result, boolean moved) {}

    /// {@return the plan of the next smaller rule, its scaling in force in the larger rule's model; null where there is none, or no need of it}
    static @Nullable SmallerRule of(CommunityModel larger, RoundSolver rounds, RiskAllocation allocation,
            int scalingsMax) {
        RecourseRule rule = next(larger.problem.rule());
        if (rule == null || !mayCostMore(larger.problem, scalingsMax)) {
            return null;
        }
        CommunityModel model = new CommunityModel(larger.problem.withRule(rule), allocation);
        RoundSolver own = rounds.forModel(model);
        SmallerRule smallest = of(model, own, allocation, scalingsMax);
        Result result = solved(model, own, smallest, scalingsMax).result();
        SmallerRule smaller = smallest != null && smallest.replaces(result)
                ? smallest
                : result instanceof Found found && meetsAll(found)
                        ? new SmallerRule(model, own, found)
                        : null;
        if (smaller != null) {
            larger.startFrom(smaller.model, smaller.found, 1);
        }
        return smaller;
    }

    /// First the memory goes, then batteries stay still.
    private static @Nullable RecourseRule next(RecourseRule rule) {
        if (rule.equals(RecourseRule.DIAGONAL)) {
            return null;
        }
        return rule.storage() && rule.memory() > 0
                ? RecourseRule.DIAGONAL.withStorage()
                : RecourseRule.DIAGONAL;
    }

    /// Row by row, in a bounded support, at one price, what contains a plan costs no more.
    private static boolean mayCostMore(CommunityProblem problem, int scalingsMax) {
        return switch (problem.promise().jointMethod()) {
            case JOINT_CVAR -> scalingsMax > 0;
            case BONFERRONI -> !problem.prices().haveOneRealTimePrice() || problem.members()
                    .stream()
                    .anyMatch(member -> member.supportKw() instanceof WholeSpace);
            case EXACT -> false;
        };
    }

    /// Solves a rule's program, with a scaling of its own where that may pay. The farther the factors that it starts from are apart the harder it is: where
    /// the solver fails, they are drawn together.
    static Solved solved(CommunityModel model, RoundSolver rounds, @Nullable SmallerRule smaller,
            int scalingsMax) {
        Result result = rounds.solve(new CommunityProgram.Options(false, 0));
        boolean drawn = false;
        int tries = model.problem.promise().jointMethod() == JointMethod.JOINT_CVAR ? EVENER.length : 0;
        for (int k = 0; k < tries && smaller != null && result instanceof Result.Failed; k++) {
            model.startFrom(smaller.model, smaller.found, EVENER[k]);
            result = rounds.solve(new CommunityProgram.Options(false, 0));
            drawn = true;
        }
        // For a rule without batteries another scaling than the smaller rule's brings next to nothing.
        boolean pays = smaller == null || model.problem.rule().storage();
        Result last = result instanceof Found found && pays ? rounds.rescaled(found, scalingsMax) : result;
        return new Solved(last, drawn || !last.equals(result));
    }

    /// {@return the rule that a member's plan has where a plan may have a smaller one than was asked for}
    static RecourseRule of(AffineRecourse found, RecourseRule asked) {
        return switch (found) {
            case DiagonalRecourse _ -> RecourseRule.DIAGONAL;
            case StorageRecourse(DiagonalRecourse _, var _) -> RecourseRule.DIAGONAL.withStorage();
            case CausalRecourse _,StorageRecourse _ -> asked;
        };
    }

    private static boolean meetsAll(Found found) {
        return found.draft().missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty();
    }

    /// {@return whether it is to be taken in place of what was found for the larger rule}
    boolean replaces(Result other) {
        return !(other instanceof Found plan) || !meetsAll(plan)
                || found.cents() < plan.cents() - CHEAPER * Math.max(1, Math.abs(plan.cents()));
    }

    /// {@return the plan, with a bound that is one for the larger rule too, unless that has moved away}
    Found found(Result other) {
        return other instanceof Found plan
                ? found.withBoundCents(Math.min(found.boundCents(), plan.boundCents()))
                : found;
    }
}
