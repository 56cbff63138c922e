package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.plan;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.WholeSpace;

/// A rule that contains another never costs more: with a scaling of its own, a bound hour by hour at two-sided prices, or limits of its batteries
/// in the promise it might.
class SmallerRuleTest {
    private static final RecourseRule FOLLOWING = RecourseRule.DIAGONAL.withStorage();
    private static final RecourseRule FOLLOWING_BACK = new RecourseRule(2, true);

    static Stream<Arguments> larger() {
        return Stream.of(JointMethod.BONFERRONI, JointMethod.JOINT_CVAR)
                .flatMap(method -> Stream
                        .of(new RecourseRule(1, false), new RecourseRule(3, false), RecourseRule.CAUSAL,
                                FOLLOWING, FOLLOWING_BACK)
                        .flatMap(rule -> LongStream.range(0, 10)
                                .mapToObj(seed -> Arguments.of(method, rule, seed))));
    }

    private static void assertNoDearer(CommunityProblem problem, RecourseRule than) {
        PlanOutcome.Planned smaller = plan(problem.withRule(than));
        PlanOutcome.Planned larger = plan(problem);

        double cents = smaller.statistics().objectiveCents();
        if (smaller.status() != PlanStatus.RELAXED) {
            assertTrue(larger.status() != PlanStatus.RELAXED, larger::reason);
            assertTrue(larger.statistics().objectiveCents() <= cents + 1e-7 * Math.max(1, Math.abs(cents)),
                    () -> larger.statistics().objectiveCents() + " against " + cents);
            assertTrue(larger.plan().worstCaseViolation() <= problem.promise().epsilon() + 1e-9);
        }
        if (smaller.status() == PlanStatus.OPTIMAL) {
            assertTrue(larger.status() == PlanStatus.OPTIMAL || larger.statistics().objectiveCents() < cents
                    || larger.reason().contains("smaller rule"), larger::reason);
        }
    }

    @ParameterizedTest(name = "{0}, {1}, seed {2}")
    @MethodSource("larger")
    void aLargerRuleIsNeverDearer(JointMethod method, RecourseRule rule, long seed) {
        CommunityProblem problem = JointPlanTest.with(RandomCommunity.of(seed, 6, 12, rule, true), method);

        assertNoDearer(problem, RecourseRule.DIAGONAL);
        if (rule.equals(FOLLOWING_BACK)) {
            assertNoDearer(problem, FOLLOWING);
        }
    }

    /// The limits of the batteries are promised too, and with them the promise may be impossible.
    @ParameterizedTest(name = "{0}, {1}, seed {2}")
    @MethodSource("larger")
    void norWhereNoResidualIsBounded(JointMethod method, RecourseRule rule, long seed) {
        CommunityProblem random = JointPlanTest.with(RandomCommunity.of(seed, 3, 6, rule, false), method);
        List<Member> members = random.members()
                .stream()
                .map(member -> member.withResiduals(member.residualKw(), new WholeSpace(3)))
                .toList();
        CommunityProblem problem = random.withMembers(members)
                .withPromise(random.promise().withRadius(Math.min(0.01, random.promise().radius())));

        assertNoDearer(problem, RecourseRule.DIAGONAL);
    }

    @Test
    void batteriesThatFollowSpareMoneyInTheRecordedCommunity() {
        CommunityProblem problem = JointPlanTest.with(
                SharedCommunity.read("dro-community-10.json", 0.05, 0.001, FOLLOWING),
                JointMethod.JOINT_CVAR);

        PlanOutcome.Planned diagonal = plan(problem.withRule(RecourseRule.DIAGONAL));
        PlanOutcome.Planned following = plan(problem);

        assertEquals(PlanStatus.OPTIMAL, following.status(), following::reason);
        assertTrue(following.statistics().objectiveCents() < diagonal.statistics().objectiveCents());
    }

    /// What was found for the smaller rule is said to be that.
    @Test
    void aPlanOfASmallerRuleSaysSoWhereThereIsNoOther() {
        CommunityProblem problem = JointPlanTest.with(RandomCommunity.of(1, 4, 7, FOLLOWING_BACK, true),
                JointMethod.JOINT_CVAR);
        var solver = new InteriorPointSolver();
        int[] programs = {0};
        int enough = programsOf(problem.withRule(RecourseRule.DIAGONAL));

        PlanOutcome outcome = new ConicCommunityPlanner((program, settings) -> ++programs[0] > enough
                ? solver.solve(program, settings.withIterationLimit(1))
                : solver.solve(program, settings)).plan(problem, PlannerSettings.defaults());

        PlanOutcome.Planned planned = (PlanOutcome.Planned) outcome;
        assertEquals(PlanStatus.FEASIBLE, planned.status());
        assertTrue(planned.reason().contains("smaller rule"), planned::reason);
    }

    /// A bound at another scaling is none for the plan that stands.
    @Test
    void aBoundAtAnotherScalingIsNotClaimed() {
        CommunityProblem problem = JointPlanTest.with(RandomCommunity.of(10, 4, 8, FOLLOWING, true),
                JointMethod.JOINT_CVAR);
        var solver = new InteriorPointSolver();
        int[] programs = {0};
        int first = programsOf(problem.withRule(RecourseRule.DIAGONAL)) + 1;

        PlanOutcome.Planned moved = (PlanOutcome.Planned) new ConicCommunityPlanner(
                (program, settings) -> ++programs[0] == first
                        ? solver.solve(program, settings.withIterationLimit(1))
                        : solver.solve(program, settings))
                .plan(problem, PlannerSettings.defaults());

        double best = plan(problem).statistics().objectiveCents();
        assertTrue(moved.status() != PlanStatus.OPTIMAL || moved.statistics().boundCents() <= best + 1e-6,
                () -> "bound %s of a plan called optimal, another costs %s".formatted(moved.statistics()
                        .boundCents(), best));
        assertEquals(PlanStatus.FEASIBLE, moved.status());
        assertTrue(moved.reason().contains("smaller rule"), moved::reason);
    }

    private static int programsOf(CommunityProblem problem) {
        var solver = new InteriorPointSolver();
        int[] programs = {0};
        new ConicCommunityPlanner((program, settings) -> {
            programs[0]++;
            return solver.solve(program, settings);
        }).plan(problem, PlannerSettings.defaults());
        return programs[0];
    }
}
