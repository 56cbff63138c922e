package org.tavan.igdt;

/// How far participation may be off before the day costs more than allowed.
///
/// @param beta `β`: allowed increase of the cost
/// @param alpha `α`: radius relative to the expected participation, in [0, 1]
/// @param nominal `γ̄`: the expected participation
/// @param baseCents `f_b = f(γ̄)` (¢)
/// @param budgetCents most that the day may cost (¢)
/// @param worstCents dearest day found within the radius (¢)
/// @param worstParticipation participation that makes it
/// @param bound what ends the radius
public record RobustRadius(double beta, double alpha, double nominal, double baseCents, double budgetCents,
        double worstCents, double worstParticipation, Bound bound) {

    /// What ends a radius.
    public enum Bound {
        /// A little more would cost more than the budget.
        COST,
        /// Nobody taking part, or twice as many, costs no more than the budget.
        WHOLE_RANGE,
        /// Even the expected participation costs more than the budget, which another limit set.
        OVER_BUDGET
    }

    /// {@return the radius in percentage points of the load: 5 for a fall from 10 % to 5 %, where alpha is 0.5}
    public double alphaPoints() {
        return 100 * alpha * nominal;
    }

    /// {@return `γ̄ (1 − α)`: the least participation that is within the radius}
    public double leastParticipation() {
        return nominal * (1 - alpha);
    }

    /// {@return whether (26) holds: the dearest participation found is the least}
    public boolean isLeastTheWorst() {
        return worstParticipation == leastParticipation() || alpha == 0;
    }
}
