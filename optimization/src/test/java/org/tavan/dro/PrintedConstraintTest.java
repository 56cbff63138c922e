package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.dro.LinearProgram.Sum;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;

/// The paper's (18) as printed, with `s_i` on the right where `ε s_i` belongs and its other slips put right: what it really asks for.
/// It is a conditional value at risk, but of the worse half of all cases instead of the worst `ε`.
class PrintedConstraintTest {
    private static final double EPSILON = 0.05;
    /// `τ + E[(ℓ − (2−ε)τ)⁺] ≤ 0` is, with `τ' = (2−ε)τ`, a tail of this mass.
    private static final double PRINTED_TAIL = 1 / (2 - EPSILON);

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    /// The least `m` for which (18) admits losses `ℓ_i − m`, literally: `Σ s_i/I ≤ 0`, `τ ≤ s_i`, `ℓ_i − m + (ε−1)τ ≤ right · s_i`.
    private static double leastMargin(double[] losses, double epsilon, double right) {
        LinearProgram program = new HighsProgram();
        int margin = program.variable(-LinearProgram.INFINITY, LinearProgram.INFINITY, 1);
        int tau = program.variable(-LinearProgram.INFINITY, LinearProgram.INFINITY, 0);
        Sum mean = new Sum();
        for (double loss : losses) {
            int s = program.variable(-LinearProgram.INFINITY, LinearProgram.INFINITY, 0);
            mean.add(s, 1.0 / losses.length);
            program.atMost(new Sum().add(tau, 1).add(s, -1), 0);
            program.atMost(Sum.of(loss).add(margin, -1).add(tau, epsilon - 1).add(s, -right), 0);
        }
        program.atMost(mean, 0);
        return program.minimum().orElseThrow();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void printedItIsTheTailOfHalfOfAllCases(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] losses = random.doubles(90, -1, 1).toArray();

        double printed = leastMargin(losses, EPSILON, 1);
        double corrected = leastMargin(losses, EPSILON, EPSILON);

        assertEquals(EmpiricalDistribution.tailMean(losses, PRINTED_TAIL), printed, 1e-8);
        assertEquals(EmpiricalDistribution.tailMean(losses, EPSILON), corrected, 1e-8);
        assertTrue(Arrays.stream(losses).filter(loss -> loss > printed).count() > 90 * EPSILON);
        assertTrue(Arrays.stream(losses).filter(loss -> loss > corrected).count() <= 90 * EPSILON);
    }

    /// Share of the samples in which demand exceeds supply at the optimum of the recorded community, mean over the intervals.
    private static double empiricalViolation(double tail) {
        CommunityProblem problem = SharedCommunity.read("dro-community-1.json", EPSILON, 0,
                RecourseRule.DIAGONAL);
        PlanOutcome.Planned planned = assertInstanceOf(PlanOutcome.Planned.class, new ConicCommunityPlanner(
                new InteriorPointSolver(), _ -> tail).plan(problem, PlannerSettings.defaults()));
        Member member = problem.members().getFirst();
        MemberPlan plan = planned.plan().member(member.id());
        int count = member.residualKw().count();
        int violated = 0;
        for (int t = 0; t < problem.intervals(); t++) {
            double open = 1 - plan.recourse().supplyGainKw(t, t) / member.nominalKw();
            for (int i = 0; i < count; i++) {
                double shortKw = open * member.residualKw().value(i, t) - plan.marginKw().get(t);
                violated += shortKw > RoundSolver.FEASIBLE_TOLERANCE ? 1 : 0;
            }
        }
        return (double) violated / count / problem.intervals();
    }

    /// Found: 17.45 % instead of 5 %, with `ρ = 0` and real-time limits of 2 kW. (Reported of a like instance: 17.8 %.)
    @Test
    void thePrintedPlanBreaksItsPromiseAndTheCorrectedOneDoesNot() {
        double printed = empiricalViolation(PRINTED_TAIL);
        double corrected = empiricalViolation(EPSILON);

        assertEquals(0.1745, printed, 5e-4);
        assertTrue(corrected <= EPSILON);
    }
}
