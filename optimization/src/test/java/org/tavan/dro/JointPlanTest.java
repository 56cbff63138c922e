package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.dro.LinearProgram.Sum;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.PreviousPlan;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.WholeSpace;

/// Plans under the joint constraint, against the literal program, recorded optima and the certificate.
class JointPlanTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    static CommunityProblem with(CommunityProblem problem, JointMethod method) {
        Promise promise = problem.promise();
        return new CommunityProblem(problem.stepHours(), problem.prices(), problem.members(),
                problem.peerLinks(), problem.connection(),
                new Promise(promise.epsilon(), promise.radius(), promise.norm(), method), problem.rule(),
                problem.stabilityBudgetCents());
    }

    private static PlanOutcome.Planned equalScaling(CommunityProblem problem) {
        return assertInstanceOf(PlanOutcome.Planned.class,
                new ConicCommunityPlanner(new InteriorPointSolver(), RiskAllocation.byMethod(), 0)
                        .plan(problem, PlannerSettings.defaults()));
    }

    private static void assertOptimum(double cents, String name) {
        CommunityProblem problem = with(SharedCommunity.read(name, 0.05, 0.001, RecourseRule.DIAGONAL),
                JointMethod.JOINT_CVAR);

        PlanOutcome.Planned planned = equalScaling(problem);

        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertEquals(cents, planned.statistics().objectiveCents(), 1e-6 * cents);
        assertEquals(cents, planned.statistics().boundCents(), 1e-6 * cents);
        assertTrue(planned.plan().worstCaseViolation() <= 0.05);
        PlanAssert.assertPhysical(problem, planned.plan());
    }

    @Test
    void theRecordedOptimumOfOneMember() {
        assertOptimum(551.564581, "dro-community-1.json");
    }

    @Test
    void theRecordedOptimumOfTenMembers() {
        assertOptimum(6621.903634, "dro-community-10.json");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePlanCostsWhatTheFullProgramCosts(long seed) {
        CommunityProblem problem = with(RandomCommunity.of(seed, 4, 7, RecourseRule.DIAGONAL, false),
                JointMethod.JOINT_CVAR);
        OptionalDouble expected = new FullProgram(new HighsProgram(), problem, 1, false, null).optimum();

        PlanOutcome.Planned planned = equalScaling(problem);

        if (expected.isEmpty()) {
            assertEquals(PlanStatus.RELAXED, planned.status());
            return;
        }
        double scale = Math.max(1, Math.abs(expected.getAsDouble()));
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertEquals(expected.getAsDouble(), planned.statistics().objectiveCents(), 1e-6 * scale);
        assertEquals(expected.getAsDouble(), planned.statistics().boundCents(), 1e-6 * scale);
        PlanAssert.assertPhysical(problem, planned.plan());
        assertTrue(planned.plan().worstCaseViolation() <= problem.promise().epsilon() + 1e-9,
                () -> "violation " + planned.plan().worstCaseViolation());
    }

    /// As intraday: purchases and trades are made, forecasts have moved, batteries are not as full as planned, and `r` is planned.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theRestOfADisturbedDayCostsWhatTheFullProgramCosts(long seed) {
        CommunityProblem day = with(RandomCommunity.of(seed, 4, 7, RecourseRule.DIAGONAL, false),
                JointMethod.JOINT_CVAR);
        CommunityProblem rest = TestPlans.disturbed(TestPlans.rest(day, plan(day).plan(), 1), seed);
        OptionalDouble expected = new FullProgram(new HighsProgram(), rest, 1, false, null).optimum();

        PlanOutcome.Planned planned = equalScaling(rest);

        if (expected.isEmpty()) {
            assertEquals(PlanStatus.RELAXED, planned.status());
            return;
        }
        double scale = Math.max(1, Math.abs(expected.getAsDouble()));
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertEquals(expected.getAsDouble(), planned.statistics().objectiveCents(), 1e-6 * scale);
        PlanAssert.assertPhysical(rest, planned.plan());
        assertTrue(planned.plan().worstCaseViolation() <= rest.promise().epsilon() + 1e-9);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void theRestOfTheDayKeepsWhatIsCommitted(long seed) {
        CommunityProblem day = with(RandomCommunity.of(seed, 8, 20, RecourseRule.DIAGONAL, true),
                JointMethod.JOINT_CVAR);
        CommunityPlan plan = plan(day).plan();

        for (int from = 0; from < 8; from += 3) {
            CommunityProblem later = TestPlans.rest(day, plan, from);
            // A part of the day fails no more often than the whole.
            CommunityProblem rest = TestPlans.with(later, later.members(), later.peerLinks(), later.prices(),
                    day.promise().epsilon(), 0);
            PlanOutcome.Planned planned = plan(rest);

            assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
            PlanAssert.assertPhysical(rest, planned.plan());
            assertTrue(planned.plan().worstCaseViolation() <= rest.promise().epsilon(),
                    () -> "violation " + planned.plan().worstCaseViolation());
        }
    }

    static LongStream few() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void scalingNeverCostsMoreAndThePromiseIsKept(long seed) {
        CommunityProblem problem = with(RandomCommunity.of(seed, 12, 40, RecourseRule.DIAGONAL, true),
                JointMethod.JOINT_CVAR);
        PlanOutcome.Planned equal = equalScaling(problem);

        PlanOutcome.Planned scaled = plan(problem);

        assertEquals(PlanStatus.OPTIMAL, scaled.status(), scaled::reason);
        assertTrue(scaled.statistics().objectiveCents() <= equal.statistics().objectiveCents());
        assertTrue(scaled.plan().worstCaseViolation() <= problem.promise().epsilon(),
                () -> "violation " + scaled.plan().worstCaseViolation());
        PlanAssert.assertPhysical(problem, scaled.plan());
    }

    @Test
    void scalingSparesMoreThanOnePercentOfTheTenMembersCost() {
        CommunityProblem problem = with(
                SharedCommunity.read("dro-community-10.json", 0.05, 0.001, RecourseRule.DIAGONAL),
                JointMethod.JOINT_CVAR);

        PlanOutcome.Planned planned = plan(problem);

        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertTrue(planned.statistics().objectiveCents() < 0.99 * 6621.903634, planned::toString);
        assertTrue(planned.plan().worstCaseViolation() <= 0.05);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void aStablePlanKeepsTheBudgetAndThePromise(long seed) {
        CommunityProblem day = with(RandomCommunity.of(seed, 8, 20, RecourseRule.DIAGONAL, true),
                JointMethod.JOINT_CVAR);
        CommunityPlan before = plan(with(day, JointMethod.BONFERRONI)).plan();
        List<Member> members = new ArrayList<>();
        for (Member member : day.members()) {
            MemberPlan own = before.member(member.id());
            members.add(member
                    .withPrevious(new PreviousPlan(own.chargeKw(), own.dischargeKw(), own.flexibleKw())));
        }
        double free = plan(TestPlans.with(day, members, day.peerLinks(), day.prices(),
                day.promise().epsilon(), 0)).statistics().objectiveCents();

        PlanOutcome.Planned near = plan(TestPlans.with(day, members, day.peerLinks(), day.prices(),
                day.promise().epsilon(), 5));

        assertTrue(near.statistics().objectiveCents() <= free + 5 + 1e-6);
        assertTrue(near.plan().worstCaseViolation() <= day.promise().epsilon());
        PlanAssert.assertPhysical(day, near.plan());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void thePriceOfTheMarginIsThatOfTheBalance(long seed) {
        CommunityPlan plan = plan(with(RandomCommunity.of(seed, 5, 10, RecourseRule.DIAGONAL, true),
                JointMethod.JOINT_CVAR)).plan();

        for (MemberPlan member : plan.members()) {
            for (int t = 0; t < 5; t++) {
                assertEquals(member.shadowPrices().balance().get(t), member.shadowPrices().risk().get(t),
                        1e-4);
            }
        }
    }

    static Stream<Arguments> wholeSpaces() {
        return Stream.of(Norm.ONE, Norm.INFINITY)
                .flatMap(norm -> Stream.of(JointMethod.BONFERRONI, JointMethod.JOINT_CVAR)
                        .flatMap(method -> LongStream.range(0, 15)
                                .mapToObj(seed -> Arguments.of(norm, method, seed))));
    }

    @ParameterizedTest(name = "{0} {1} seed {2}")
    @MethodSource("wholeSpaces")
    void withoutABoxTheRealTimeLimitsArePromisedToo(Norm norm, JointMethod method, long seed) {
        CommunityProblem problem = unbounded(seed, norm, method);
        double expected = unboundedOptimum(problem);

        PlanOutcome.Planned planned = equalScaling(problem);

        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertEquals(expected, planned.statistics().objectiveCents(), 1e-6 * Math.max(1, Math.abs(expected)));
        assertTrue(planned.plan().worstCaseViolation() <= problem.promise().epsilon(),
                () -> "violation " + planned.plan().worstCaseViolation());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("few")
    void theTwoNormCostsBetweenTheOthers(long seed) {
        double one = equalScaling(unbounded(seed, Norm.ONE, JointMethod.JOINT_CVAR)).statistics()
                .objectiveCents();
        double infinity = equalScaling(unbounded(seed, Norm.INFINITY, JointMethod.JOINT_CVAR)).statistics()
                .objectiveCents();

        PlanOutcome.Planned two = equalScaling(unbounded(seed, Norm.TWO, JointMethod.JOINT_CVAR));

        assertEquals(PlanStatus.OPTIMAL, two.status(), two::reason);
        assertTrue(one <= two.statistics().objectiveCents() + 1e-6, "below the 1-norm");
        assertTrue(two.statistics().objectiveCents() <= infinity + 1e-6, "above the infinity-norm");
    }

    /// One member without assets.
    static CommunityProblem unbounded(long seed, Norm norm, JointMethod method) {
        CommunityProblem random = RandomCommunity.of(seed, 4, 7, RecourseRule.DIAGONAL, false);
        Member some = random.members().getFirst();
        Member member = new Member(some.id(), some.nominalKw(), new GridLimits(1000, 1000), some.realTime(),
                some.forecastKw(), some.residualKw(), new WholeSpace(4), null, null);
        double radius = Math.min(0.05, random.promise().radius());
        return new CommunityProblem(random.stepHours(), random.prices(), List.of(member), List.of(),
                GridLimits.NONE, new Promise(random.promise().epsilon(), radius, norm, method),
                RecourseRule.DIAGONAL, 0);
    }

    /// The same as a linear program: worst cases over the whole space by the dual norm, one row a sample.
    private static double unboundedOptimum(CommunityProblem problem) {
        LinearProgram program = new HighsProgram();
        Member member = problem.members().getFirst();
        EmpiricalDistribution samples = member.residualKw().dividedBy(member.nominalKw());
        double dt = problem.stepHours();
        double infinity = Double.POSITIVE_INFINITY;
        boolean sum = problem.promise().norm() == Norm.INFINITY;
        int steepest = program.variable(0, infinity, problem.promise().radius());
        Sum slopes = new Sum().add(steepest, -1);
        List<Sum> coefficients = new ArrayList<>();
        List<Sum> margins = new ArrayList<>();
        List<Integer> intervals = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            double buy = dt * problem.prices().realTimeBuyCentsPerKwh().get(t);
            double sell = dt * problem.prices().realTimeSellCentsPerKwh().get(t);
            double mean = 0;
            for (int i = 0; i < samples.count(); i++) {
                double xi = samples.value(i, t);
                mean += samples.weight(i) * xi * (xi > 0 ? buy : sell);
            }
            int bought = program.variable(-1000, 1000, dt * problem.prices().dayAheadCentsPerKwh().get(t));
            int gain = program.variable(0, infinity, mean);
            double slope = Math.max(0, Math.max(buy, -sell));
            slopes.add(gain, slope);
            if (!sum) {
                program.atMost(new Sum().add(gain, slope).add(steepest, -1), 0);
            }
            coefficients.add(Sum.of(member.nominalKw()).add(gain, -1));
            margins.add(new Sum().add(bought, 1).plus(-member.forecastKw().get(t)));
            double moveKw = member.nominalKw() * problem.promise().radius() / problem.promise().epsilon();
            double importScale = Math.max(1, 2 * moveKw / member.realTime().importMaxKw());
            double exportScale = Math.max(1, 2 * moveKw / member.realTime().exportMaxKw());
            coefficients.add(new Sum().add(gain, importScale));
            margins.add(Sum.of(importScale * member.realTime().importMaxKw()));
            coefficients.add(new Sum().add(gain, -exportScale));
            margins.add(Sum.of(exportScale * member.realTime().exportMaxKw()));
            intervals.addAll(List.of(t, t, t));
        }
        if (sum) {
            program.atMost(slopes, 0);
        }
        double epsilon = problem.promise().epsilon();
        if (problem.promise().jointMethod() == JointMethod.JOINT_CVAR) {
            addTail(program, problem.promise().radius(), epsilon, samples, coefficients, margins, intervals);
        } else {
            for (int k = 0; k < intervals.size(); k++) {
                addTail(program, problem.promise().radius(), epsilon / intervals.size(), samples,
                        coefficients.subList(k, k + 1), margins.subList(k, k + 1),
                        intervals.subList(k, k + 1));
            }
        }
        return program.minimum().orElseThrow();
    }

    private static void addTail(LinearProgram program, double radius, double epsilon,
            EmpiricalDistribution samples, List<Sum> coefficients, List<Sum> margins,
            List<Integer> intervals) {
        double infinity = Double.POSITIVE_INFINITY;
        int lambda = program.variable(0, infinity, 0);
        int tau = program.variable(-infinity, infinity, 0);
        Sum total = new Sum().add(lambda, radius / epsilon).add(tau, 1);
        for (int k = 0; k < intervals.size(); k++) {
            program.atMost(new Sum().add(coefficients.get(k), 1).add(lambda, -1), 0);
            program.atMost(new Sum().add(coefficients.get(k), -1).add(lambda, -1), 0);
        }
        for (int i = 0; i < samples.count(); i++) {
            int excess = program.variable(0, infinity, 0);
            total.add(excess, samples.weight(i) / epsilon);
            for (int k = 0; k < intervals.size(); k++) {
                program.atMost(new Sum().add(coefficients.get(k), samples.value(i, intervals.get(k)))
                        .add(margins.get(k), -1)
                        .add(tau, -1)
                        .add(excess, -1), 0);
            }
        }
        program.atMost(total, 0);
    }
}
