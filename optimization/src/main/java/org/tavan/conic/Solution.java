package org.tavan.conic;

/// A primal and dual point of a `ConicProgram`, in the caller's order, signs and units.
///
/// @param primalObjective `½ xᵀPx + qᵀx`
/// @param dualObjective `-½ xᵀPx - bᵀz`; a lower bound on the optimum up to `residuals().dual()`
/// @param values one value a variable
/// @param duals one shadow price a row handle, see `dual`
/// @param lowerBoundDuals one multiplier a variable, non-negative, 0 where there is no lower bound
/// @param upperBoundDuals one multiplier a variable, non-negative, 0 where there is no upper bound
/// @param residuals how far from optimal the point is
/// @param iterations interior-point iterations, each with one factorisation
public record Solution(double primalObjective, double dualObjective, Profile values, Profile duals,
        Profile lowerBoundDuals, Profile upperBoundDuals, Residuals residuals, int iterations) {

    /// {@return the value of a variable}
    public double value(int variable) {
        return values.get(variable);
    }

    /// The shadow price of a row: the derivative of the optimal objective by the row's right side as the caller gave it.
    /// So a `≤` row has a price ≤ 0, a `≥` row one ≥ 0, an equality either.
    ///
    /// @param rowHandle as returned by `addEquality`, `addLessOrEqual` or `addGreaterOrEqual`
    /// @return objective units per unit of the right side
    public double dual(int rowHandle) {
        return duals.get(rowHandle);
    }

    /// {@return the derivative of the optimal objective by the lower bound of the variable, non-negative}
    public double lowerBoundDual(int variable) {
        return lowerBoundDuals.get(variable);
    }

    /// {@return minus the derivative of the optimal objective by the upper bound of the variable, non-negative}
    public double upperBoundDual(int variable) {
        return upperBoundDuals.get(variable);
    }
}
