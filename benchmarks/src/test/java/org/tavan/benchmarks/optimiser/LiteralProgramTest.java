package org.tavan.benchmarks.optimiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.benchmarks.optimiser.CommunityRuns.Captured;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;
import org.tavan.problem.CommunityProblem;

/// The same optimum by four ways: if the peers solved another problem, their times would mean nothing.
class LiteralProgramTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void theLiteralFormHasTheOptimumOfTheClosedOne(long seed) {
        CommunityProblem problem = new CommunityInstance(seed, 3, 4, 7, false).problem();
        ProgramData closed = ProgramData.of(Captured.of(problem).program());

        ProgramData literal = LiteralProgram.of(problem);

        double optimum = optimum(closed);
        // The planner asks for a little more margin than the promise needs.
        assertEquals(optimum, optimum(literal), 1e-6 * Math.max(100, Math.abs(optimum)));
        assertTrue(literal.variables() > 3 * 7 * 2 * 4 * 5);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2})
    void highsAgreesOnTheQuadraticAndTheLinearProgram(long seed) throws IOException {
        ProgramData program = ProgramData.of(Captured.of(new CommunityInstance(seed, 3, 4, 7, true).problem())
                .program());
        Optional<HighsLibrary> library = HighsLibrary.load();
        Assumptions.assumeTrue(library.isPresent(), "OR-Tools carries no HiGHS for this platform: skipped.");
        HighsPeer highs = new HighsPeer(library.orElseThrow(), 10);

        PeerSolver.Answer quadratic = highs.solve(program);
        PeerSolver.Answer linear = highs.solve(program.withoutQuadratics());

        assertEquals("OPTIMAL", quadratic.status());
        assertEquals(optimum(program), quadratic.objective(), 1e-6);
        assertEquals("OPTIMAL", linear.status());
        assertEquals(optimum(program.withoutQuadratics()), linear.objective(), 1e-6);
        assertTrue(linear.violation() < 1e-8);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2})
    void ojAlgoAgreesOnTheLinearProgram(long seed) {
        ProgramData program = ProgramData.of(Captured.of(new CommunityInstance(seed, 3, 4, 7, true).problem())
                .program()).withoutQuadratics();

        PeerSolver.Answer answer = new OjAlgoPeer(10_000).solve(program);

        assertEquals(optimum(program), answer.objective(), 1e-6);
        assertTrue(answer.violation() < 1e-8);
    }

    @Test
    void theTransportProgramHasTheCertificateAsItsValue() throws IOException {
        CertificateTask task = new CommunityRuns(new CommunityInstance(3, 3, 6, 20, true), 1).certificate();

        double most = task.programs().stream().mapToDouble(program -> -optimum(program)).max().orElseThrow();

        assertTrue(task.violation() > 1e-4, "a certificate of 0 would prove nothing");
        assertEquals(task.violation(), most, 1e-8);
    }

    @Test
    void aProblemWithTwoPricesHasNoLiteralForm() {
        CommunityProblem problem = new CommunityInstance(0, 1, 4, 3, true).problem();

        assertThrows(IllegalArgumentException.class, () -> LiteralProgram.of(problem));
    }

    private static double optimum(ProgramData program) {
        return assertInstanceOf(SolveOutcome.Solved.class,
                new InteriorPointSolver().solve(program.conic(), SolverSettings.defaults())).solution()
                .primalObjective();
    }
}
