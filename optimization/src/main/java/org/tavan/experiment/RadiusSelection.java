package org.tavan.experiment;

import java.util.Comparator;
import java.util.List;

/// Chooses a radius by what it would have achieved on the training days, each planned from the days before it alone: the cheapest
/// that kept the promise, or, if none did, the one that broke it least.
///
/// Source: Mohajerin Esfahani and Kuhn 2018, section 7.2, choose by held-out cost. Departs from it: the validation days follow
/// their samples in time, as they will in use, and the promise counts before the cost.
public final class RadiusSelection {
    private RadiusSelection() {}

    /// {@return the chosen one of arms that differ in their radius alone}
    ///
    /// @param trained at least one
    public static ArmSummary of(List<ArmSummary> trained) {
        return trained.stream()
                .min(Comparator.comparingDouble((ArmSummary arm) -> Math.max(0, arm.memberViolation().rate()
                        - arm.arm().epsilon()))
                        .thenComparingDouble(arm -> arm.cost().total())
                        .thenComparingDouble(arm -> arm.arm().radius()))
                .orElseThrow(() -> new IllegalArgumentException("There is no radius to choose from."));
    }
}
