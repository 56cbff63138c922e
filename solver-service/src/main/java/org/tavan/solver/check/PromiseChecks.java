package org.tavan.solver.check;

import java.util.List;
import java.util.stream.IntStream;
import org.tavan.schema.Check;
import org.tavan.schema.Member;
import org.tavan.schema.Prosumer;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.check.Relaxation.Requirement;

/// Does the plan keep the promise: the rule within its limits for every residual in the box, and demand
/// above supply with probability at most ε whatever the distribution in the ball.
///
/// How much of the promised ε the rest of a day has, `Certificate` says.
final class PromiseChecks {
    /// Margins are met up to this (kW), so the certificate is taken with as much more.
    private static final double MARGIN_TOLERANCE_KW = 1e-6;

    private PromiseChecks() {}

    record Result(List<Check> checks, double worstCaseViolation) {}

    static Result check(SolveRequest request, List<MemberPlan> plans) {
        var recourse = new Finding("recourse-limits");
        var promise = new Finding("promise");
        var certificate = new Finding("certificate");
        double epsilon = Certificate.epsilon(request);
        double worst = 0;
        for (MemberPlan plan : plans) {
            limits(plan, recourse);
            var worstCase = new WorstCase(request.getRule().equals("CAUSAL"), plan.member(),
                    plan.policy().getRecourseKw());
            double stated = worstCase.probability(marginKw(plan, false), request.getRadius());
            double tolerated = worstCase.probability(marginKw(plan, true), request.getRadius());
            promise.atMost(tolerated, epsilon, plan.id());
            certificate.same(plan.policy().getWorstCaseViolation(), stated, plan.id());
            worst = Math.max(worst, stated);
        }
        return new Result(List.of(recourse.toCheck(), promise.toCheck(), certificate.toCheck()), worst);
    }

    /// `r + Σⱼ max over ξⱼ in the box of Q[t,j] ξⱼ ≤ q̄`, and its mirror; day-ahead nothing is planned for real time.
    private static void limits(MemberPlan plan, Finding finding) {
        Member member = plan.member();
        Prosumer prosumer = member.getProsumer();
        double nominalKw = prosumer.getNominalKw();
        boolean intraday = plan.request().getKind() == SolveKind.INTRADAY;
        boolean causal = plan.request().getRule().equals("CAUSAL");
        for (int t = 0; t < plan.intervals(); t++) {
            double most = plan.policy().getPlannedRealTimeKw().get(t);
            double least = most;
            finding.require(intraday || most == 0, plan.at(t));
            for (int j = causal ? 0 : t; j <= t; j++) {
                double gain = plan.policy().getRecourseKw().get(causal ? t * (t + 1) / 2 + j : t);
                double low = gain * member.getSupportLowKw().get(j) / nominalKw;
                double high = gain * member.getSupportHighKw().get(j) / nominalKw;
                most += Math.max(low, high);
                least += Math.min(low, high);
            }
            finding.atMost(most, prosumer.getRealTimeImportMaxKw(), plan.at(t));
            finding.atMost(-least, prosumer.getRealTimeExportMaxKw(), plan.at(t));
        }
    }

    /// `m + r` (kW).
    private static double[] marginKw(MemberPlan plan, boolean tolerated) {
        return IntStream.range(0, plan.intervals())
                .mapToDouble(t -> plan.marginKw(t) + plan.policy().getPlannedRealTimeKw().get(t)
                        + (tolerated ? MARGIN_TOLERANCE_KW + plan.relaxed(Requirement.BALANCE, t) : 0))
                .toArray();
    }
}
