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
        double[] gradient = gradient(program, solution);
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
        }
        for (int c = 0; c < program.cones.size(); c++) {
            assertCone(program.cones.get(c), x, solution.coneDual(c).toArray(), tolerance);
        }
        for (int j = 0; j < n; j++) {
            double low = solution.lowerBoundDual(j);
            double up = solution.upperBoundDual(j);
            assertTrue(x[j] >= program.lower[j] - tolerance && x[j] <= program.upper[j] + tolerance,
                    "bounds of variable " + j);
            assertTrue(low >= 0 && up >= 0, "bound duals of variable " + j);
            assertEquals(0, gradient[j], tolerance, "stationarity in variable " + j);
            assertEquals(0, low == 0 ? 0 : low * (x[j] - program.lower[j]), tolerance, "lower bound " + j);
            assertEquals(0, up == 0 ? 0 : up * (program.upper[j] - x[j]), tolerance, "upper bound " + j);
        }
        assertEquals(program.objective(x), solution.primalObjective(), tolerance, "primal objective");
        assertEquals(solution.primalObjective(), solution.dualObjective(), tolerance, "duality gap");
    }

    /// Both vectors lie in the cone, and their product vanishes.
    private static void assertCone(DenseProgram.Cone cone, double[] x, double[] price, double tolerance) {
        double[] s = cone.at(x);
        assertTrue(DenseProgram.tailNorm(s) <= s[0] + tolerance, "cone");
        assertTrue(DenseProgram.tailNorm(price) <= -price[0] * (1 + 1e-12), "prices of the cone");
        assertEquals(0, DenseProgram.dot(s, price), tolerance, "complementarity of the cone");
    }

    /// {@return what is left of the gradient of the cost after all prices}
    static double[] gradient(DenseProgram program, Solution solution) {
        int n = program.variables();
        double[] x = solution.values().toArray();
        double[] gradient = program.linear.clone();
        for (int j = 0; j < n; j++) {
            gradient[j] += DenseProgram.dot(program.quadratic[j], x) - solution.lowerBoundDual(j)
                    + solution.upperBoundDual(j);
            for (int k = 0; k < program.rows.size(); k++) {
                gradient[j] -= solution.dual(k) * program.rows.get(k)[j];
            }
            for (int c = 0; c < program.cones.size(); c++) {
                double[][] coefficients = program.cones.get(c).coefficients();
                for (int i = 0; i < coefficients.length; i++) {
                    gradient[j] += solution.coneDual(c).get(i) * coefficients[i][j];
                }
            }
        }
        return gradient;
    }

    /// {@return `-½ xᵀPx` and what right sides, bounds and constants are worth at their prices}
    static double dualObjective(DenseProgram program, Solution solution) {
        double[] x = solution.values().toArray();
        double value = 0;
        for (int j = 0; j < x.length; j++) {
            value -= x[j] * DenseProgram.dot(program.quadratic[j], x) / 2;
            double low = solution.lowerBoundDual(j);
            double up = solution.upperBoundDual(j);
            value += (low == 0 ? 0 : low * program.lower[j]) - (up == 0 ? 0 : up * program.upper[j]);
        }
        for (int k = 0; k < program.rows.size(); k++) {
            value += solution.dual(k) * program.rightSides.get(k);
        }
        for (int c = 0; c < program.cones.size(); c++) {
            value += DenseProgram.dot(solution.coneDual(c).toArray(), program.cones.get(c).constants());
        }
        return value;
    }
}
