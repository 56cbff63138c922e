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
        return new WorstCase(request.getRule().equals("CAUSAL"), member, recourseKw, marginKw)
                .probability(member.getResidualKw(), request.getRadius());
    }

    /// {@return the part of ε that the intervals of a request have; the promise is for a whole day}
    public static double epsilon(SolveRequest request) {
        return request.getEpsilon() * request.getIntervals() / request.getDayIntervals();
    }
}
