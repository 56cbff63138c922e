package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.ConicWorkspace.Status;
import org.tavan.conic.Profile;
import org.tavan.conic.SolverSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;

/// Communities whose forecasts and samples move on, solved from the optimum before and from scratch.
class ResolvedCommunityTest {
    private static final SolverSettings SETTINGS = SolverSettings.defaults();

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static ConicProgram program(CommunityProblem problem) {
        CommunityModel model = new CommunityModel(problem, _ -> 0.1);
        return new CommunityProgram(model, new CommunityProgram.Options(true, 0)).program;
    }

    /// One sample of each member, the mean of two others, for the oldest; forecasts changed by up to `share`.
    private static CommunityProblem moved(CommunityProblem problem, RandomGenerator random, double share) {
        List<Member> members = new ArrayList<>();
        for (Member m : problem.members()) {
            EmpiricalDistribution old = m.residualKw();
            double[][] samples = new double[old.count()][problem.intervals()];
            for (int i = 0; i < samples.length; i++) {
                for (int t = 0; t < problem.intervals(); t++) {
                    samples[i][t] = i + 1 < samples.length
                            ? old.value(i + 1, t)
                            : 0.5 * (old.value(0, t) + old.value(1, t));
                }
            }
            double[] forecast = Arrays.stream(m.forecastKw().toArray())
                    .map(x -> x * (1 + share * random.nextDouble(-1, 1)))
                    .toArray();
            members.add(new Member(m.id(), m.nominalKw(), m.grid(), m.realTime(), Profile.of(forecast),
                    EmpiricalDistribution.of(samples), m.supportKw(), m.battery(), m.flexible()));
        }
        return new CommunityProblem(problem.stepHours(), problem.prices(), members, problem.peerLinks(),
                problem.connection(), problem.promise(), problem.rule(), problem.stabilityBudgetCents());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aMovedCommunityIsResolvedToTheOptimumOfASolveFromScratch(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        CommunityProblem problem = RandomCommunity.of(seed, 8, 12, RecourseRule.DIAGONAL, seed % 4 != 0);
        ConicWorkspace workspace = new ConicWorkspace(program(problem));
        assertEquals(Status.SOLVED, workspace.solve(SETTINGS));

        for (double share : new double[]{0, 0.01, 0.3}) {
            problem = moved(problem, random, share);
            ConicProgram program = program(problem);
            if (!workspace.fits(program)) {
                workspace = new ConicWorkspace(program);
            }
            workspace.load(program);
            assertEquals(Status.SOLVED, workspace.resolve(SETTINGS));
            ConicWorkspace scratch = new ConicWorkspace(program);
            assertEquals(Status.SOLVED, scratch.solve(SETTINGS));

            double optimum = scratch.primalObjective();
            assertTrue(workspace.residuals().within(1e-9), workspace.residuals().toString());
            assertEquals(optimum, workspace.primalObjective(), 1e-8 * Math.max(1, Math.abs(optimum)));
        }
    }

    @Test
    void theRecordedCommunityIsResolvedInAFewFactorisations() {
        RandomGenerator random = new SplittableRandom(1);
        CommunityProblem problem = SharedCommunity.read("dro-community-10.json", 0.05, 0.005,
                RecourseRule.DIAGONAL);
        ConicWorkspace workspace = new ConicWorkspace(program(problem));
        workspace.solve(SETTINGS);
        int cold = workspace.iterations();
        int factorisations = 0;

        for (int k = 0; k < 20; k++) {
            problem = moved(problem, random, 0);
            workspace.load(program(problem));
            assertEquals(Status.SOLVED, workspace.resolve(SETTINGS));
            factorisations += workspace.iterations();
        }

        int mean = factorisations / 20;
        assertTrue(cold <= 20 && mean <= 4, () -> mean + " against " + cold);
    }
}
