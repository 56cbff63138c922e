package org.tavan.benchmarks.optimiser;

import java.util.ArrayList;
import java.util.List;
import org.tavan.conic.Profile;
import org.tavan.plan.CommunityPlan;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.plan.MemberPlan;
import org.tavan.certificate.WorstCaseViolation;
import org.tavan.recourse.AffineRecourse;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// The exact worst-case violation of every member of a plan with diagonal rules, by Tavan and as the transport program for others.
final class CertificateTask {
    /// One member's rule and what it is held against.
    private record Part(AffineRecourse rule, double nominalKw, Profile marginKw, WassersteinBall ball) {}

    private final List<Part> parts = new ArrayList<>();

    CertificateTask(CommunityProblem problem, CommunityPlan plan) {
        for (Member member : problem.members()) {
            MemberPlan own = plan.member(member.id());
            parts.add(new Part(own.recourse(), member.nominalKw(), own.marginKw(),
                    new WassersteinBall(problem.promise().radius(), problem.promise().norm(),
                            member.residualKw().dividedBy(member.nominalKw()),
                            member.supportKw().dividedBy(member.nominalKw()))));
        }
    }

    /// {@return the largest of the members'}
    double violation() {
        double worst = 0;
        for (Part part : parts) {
            worst = Math.max(worst,
                    WorstCaseViolation.of(part.rule(), part.nominalKw(), part.marginKw(), part.ball()));
        }
        return worst;
    }

    /// Probability `w_i ≤ 1/I` that is moved over the distance `d_i` into the unsafe set: `max Σ w_i` with `Σ d_i w_i ≤ ρ`.
    ///
    /// @return one program a member, to be minimised
    List<ProgramData> programs() {
        return parts.stream().map(CertificateTask::program).toList();
    }

    private static ProgramData program(Part part) {
        int count = part.ball().samples().count();
        ProgramData.Builder program = new ProgramData.Builder();
        Row budget = new Row();
        for (int i = 0; i < count; i++) {
            double distance = distance(part, i);
            if (distance < Double.POSITIVE_INFINITY) {
                budget.add(program.variable(0, -1, 0, 1.0 / count), distance);
            }
        }
        program.row(budget.variables(), budget.coefficients(), Double.NEGATIVE_INFINITY,
                part.ball().radius());
        return program.build();
    }

    /// {@return how far a sample is from a shortage in any interval; `+∞` if the support keeps it from one}
    private static double distance(Part part, int i) {
        SupportBox box = part.ball().box();
        double least = Double.POSITIVE_INFINITY;
        for (int t = 0; t < part.marginKw().length(); t++) {
            double a = part.nominalKw() - part.rule().gainKw(t, t);
            double xi = part.ball().samples().value(i, t);
            double missing = part.marginKw().get(t) - a * xi;
            double room = a > 0 ? box.high().get(t) - xi : xi - box.low().get(t);
            if (missing < Math.abs(a) * room) {
                least = Math.min(least, Math.max(0, missing / Math.abs(a)));
            }
        }
        return least;
    }
}
