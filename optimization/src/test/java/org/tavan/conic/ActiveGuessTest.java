package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;

class ActiveGuessTest {
    /// `min x² + y² − 2x − 6y` with `x + y ≤ 3`, `0 ≤ x ≤ 4`, `0 ≤ y ≤ 2`: the optimum is (1, 2), where the bound on `y` holds, and the row just so.
    private static ConicProgram program() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(-2, 0, 4);
        int y = builder.addVariable(-6, 0, 2);
        builder.addQuadraticCost(x, 1).addQuadraticCost(y, 1);
        builder.addLessOrEqual(new int[]{x, y}, new double[]{1, 1}, 3);
        return builder.build();
    }

    private static Solution solve(ConicProgram program, ActiveGuess guess) {
        return assertInstanceOf(SolveOutcome.Solved.class,
                new InteriorPointSolver().solve(program, guess, SolverSettings.defaults())).solution();
    }

    @Test
    void aRightGuessTakesOneFactorisation() {
        ActiveGuess guess = new ActiveGuess();
        guess.addUpper(1);

        Solution solution = solve(program(), guess);

        assertEquals(1, solution.iterations());
        assertEquals(1, solution.value(0), 1e-9);
        assertEquals(2, solution.value(1), 1e-9);
        assertEquals(-9, solution.primalObjective(), 1e-8);
    }

    @Test
    void aWrongGuessIsMended() {
        ActiveGuess guess = new ActiveGuess();
        guess.addLower(0);
        guess.addLower(1);
        guess.addUpper(0);

        Solution solution = solve(program(), guess);

        assertEquals(1, solution.value(0), 1e-7);
        assertEquals(2, solution.value(1), 1e-7);
    }

    @Test
    void aBoundThatIsNotThereHasNoEffect() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(1, 2, Double.POSITIVE_INFINITY);
        ActiveGuess guess = new ActiveGuess();
        guess.addLower(x);
        guess.addUpper(x);

        assertEquals(2, solve(builder.build(), guess).value(x), 1e-9);
    }

    @Test
    void aGuessDoesNotHideThatThereIsNoPoint() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(1, 0, 1);
        int row = builder.addGreaterOrEqual(new int[]{x}, new double[]{1}, 2);
        ActiveGuess guess = new ActiveGuess();
        guess.addRow(row);

        assertInstanceOf(SolveOutcome.PrimalInfeasible.class,
                new InteriorPointSolver().solve(builder.build(), guess, SolverSettings.defaults()));
    }

    @Test
    void aProgramWithACurvedConeIsSolvedAsWithoutAGuess() {
        ConicProgram.Builder builder = ConicProgram.builder();
        int x = builder.addVariable(1);
        builder.addSecondOrderCone(new int[][]{{}, {x}}, new double[][]{{}, {1}}, new double[]{2, 0});
        ConicProgram program = builder.build();
        ActiveGuess guess = new ActiveGuess();
        guess.addLower(x);

        assertEquals(new InteriorPointSolver().solve(program, SolverSettings.defaults()),
                new InteriorPointSolver().solve(program, guess, SolverSettings.defaults()));
    }
}
