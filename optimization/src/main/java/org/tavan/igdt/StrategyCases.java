package org.tavan.igdt;

/// The paper's two cases: to plan for the expected participation and meet less, or to plan for less and meet what was expected.
///
/// Source: Nikravan et al. 2025, section 3.3. Departs from it: its reactive case (13,982 ¢ at 5 %) is cheaper than its own optimum
/// planned for 5 % (16,423 ¢), which no correction can be; `isConsistent` tells.
///
/// @param expected participation expected
/// @param guarded participation that the cautious plan allows for, at most the expected
/// @param baseCents planned for the expected, which comes (¢)
/// @param reactiveCents planned for the expected, the guarded comes (¢)
/// @param cautiousCents planned for the guarded, which comes (¢)
/// @param surplusCents planned for the guarded, the expected comes (¢)
public record StrategyCases(double expected, double guarded, double baseCents, double reactiveCents,
        double cautiousCents, double surplusCents) {

    /// Checks the participations.
    ///
    /// @throws IllegalArgumentException if they are out of order
    public StrategyCases {
        if (!(0 <= guarded && guarded <= expected && expected <= 1)) {
            throw new IllegalArgumentException("""
                    The guarded participation (%s) must lie in [0, expected (%s)], and that be at most 1."""
                    .formatted(
                            guarded, expected));
        }
    }

    /// {@return the four costs}
    ///
    /// @param cost of a plan and what came
    /// @param expected participation expected
    /// @param guarded participation that the cautious plan allows for
    public static StrategyCases of(RecourseCost cost, double expected, double guarded) {
        return new StrategyCases(expected, guarded, cost.cents(expected, expected),
                cost.cents(expected, guarded),
                cost.cents(guarded, guarded), cost.cents(guarded, expected));
    }

    /// {@return case 1: what planning for the expected costs too much when less comes (¢)}
    public double overrunCents() {
        return reactiveCents - baseCents;
    }

    /// {@return case 2: what the cautious plan promised too much when the expected comes (¢)}
    public double overestimateCents() {
        return cautiousCents - surplusCents;
    }

    /// {@return what caution saves when less comes (¢)}
    public double guardedSavingCents() {
        return reactiveCents - cautiousCents;
    }

    /// {@return what caution costs when the expected comes (¢)}
    public double cautionCents() {
        return surplusCents - baseCents;
    }

    /// {@return whether no correction is cheaper than the plan that knew}
    ///
    /// @param relativeGap how far the plans may be from their optimum
    public boolean isConsistent(double relativeGap) {
        return guardedSavingCents() >= -relativeGap * Math.abs(cautiousCents)
                && cautionCents() >= -relativeGap * Math.abs(baseCents);
    }
}
