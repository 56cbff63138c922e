package org.tavan.conic;

import org.jspecify.annotations.Nullable;

/// An interior-point method on the homogeneous self-dual embedding, for quadratic programs over cones.
///
/// Nesterov–Todd scaling, Mehrotra's predictor–corrector, Ruiz equilibration, and a sparse LDLᵀ of the regularised system with
/// iterative refinement. The embedding finds either an optimum or a certificate that there is none.
///
/// An instance keeps ordering, symbolic factors and memory of the last sparsity pattern: a program of the same pattern starts
/// without analysis, and the iterations allocate nothing. The result does not depend on what was solved
/// before, bit for bit. An instance is confined to one thread at a time.
///
/// Source: Goulart and Chen, "Clarabel: An interior-point solver for conic programs with quadratic objectives", 2024,
/// arXiv 2405.12762. Departs from it: single-entry inequalities are eliminated, tolerances are checked against the caller's
/// units only, no presolve, and stalling returns the best iterate as a limit of precision.
public final class InteriorPointSolver implements ConicSolver {
    private @Nullable HomogeneousMethod last;

    /// A solver that has not seen a pattern yet.
    public InteriorPointSolver() {}

    @Override
    public SolveOutcome solve(ConicProgram program, SolverSettings settings) {
        HomogeneousMethod method = last;
        if (method == null || !method.fits(program.form())) {
            method = new HomogeneousMethod(program.form());
            last = method;
        }
        return method.solve(program, settings);
    }
}
