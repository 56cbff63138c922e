package org.tavan.commitment;

/// What is known about how far a schedule can be from the optimum.
public sealed interface Certificate {

    /// No plan of the problem costs less than the bound, up to the solver's tolerances.
    ///
    /// @param gap `(cost - bound) / |cost|`, non-negative
    /// @param boundCents the bound (¢)
    /// @param provedBy the solver and its model
    /// @param seconds how long that took (s)
    record Proven(double gap, double boundCents, String provedBy, double seconds) implements Certificate {}

    /// Nothing was proved in time.
    ///
    /// @param reason why
    /// @param boundCents the best bound so far (¢), negative infinity where there is none
    record Unproven(String reason, double boundCents) implements Certificate {}

    /// The certificate of a plan beside a bound.
    ///
    /// @param costCents what the plan costs (¢)
    /// @param boundCents what no plan costs less than (¢)
    /// @param provedBy the solver and its model
    /// @param seconds how long that took (s)
    /// @return proven if the bound is finite
    static Certificate of(double costCents, double boundCents, String provedBy, double seconds) {
        if (!Double.isFinite(boundCents)) {
            return new Unproven("%s had no bound after %.1f s".formatted(provedBy, seconds), boundCents);
        }
        double gap = Math.max(0, costCents - boundCents) / Math.max(1e-9, Math.abs(costCents));
        return new Proven(gap, boundCents, provedBy, seconds);
    }
}
