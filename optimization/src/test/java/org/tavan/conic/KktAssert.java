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
}
