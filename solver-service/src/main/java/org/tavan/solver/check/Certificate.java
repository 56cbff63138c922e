package org.tavan.solver.check;

import java.util.List;
import org.tavan.conic.Profile;
import org.tavan.dro.WorstCaseViolation;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.schema.Member;
import org.tavan.schema.SolveRequest;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

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
        double nominalKw = member.getProsumer().getNominalKw();
        Profile gains = profile(recourseKw);
        AffineRecourse rule = request.getRule().equals("CAUSAL")
                ? new CausalRecourse(request.getIntervals(), gains)
                : new DiagonalRecourse(gains);
        var samples = EmpiricalDistribution
                .of(member.getResidualKw().stream().map(Certificate::profile).toList());
        var box = new SupportBox(profile(member.getSupportLowKw()), profile(member.getSupportHighKw()));
        var ball = new WassersteinBall(request.getRadius(), samples.dividedBy(nominalKw),
                box.dividedBy(nominalKw));
        return WorstCaseViolation.of(rule, nominalKw, profile(marginKw), ball);
    }

    /// {@return the part of ε that the intervals of a request have; the promise is for a whole day}
    public static double epsilon(SolveRequest request) {
        return request.getEpsilon() * request.getIntervals() / request.getDayIntervals();
    }

    private static Profile profile(List<Double> values) {
        return Profile.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
