package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;

/// A point is written as a plan only of a problem whose requirements it meets.
class RollingWriterTest {
    private static final RiskAllocation ALLOCATION = RiskAllocation.byMethod();

    private final CommunityProblem problem = withEpsilon(
            RandomCommunity.ofSize(6, 2, 8, 12, RecourseRule.DIAGONAL), 0.9);
    private final CommunityModel model = new CommunityModel(problem, ALLOCATION);
    private final CommunityProgram program = new CommunityProgram(model,
            new CommunityProgram.Options(false, 0));
    private final Solution solution = assertInstanceOf(SolveOutcome.Solved.class,
            new InteriorPointSolver().solve(program.program, SolverSettings.defaults())).solution();

    private static CommunityProblem withEpsilon(CommunityProblem problem, double epsilon) {
        Promise promise = problem.promise();
        return problem.withPromise(
                new Promise(epsilon, promise.radius(), promise.norm(), promise.jointMethod()));
    }

    private Optional<PlanOutcome> written(CommunityModel of) {
        return new RollingWriter(ALLOCATION, of, program, solution, solution.dualObjective())
                .plan(PlannerSettings.defaults(), 1, 1);
    }

    private double violation() {
        return assertInstanceOf(PlanOutcome.Planned.class, written(model).orElseThrow()).plan()
                .worstCaseViolation();
    }

    @Test
    void aPointThatMeetsEveryRequirementIsAPlan() {
        assertTrue(written(model).isPresent());
        assertTrue(violation() > 1e-3, "violation " + violation());
    }

    @Test
    void aPointWhoseCertificateIsAboveTheRiskPromisedIsNone() {
        CommunityModel stricter = new CommunityModel(withEpsilon(problem, 0.5 * violation()), ALLOCATION,
                model.recourse);

        assertEquals(Optional.empty(), written(stricter));
    }

    @Test
    void aPointThatMissesSupplyIsNone() {
        CommunityProblem needsMore = problem.withMembers(problem.members()
                .stream()
                .map(member -> member.withForecast(raised(member.forecastKw()), member.residualKw(),
                        member.supportKw()))
                .toList());

        assertEquals(Optional.empty(), written(new CommunityModel(needsMore, ALLOCATION, model.recourse)));
    }

    private static Profile raised(Profile kw) {
        return Profile.of(Arrays.stream(kw.toArray()).map(x -> x + 1e4).toArray());
    }
}
