package org.tavan.asset;

/// Load that may be served at another time of the same day.
///
/// @param powerMaxKw most it may draw (kW), non-negative
/// @param shiftMaxKwh most energy that may be ahead or behind (kWh), non-negative
/// @param discomfortCents `γ^s`: quadratic cost of shifted energy (¢ per kWh² and hour), non-negative
public record FlexibleLoad(double powerMaxKw, double shiftMaxKwh, double discomfortCents) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is negative or not finite
    public FlexibleLoad {
        Requirement.nonNegative("powerMaxKw", powerMaxKw);
        Requirement.nonNegative("shiftMaxKwh", shiftMaxKwh);
        Requirement.nonNegative("discomfortCents", discomfortCents);
    }

    /// Shifted energy at the end of one interval, `S[t+1] = S[t] + Δt (f - f_desired)`.
    ///
    /// Source: the paper, eq. (5). Departs from it: S may be negative (behind), and must end at 0.
    ///
    /// @param shiftedKwh `S[t]` (kWh), positive: ahead of what is desired
    /// @param servedKw `f` (kW)
    /// @param desiredKw `f_desired` (kW)
    /// @param stepHours `Δt` (h), positive
    /// @return `S[t+1]` (kWh), not clipped
    public double shiftedAfterKwh(double shiftedKwh, double servedKw, double desiredKw, double stepHours) {
        return shiftedKwh + stepHours * (servedKw - desiredKw);
    }
}
