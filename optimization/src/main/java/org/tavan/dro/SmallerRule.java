package org.tavan.dro;

import org.jspecify.annotations.Nullable;
import org.tavan.dro.RoundSolver.Result;
import org.tavan.dro.RoundSolver.Result.Found;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.RecourseRule;

/// The plan of the diagonal rule under a joint constraint, from whose scaling a larger rule starts, since a scaling depends on the way to it. A larger
/// rule contains the diagonal one, but at a two-sided price its bound on the cost may be beyond the diagonal rule's own cost; then the diagonal plan
/// stands. Rules whose batteries follow are left to themselves.
///
/// @param model of the diagonal rule
/// @param found its plan
record SmallerRule(CommunityModel model, RoundSolver rounds, Found found) {
    /// What a plan must spare to be another (relative).
    private static final double CHEAPER = 1e-9;

    /// {@return the plan of the diagonal rule, its scaling in force in the larger rule's model; null where there is none, or no scaling}
    static @Nullable SmallerRule of(CommunityModel larger, RoundSolver rounds, RiskAllocation allocation,
            int scalingsMax) {
        CommunityProblem problem = larger.problem;
        if (problem.rule().memory() == 0 || problem.rule().storage() || scalingsMax == 0
                || problem.promise().jointMethod() != JointMethod.JOINT_CVAR) {
            return null;
        }
        CommunityModel diagonal = new CommunityModel(problem.withRule(RecourseRule.DIAGONAL), allocation);
        RoundSolver own = rounds.forModel(diagonal);
        if (!(own.solve(new CommunityProgram.Options(false, 0)) instanceof Found first)) {
            return null;
        }
        Found found = own.rescaled(first, scalingsMax);
        if (!found.draft().missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty()) {
            return null;
        }
        larger.startFrom(diagonal, found);
        return new SmallerRule(diagonal, own, found);
    }

    /// {@return whether it is to be taken in place of what was found for the larger rule}
    boolean replaces(Result other) {
        return !(other instanceof Found plan)
                || !plan.draft().missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty()
                || found.cents() < plan.cents() - CHEAPER * Math.max(1, Math.abs(plan.cents()));
    }

    /// {@return the plan, with a bound that is one for the larger rule too}
    Found found(Result other) {
        return other instanceof Found plan
                ? found.withBoundCents(Math.min(found.boundCents(), plan.boundCents()))
                : found;
    }
}
