package org.tavan.experiment;

import java.util.Comparator;
import java.util.List;

/// Chooses radius and margin of the support by what they would have achieved on the training days, each planned from the days before
/// it alone: of those that kept the promise with 97.5 % confidence and cost within 0.5 % of the least training cost among them, the
/// safest, which is the one that broke it least; or, if the training shows it of none, the one that broke it least of all.
///
/// Source: Mohajerin Esfahani and Kuhn 2018, section 7.2, choose by held-out cost. Departs from it: the validation days follow
/// their samples in time, as they will in use, and the promise counts before the cost. The exact upper limit of the violation stands
/// for its rate, because the cheapest of many arms is among those that were lucky on the training days. Costs within half a per cent
/// count as equal, in the spirit of the one-standard-error rule of Breiman and others, "Classification and Regression Trees", 1984,
/// section 3.4.3: what a few training days say below that is chance.
public final class ArmSelection {
    private static final double SAME_COST = 0.005;

    private ArmSelection() {}

    /// {@return the chosen one of arms of one method and `ε`}
    ///
    /// @param trained at least one
    public static ArmSummary of(List<ArmSummary> trained) {
        double least = trained.stream()
                .filter(arm -> beyondPromise(arm) == 0)
                .mapToDouble(arm -> arm.cost().total())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double limit = least + SAME_COST * Math.abs(least);
        return trained.stream()
                .min(Comparator.comparingDouble(ArmSelection::beyondPromise)
                        .thenComparing(arm -> arm.cost().total() > limit)
                        .thenComparingDouble(arm -> arm.cost().total() > limit
                                ? 0
                                : arm.memberViolation()
                                        .rate())
                        .thenComparingDouble(arm -> arm.cost().total())
                        .thenComparingDouble(arm -> arm.arm().radius())
                        .thenComparingDouble(arm -> arm.arm().supportMarginFraction()))
                .orElseThrow(() -> new IllegalArgumentException("There is no arm to choose from."));
    }

    private static double beyondPromise(ArmSummary arm) {
        return Math.max(0, arm.memberViolation().high() - arm.arm().epsilon());
    }
}
