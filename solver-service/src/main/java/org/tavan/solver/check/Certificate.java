package org.tavan.solver.check;

import java.util.List;
import org.tavan.schema.Member;
import org.tavan.schema.SolveRequest;

/// The exact worst-case probability that a member's demand exceeds supply, for any rule and margin, from
/// the request alone.
public final class Certificate {
    private Certificate() {}

    /// {@return the probability over the ball that demand exceeds supply in any interval}
    ///
    /// @param recourseKw `Q` as on the wire (kW per unit of ξ)
    /// @param marginKw `m + r`: planned supply, with the planned real-time exchange, minus forecast demand per interval (kW)
    public static double worstCase(SolveRequest request, Member member, List<Double> recourseKw,
            List<Double> marginKw) {
        return new WorstCase(request.getRule().equals("CAUSAL"), member, recourseKw)
                .probability(marginKw.stream().mapToDouble(Double::doubleValue).toArray(),
                        request.getRadius());
    }

    /// {@return the ε of the intervals of a request}
    ///
    /// Where every interval has its own part of ε, it is the sum of the parts that are left. Where all share one constraint it is
    /// the day's: what went before has come true or not, and the plan in force keeps its promise for the rest of the day with all of ε, but not
    /// with a part of it.
    public static double epsilon(SolveRequest request) {
        return request.getJointMethod().equals("BONFERRONI")
                ? request.getEpsilon() * request.getIntervals() / request.getDayIntervals()
                : request.getEpsilon();
    }
}
