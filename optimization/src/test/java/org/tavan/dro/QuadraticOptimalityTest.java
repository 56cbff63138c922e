package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.OptionalDouble;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;

/// The optimality conditions of plans with quadratic costs, checked from outside: a point is optimal for a convex cost if
/// and only if it is optimal for the gradient of the cost at that point, over the same feasible set. That is a linear
/// program, and the literal one is solved by two other solvers.
class QuadraticOptimalityTest {
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    static LongStream someSeeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noDirectionLowersTheCostSaysHighs(long seed) {
        assertNoDescent(RandomCommunity.of(seed, 4, 7, RecourseRule.DIAGONAL, true), new HighsProgram());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noDirectionLowersTheCostOfACausalRuleSaysHighs(long seed) {
        assertNoDescent(RandomCommunity.of(seed, 3, 5, RecourseRule.CAUSAL, true), new HighsProgram());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("someSeeds")
    void noDirectionLowersTheCostSaysOjAlgo(long seed) {
        assertNoDescent(RandomCommunity.of(seed, 2, 5, RecourseRule.DIAGONAL, true), new OjAlgoProgram());
    }

    private static void assertNoDescent(CommunityProblem problem, LinearProgram program) {
        PlanOutcome.Planned planned = assertInstanceOf(PlanOutcome.Planned.class, new ConicCommunityPlanner(
                new InteriorPointSolver()).plan(problem, PlannerSettings.defaults()));
        boolean oneSided = problem.prices()
                .realTimeBuyCentsPerKwh()
                .equals(problem.prices()
                        .realTimeSellCentsPerKwh());
        boolean hourByHour = problem.rule() == RecourseRule.CAUSAL && !oneSided;

        OptionalDouble optimum = new FullProgram(program, problem, problem.epsilon() / problem.intervals(),
                hourByHour,
                planned.plan()).optimum();

        if (optimum.isEmpty()) {
            assertEquals(PlanStatus.RELAXED, planned.status());
            return;
        }
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        double least = optimum.getAsDouble();
        double here = planned.statistics().objectiveCents() + quadraticCents(problem, planned.plan());
        // The drop along the gradient is an upper bound on the distance to the optimum, so it may be a little above 1e-6.
        assertEquals(least, here, 2e-6 * Math.max(1, Math.abs(least)));
        PlanAssert.assertPhysical(problem, planned.plan());
    }

    private static double quadraticCents(CommunityProblem problem, CommunityPlan plan) {
        double sum = 0;
        for (Member member : problem.members()) {
            MemberPlan own = plan.member(member.id());
            BatteryState state = member.battery();
            sum += state == null
                    ? 0
                    : state.battery().wearCents() * (squares(own.chargeKw()) + squares(own.dischargeKw()));
            FlexibleDemand demand = member.flexible();
            sum += demand == null ? 0 : demand.load().discomfortCents() * squares(own.shiftedKwh());
            for (PeerFlow flow : own.peers()) {
                double wear = problem.peerLinks()
                        .stream()
                        .filter(link -> link.firstId().equals(member.id()) && link
                                .secondId()
                                .equals(flow.peerId()))
                        .mapToDouble(link -> link.wearCents())
                        .sum();
                sum += wear * (squares(flow.takeKw()) + squares(flow.giveKw()));
            }
        }
        return problem.stepHours() * sum;
    }

    private static double squares(Profile profile) {
        double sum = 0;
        for (double x : profile.toArray()) {
            sum += x * x;
        }
        return sum;
    }
}
