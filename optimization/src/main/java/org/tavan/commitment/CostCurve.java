package org.tavan.commitment;

/// What an hour of running costs: `F(P) = a + b P + c P²`, paid while the unit is on.
///
/// @param noLoadCentsPerHour `a` (¢/h), non-negative
/// @param centsPerKwh `b` (¢/kWh), finite
/// @param centsPerKwKwh `c` (¢ per kW and kWh), non-negative, so that the curve is convex
public record CostCurve(double noLoadCentsPerHour, double centsPerKwh, double centsPerKwKwh) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public CostCurve {
        Requirement.nonNegative("A cost curve", "noLoadCentsPerHour", noLoadCentsPerHour);
        Requirement.finite("A cost curve", "centsPerKwh", centsPerKwh);
        Requirement.nonNegative("A cost curve", "centsPerKwKwh", centsPerKwKwh);
    }

    /// {@return a curve without a square term}
    public static CostCurve linear(double noLoadCentsPerHour, double centsPerKwh) {
        return new CostCurve(noLoadCentsPerHour, centsPerKwh, 0);
    }

    /// {@return `b P + c P²`, the part that depends on the power (¢/h)}
    ///
    /// @param powerKw `P` (kW)
    public double energyCentsPerHour(double powerKw) {
        return (centsPerKwh + centsPerKwKwh * powerKw) * powerKw;
    }
}
