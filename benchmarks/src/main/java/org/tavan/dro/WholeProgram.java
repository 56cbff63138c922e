package org.tavan.dro;

import org.tavan.conic.ConicProgram;
import org.tavan.problem.CommunityProblem;

/// The first program of a community planned as a whole, for others to solve.
public final class WholeProgram {
    private WholeProgram() {}

    /// {@return the program of a problem's first round}
    public static ConicProgram of(CommunityProblem problem) {
        return new CommunityProgram(new CommunityModel(problem, RiskAllocation.byMethod()),
                new CommunityProgram.Options(false, 0)).program;
    }
}
