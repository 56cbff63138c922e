package org.tavan.dro;

/// Splits the joint `ε` over the intervals of a problem; one constraint for all of them takes the whole.
@FunctionalInterface
interface RiskAllocation {
    /// {@return `ε_t` of every interval}
    double intervalEpsilon(CommunityProblem problem);

    /// {@return the allocation that the problem asks for}
    static RiskAllocation byMethod() {
        return problem -> switch (problem.promise().jointMethod()) {
            case BONFERRONI -> problem.promise().epsilon() / problem.intervals();
            case JOINT_CVAR, EXACT -> problem.promise().epsilon();
        };
    }
}
