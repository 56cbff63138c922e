package org.tavan.conic;

import java.util.List;

/// A primal and dual point of a `ConicProgram`, in the caller's order, signs and units.
///
/// @param primalObjective `½ xᵀPx + qᵀx`
/// @param dualObjective `-½ xᵀPx - bᵀz`; a lower bound on the optimum up to `residuals().dual()`
/// @param values one value a variable
/// @param duals one shadow price a row handle, see `dual`
/// @param lowerBoundDuals one multiplier a variable, non-negative, 0 where there is no lower bound
/// @param upperBoundDuals one multiplier a variable, non-negative, 0 where there is no upper bound
/// @param coneDuals one vector of shadow prices a cone handle, see `coneDual`
/// @param residuals how far from optimal the point is
/// @param iterations interior-point iterations, each with one factorisation
public record Solution(double primalObjective, double dualObjective, Profile values, Profile duals,
        Profile lowerBoundDuals, Profile upperBoundDuals, List<Profile> coneDuals, Residuals residuals,
        int iterations) {

    /// Copies the list.
    public Solution {
        coneDuals = List.copyOf(coneDuals);
    }

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

    /// The shadow prices of a second-order cone `‖(a₁ᵀx + b₁, …)‖₂ ≤ a₀ᵀx + b₀`: the derivative of the optimal objective by
    /// its constants. So `p₀ ≤ 0` and `‖(p₁, …)‖₂ ≤ -p₀`; the cone adds `-Σ p_i a_i` to the gradient that balances the cost.
    ///
    /// @param coneHandle as returned by `addSecondOrderCone`
    /// @return objective units per unit of the constant, one an expression, `p₀` first
    public Profile coneDual(int coneHandle) {
        return coneDuals.get(coneHandle);
    }
}
