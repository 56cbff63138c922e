package org.tavan.conic;

/// How far an iterate is from optimal, in the caller's own units (the solver's internal scaling is undone).
///
/// @param primal `‖Ax + s - b‖∞`: no row or bound is violated by more than this, and no expression of a
///        second-order cone is further from a point of the cone
/// @param dual `‖Px + Aᵀz + q‖∞`, in objective units per unit of a variable
/// @param gap `|primal objective - dual objective|`, in objective units
/// @param primalRelative `primal / max(1, ‖b‖∞, ‖s‖∞)`
/// @param dualRelative `dual / max(1, ‖q‖∞, ‖Px‖∞, ‖Aᵀz‖∞)`
/// @param gapRelative `gap / max(1, min(|primal objective|, |dual objective|))`
public record Residuals(double primal, double dual, double gap, double primalRelative, double dualRelative,
        double gapRelative) {

    /// {@return whether all three relative residuals are at most `tolerance`}
    public boolean within(double tolerance) {
        return primalRelative <= tolerance && dualRelative <= tolerance && gapRelative <= tolerance;
    }
}
