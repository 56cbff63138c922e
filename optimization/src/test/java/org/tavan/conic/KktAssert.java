package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.tavan.conic.DenseProgram.Sense;

/// Checks the optimality conditions of Karush, Kuhn and Tucker from outside, in the signs that `Solution` documents.
final class KktAssert {
    private KktAssert() {}

    static Solution assertSolved(SolveOutcome outcome) {
        return assertInstanceOf(SolveOutcome.Solved.class, outcome, outcome::toString).solution();
    }

    static void assertOptimal(DenseProgram program, Solution solution, double tolerance) {
        int n = program.variables();
        double[] x = solution.values().toArray();
        double[] gradient = program.linear.clone();
        for (int i = 0; i < n; i++) {
            gradient[i] += DenseProgram.dot(program.quadratic[i], x);
        }
        for (int k = 0; k < program.rows.size(); k++) {
            double[] row = program.rows.get(k);
            double activity = DenseProgram.dot(row, x) - program.rightSides.get(k);
            double price = solution.dual(k);
            Sense sense = program.senses.get(k);
            switch (sense) {
                case EQUAL -> assertEquals(0, activity, tolerance, "row " + k);
                case LESS -> assertTrue(activity <= tolerance && price <= 0, "row " + k + " or its price");
                case GREATER ->
                    assertTrue(activity >= -tolerance && price >= 0, "row " + k + " or its price");
            }
            assertEquals(0, activity * price, tolerance, "complementarity of row " + k);
            for (int j = 0; j < n; j++) {
                gradient[j] -= price * row[j];
            }
        }
        for (int c = 0; c < program.cones.size(); c++) {
            assertCone(program.cones.get(c), x, solution.coneDual(c).toArray(), gradient, tolerance);
        }
        for (int j = 0; j < n; j++) {
            double low = solution.lowerBoundDual(j);
            double up = solution.upperBoundDual(j);
            assertTrue(x[j] >= program.lower[j] - tolerance && x[j] <= program.upper[j] + tolerance,
                    "bounds of variable " + j);
            assertTrue(low >= 0 && up >= 0, "bound duals of variable " + j);
            assertEquals(0, gradient[j] - low + up, tolerance, "stationarity in variable " + j);
            assertEquals(0, low == 0 ? 0 : low * (x[j] - program.lower[j]), tolerance, "lower bound " + j);
            assertEquals(0, up == 0 ? 0 : up * (program.upper[j] - x[j]), tolerance, "upper bound " + j);
        }
        assertEquals(program.objective(x), solution.primalObjective(), tolerance, "primal objective");
        assertEquals(solution.primalObjective(), solution.dualObjective(), tolerance, "duality gap");
    }

    /// Both vectors lie in the cone, their product vanishes, and the prices balance the gradient.
    private static void assertCone(DenseProgram.Cone cone, double[] x, double[] price, double[] gradient,
            double tolerance) {
        double[] s = cone.at(x);
        assertTrue(DenseProgram.tailNorm(s) <= s[0] + tolerance, "cone");
        assertTrue(DenseProgram.tailNorm(price) <= -price[0] * (1 + 1e-12), "prices of the cone");
        assertEquals(0, DenseProgram.dot(s, price), tolerance, "complementarity of the cone");
        for (int i = 0; i < s.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] += price[i] * cone.coefficients()[i][j];
            }
        }
    }
}
