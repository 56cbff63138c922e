package org.tavan.conic;

import java.util.List;

/// How a solve ended. A program without an optimum is an outcome, not an exception.
public sealed interface SolveOutcome {
    /// Converged to the tolerances of the settings.
    ///
    /// @param solution the optimum
    record Solved(Solution solution) implements SolveOutcome {}

    /// No point satisfies all rows, cones and bounds; `certificate` proves it.
    ///
    /// The certificate `z` weighs the rows of the standard form `Ax + s = b` such that `Aᵀz = 0`, `z ≥ 0` on
    /// inequalities, `z₀ ≥ ‖(z₁, …)‖₂` on cones and `bᵀz = -1`, so that adding the rows up gives `0 ≤ -1`. Its entries
    /// follow the row handles, then the bounds, variable by variable, lower before upper (one entry where they are equal),
    /// then the cones, expression by expression; a `≥` row, a lower bound and the coefficients of a cone stand in it
    /// multiplied by -1.
    ///
    /// @param certificate one weight a row, length `rowCount()`
    /// @param rowHandles the rows that take part in the contradiction, in ascending order
    /// @param variables the variables whose bounds take part, in ascending order
    /// @param coneHandles the second-order cones that take part, in ascending order
    record PrimalInfeasible(Profile certificate, List<Integer> rowHandles, List<Integer> variables,
            List<Integer> coneHandles)
            implements
                SolveOutcome {
        /// Copies the lists.
        public PrimalInfeasible {
            rowHandles = List.copyOf(rowHandles);
            variables = List.copyOf(variables);
            coneHandles = List.copyOf(coneHandles);
        }
    }

    /// The objective falls without limit along `certificate`: a direction `d` that keeps every row, cone and bound satisfied,
    /// with `Pd = 0` and `qᵀd = -1`. (Such a program is either unbounded or has no feasible point at all.)
    ///
    /// @param certificate one entry a variable
    record DualInfeasible(Profile certificate) implements SolveOutcome {}

    /// Stopped before the tolerances were met.
    ///
    /// @param limit which limit
    /// @param last the best iterate seen; its residuals say whether it is good enough
    record LimitReached(Limit limit, Solution last) implements SolveOutcome {}

    /// Stopped on a numerical fault, such as overflow.
    ///
    /// @param iteration where, counted from 0
    /// @param reason what happened
    /// @param last the best iterate seen before
    record NumericalError(int iteration, String reason, Solution last) implements SolveOutcome {}

    /// Which limit stopped the solver.
    enum Limit {
        /// The time limit of the settings.
        TIME,
        /// The iteration limit of the settings.
        ITERATIONS,
        /// Double precision: steps no longer improve the point.
        PRECISION
    }
}
