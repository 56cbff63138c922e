package org.tavan.dro;

import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;

/// Splits the joint `ε` over the intervals of a problem; one constraint for all of them takes the whole.
@FunctionalInterface
interface RiskAllocation {
    /// What a certificate may exceed a promise by.
    double ROUNDING = 1e-9;

    /// {@return `ε_t` of every interval}
    double intervalEpsilon(CommunityProblem problem);

    /// {@return what the intervals together promise: the sum of their parts by the union bound, `ε` where it is split}
    default double promisedEpsilon(CommunityProblem problem) {
        double each = intervalEpsilon(problem);
        return problem.promise().jointMethod() == JointMethod.BONFERRONI
                ? Math.min(1, problem.intervals() * each)
                : each;
    }

    /// {@return whether a certificate keeps what is promised, but for rounding}
    default boolean holds(double worstCaseViolation, CommunityProblem problem) {
        return worstCaseViolation <= promisedEpsilon(problem) + ROUNDING;
    }

    /// {@return the allocation that the problem asks for}
    static RiskAllocation byMethod() {
        return problem -> switch (problem.promise().jointMethod()) {
            case BONFERRONI -> problem.promise().epsilon() / problem.intervals();
            case JOINT_CVAR, EXACT -> problem.promise().epsilon();
        };
    }
}
