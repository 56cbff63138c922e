package org.tavan.conic;

import org.jspecify.annotations.Nullable;

/// An interior-point method for quadratic programs over cones.
///
/// Nesterov–Todd scaling, Mehrotra's predictor–corrector with a Gondzio centring, Ruiz equilibration, and a sparse LDLᵀ of
/// the regularised system with iterative refinement. It iterates on the optimality conditions as they are, and where that
/// does not converge on their homogeneous self-dual embedding, which finds either an optimum or a certificate that there is
/// none.
///
/// An instance keeps ordering, symbolic factors and memory of the last sparsity pattern (a `ConicWorkspace`): a program of the
/// same pattern starts without analysis. The result does not depend on what was solved before, bit for bit. An instance is
/// confined to one thread at a time. Who changes a few numbers and solves again is faster with a `ConicWorkspace` of their own.
///
/// Source: Goulart and Chen, "Clarabel: An interior-point solver for conic programs with quadratic objectives", 2024,
/// arXiv 2405.12762. Departs from it: the embedding comes second (15 instead of 28 iterations on a community of ten, each
/// with a solve less); single-entry inequalities are eliminated, tolerances are checked against the caller's units only,
/// no presolve, and stalling returns the best iterate as a limit of precision.
public final class InteriorPointSolver implements ConicSolver {
    private @Nullable ConicWorkspace last;

    /// A solver that has not seen a pattern yet.
    public InteriorPointSolver() {}

    @Override
    public SolveOutcome solve(ConicProgram program, SolverSettings settings) {
        ConicWorkspace workspace = last;
        if (workspace == null || !workspace.fits(program)) {
            workspace = new ConicWorkspace(program);
            last = workspace;
        } else {
            workspace.load(program);
        }
        workspace.solve(settings);
        return workspace.outcome();
    }
}
