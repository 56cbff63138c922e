package org.tavan.dro;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.ConicSolver;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;

/// The interior-point method without a guess of the active set.
final class InteriorOnly implements ConicSolver {
    private final InteriorPointSolver solver = new InteriorPointSolver();

    @Override
    public SolveOutcome solve(ConicProgram program, SolverSettings settings) {
        return solver.solve(program, settings);
    }
}
