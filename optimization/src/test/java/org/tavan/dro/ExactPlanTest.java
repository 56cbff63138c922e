package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.JointPlanTest.with;
import static org.tavan.dro.TestPlans.plan;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plans under the exact joint promise, against all subsets, HiGHS, the other methods and the certificate.
class ExactPlanTest {
    private static final double[] EPSILONS = {0.05, 0.25, 0.45, 0.7};
    private static final double[] RADII = {0, 0.001, 0.01, 0.05, 0.3};

    private static CommunityProblem exact(long seed, int members, int intervals, int samples) {
        CommunityProblem problem = RandomCommunity.of(seed, intervals, samples, RecourseRule.DIAGONAL, false);
        List<Member> some = problem.members().subList(0, Math.min(members, problem.members().size()));
        List<String> ids = some.stream().map(Member::id).toList();
        return new CommunityProblem(problem.stepHours(), problem.prices(), some, problem.peerLinks()
                .stream()
                .filter(link -> ids.contains(link.firstId()) && ids.contains(link.secondId()))
                .toList(), problem.connection(), new Promise(EPSILONS[(int) (seed % 4)],
                        RADII[(int) (seed / 4 % 5)], JointMethod.EXACT),
                RecourseRule.DIAGONAL, 0);
    }

    private static void assertCents(double expected, double actual, String what) {
        assertEquals(expected, actual, 1e-6 * Math.max(1, Math.abs(expected)), what);
    }

    private static void assertPromise(CommunityProblem problem, CommunityPlan plan) {
        PlanAssert.assertPhysical(problem, plan);
        assertTrue(plan.worstCaseViolation() <= problem.promise().epsilon() + 1e-9,
                () -> "violation " + plan.worstCaseViolation());
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itCostsWhatTheBestOfAllSubsetsCosts(long seed) {
        CommunityProblem problem = exact(seed, 1, 2, 5);
        PlanOutcome.Planned planned = plan(problem);
        double least = Double.POSITIVE_INFINITY;

        for (long bits = 0; bits < 1L << FullExactPromise.binaries(problem); bits++) {
            HighsProgram program = new HighsProgram();
            OptionalDouble cents = new FullProgram(program, problem, 1, false, null)
                    .with(new FullExactPromise(program, planned.plan(), bits))
                    .optimum();
            least = Math.min(least, cents.orElse(least));
        }

        if (planned.status() == PlanStatus.RELAXED) {
            return;
        }
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertCents(least, planned.statistics().objectiveCents(), "cost");
        assertCents(least, planned.statistics().boundCents(), "bound");
        assertPromise(problem, planned.plan());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itCostsWhatTheMixedIntegerProgramCosts(long seed) {
        CommunityProblem problem = exact(seed, 2, 4, 10);
        PlanOutcome.Planned planned = plan(problem);
        HighsProgram program = new HighsProgram();

        double cents = new FullProgram(program, problem, 1, false, null)
                .with(new FullExactPromise(program, planned.plan(), null))
                .optimum()
                .orElse(Double.NaN);

        if (planned.status() == PlanStatus.RELAXED) {
            return;
        }
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertCents(cents, planned.statistics().objectiveCents(), "cost");
        assertPromise(problem, planned.plan());
    }
}
