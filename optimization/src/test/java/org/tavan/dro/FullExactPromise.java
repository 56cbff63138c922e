package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.dro.LinearProgram.Sum;
import org.tavan.plan.CommunityPlan;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// The joint promise of Chen, Kuhn and Wiesemann 2024 in its literal mixed-integer form, for the diagonal rules of a plan: binaries `q_i` for samples given
/// up and `y_k` for rows out of reach, big-M. Or with the binaries given, to try all of them.
final class FullExactPromise {
    private static final double BIG = 20;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final HighsProgram program;
    private final CommunityPlan plan;
    private final @Nullable Long given;
    private int next;

    /// @param plan whose rules are fixed
    /// @param given the binaries as bits, in the order samples then rows, member after member; null to leave them free
    FullExactPromise(HighsProgram program, CommunityPlan plan, @Nullable Long given) {
        this.program = program;
        this.plan = plan;
        this.given = given;
    }

    static int binaries(CommunityProblem problem) {
        return problem.members()
                .stream()
                .mapToInt(member -> member.residualKw().count()
                        + (member.supportKw() instanceof SupportBox ? problem.intervals() : 0))
                .sum();
    }

    private int binary() {
        if (given == null) {
            return program.binary();
        }
        double value = given >> next++ & 1;
        return program.variable(value, value, 0);
    }

    /// @param shortage `−m`, one a row
    void add(Member member, WassersteinBall ball, Sum[][] rule, double epsilon, List<Sum> shortage) {
        int intervals = rule.length;
        int count = ball.samples().count();
        List<Integer> givenUp = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            givenUp.add(binary());
        }
        int reach = program.variable(0, ball.radius() > 0 ? INFINITY : 0, 0);
        Sum budget = new Sum().add(reach, epsilon);
        Sum lost = new Sum();
        List<Integer> excess = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            excess.add(program.variable(0, INFINITY, 0));
            budget.add(excess.get(i), -ball.samples().weight(i));
            lost.add(givenUp.get(i), ball.samples().weight(i));
            program.atMost(new Sum().add(reach, 1).add(excess.get(i), -1).add(givenUp.get(i), BIG), BIG);
        }
        program.range(budget, ball.radius(), INFINITY);
        program.atMost(lost, epsilon);
        for (int k = 0; k < shortage.size(); k++) {
            int t = k < intervals ? k : (k - intervals) / 2;
            double gain = plan.member(member.id()).recourse().gainKw(t, t);
            program.range(rule[t][t], gain, gain);
            double slope = k < intervals
                    ? member.nominalKw() - gain
                    : (k - intervals) % 2 == 0 ? gain : -gain;
            double size = Math.abs(slope);
            Sum lacking = shortage.get(k);
            Sum inReach = new Sum();
            if (ball.support() instanceof SupportBox box) {
                double end = slope > 0 ? box.high().get(t) : -box.low().get(t);
                inReach.add(binary(), -size * BIG);
                program.atMost(new Sum().add(lacking, 1).add(inReach, -1), size * (BIG - end));
            }
            for (int i = 0; i < count; i++) {
                double along = Math.signum(slope) * ball.samples().value(i, t);
                Sum safe = new Sum().add(lacking, 1).add(givenUp.get(i), -size * BIG);
                program.atMost(safe, -size * along);
                program.atMost(new Sum().add(safe, 1)
                        .add(inReach, 1)
                        .add(reach, size)
                        .add(excess.get(i), -size), -size * along);
            }
        }
    }
}
