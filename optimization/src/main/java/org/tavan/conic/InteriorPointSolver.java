package org.tavan.conic;

import java.util.ArrayList;
import java.util.List;

/// An interior-point method for quadratic programs over cones.
///
/// Nesterov–Todd scaling, Mehrotra's predictor–corrector with a Gondzio centring, Ruiz equilibration, and a sparse LDLᵀ of
/// the regularised system with iterative refinement. It iterates on the optimality conditions as they are, and where that
/// does not converge on their homogeneous self-dual embedding, which finds either an optimum or a certificate that there is
/// none.
///
/// An instance keeps ordering, symbolic factors and memory of the last few sparsity patterns (each a `ConicWorkspace`): a program of one of
/// them starts without analysis, as the same community does tomorrow, in each round of its plan. An order of elimination depends on nothing but
/// the pattern, and patterns are compared entry by entry. So the result does not depend on what was solved before, bit for bit. An instance is
/// confined to one thread at a time. Who changes a few numbers and solves again is faster with a `ConicWorkspace` of their own.
///
/// Source: Goulart and Chen, "Clarabel: An interior-point solver for conic programs with quadratic objectives", 2024,
/// arXiv 2405.12762. Departs from it: the embedding comes second (15 instead of 28 iterations on a community of ten, each
/// with a solve less); single-entry inequalities are eliminated, tolerances are checked against the caller's units only,
/// no presolve, and stalling returns the best iterate as a limit of precision.
public final class InteriorPointSolver implements ConicSolver {
    /// How many patterns are kept at most, and how many rows they may have together, the last one aside.
    private static final int KEPT = 4;
    private static final int KEPT_ROWS = 50_000;

    /// The last used first.
    private final List<ConicWorkspace> workspaces = new ArrayList<>();

    /// A solver that has not seen a pattern yet.
    public InteriorPointSolver() {}

    @Override
    public SolveOutcome solve(ConicProgram program, SolverSettings settings) {
        ConicWorkspace workspace = workspace(program);
        workspace.solve(settings);
        return workspace.outcome();
    }

    @Override
    public SolveOutcome solve(ConicProgram program, ActiveGuess guess, SolverSettings settings) {
        ConicWorkspace workspace = workspace(program);
        workspace.solve(guess, settings);
        return workspace.outcome();
    }

    private ConicWorkspace workspace(ConicProgram program) {
        for (int k = 0; k < workspaces.size(); k++) {
            ConicWorkspace workspace = workspaces.get(k);
            if (workspace.fits(program)) {
                workspaces.remove(k);
                workspaces.addFirst(workspace);
                workspace.load(program);
                return workspace;
            }
        }
        int rows = program.rowCount() + workspaces.stream().mapToInt(ConicWorkspace::rows).sum();
        while (!workspaces.isEmpty() && (workspaces.size() == KEPT || rows > KEPT_ROWS)) {
            rows -= workspaces.removeLast().rows();
        }
        ConicWorkspace workspace = new ConicWorkspace(program);
        workspaces.addFirst(workspace);
        return workspace;
    }
}
