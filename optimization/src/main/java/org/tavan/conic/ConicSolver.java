package org.tavan.conic;

/// Solves conic programs.
public interface ConicSolver {
    /// Solves one program. Same program and settings without a time limit, same bytes.
    ///
    /// @param program what to solve
    /// @param settings when to stop
    /// @return how it ended
    SolveOutcome solve(ConicProgram program, SolverSettings settings);

    /// As `solve(program, settings)`, from a guess of the constraints that hold with equality; solvers that have no use for one do without.
    default SolveOutcome solve(ConicProgram program, ActiveGuess guess, SolverSettings settings) {
        return solve(program, settings);
    }
}
