package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.plan;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.GridLimits;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;

/// The limits a plan reports are the ones that cost: widening another changes nothing, measured by solving again.
class BindingLimitTest {
    private static final double WIDER = 1.1;

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private static Member wider(Member member) {
        GridLimits realTime = member.realTime();
        return member.withRealTime(
                new GridLimits(WIDER * realTime.importMaxKw(), WIDER * realTime.exportMaxKw()));
    }

    private static boolean reports(CommunityPlan plan, String memberId, BindingLimit limit) {
        return plan.member(memberId).binding().stream().anyMatch(limits -> limits.contains(limit));
    }

    /// What widening the real-time limits of one member saves (¢).
    private static double savedCents(CommunityProblem problem, Member member) {
        CommunityProblem widened = problem.withMembers(problem.members()
                .stream()
                .map(m -> m.id().equals(member.id()) ? wider(m) : m)
                .toList());
        return plan(problem).statistics().objectiveCents() - plan(widened).statistics().objectiveCents();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLimitThatIsNotReportedCostsNothing(long seed) {
        CommunityProblem problem = RandomCommunity.of(seed, 5, 10, RecourseRule.DIAGONAL, true);
        PlanOutcome.Planned planned = plan(problem);
        for (Member member : problem.members()) {
            if (!reports(planned.plan(), member.id(), BindingLimit.REAL_TIME_LIMIT)) {
                double scale = Math.max(1, Math.abs(planned.statistics().objectiveCents()));
                assertEquals(0, savedCents(problem, member), 3e-6 * scale);
            }
        }
    }

    @Test
    void reportedLimitsCostAsARule() {
        int reported = 0;
        int costly = 0;
        for (long seed = 0; seed < 30; seed++) {
            CommunityProblem problem = RandomCommunity.of(seed, 5, 10, RecourseRule.DIAGONAL, true);
            Member member = problem.members().getFirst();
            if (reports(plan(problem).plan(), member.id(), BindingLimit.REAL_TIME_LIMIT)) {
                reported++;
                costly += savedCents(problem, member) > 1e-3 ? 1 : 0;
            }
        }

        assertTrue(reported >= 5 && reported < 30, "reported " + reported);
        assertTrue(costly >= 0.8 * reported, costly + " of " + reported);
    }
}
