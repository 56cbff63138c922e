package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Three other solvers agree on these optima.
class DroCommunityTest {

    @ParameterizedTest(name = "{0} prosumers")
    @CsvSource({"1, 567.9095225", "10, 6636.2923343"})
    void reachesTheOptimumOfOtherSolvers(int prosumers, double optimum) {
        JsonNode data = DroCommunity.read("dro-community-" + prosumers + ".json");
        ConicProgram program = DroCommunity.program(data, 0.05, 0.005);

        Solution solution = KktAssert.assertSolved(
                new InteriorPointSolver().solve(program, SolverSettings.defaults()));

        double constant = DroCommunity.constant(data);
        assertEquals(optimum, solution.primalObjective() + constant, 1e-8 * optimum);
        assertEquals(optimum, solution.dualObjective() + constant, 1e-8 * optimum);
        assertTrue(solution.residuals().primal() < 1e-7, () -> solution.residuals().toString());
        assertTrue(solution.iterations() <= 30, () -> solution.iterations() + " iterations");
    }
}
