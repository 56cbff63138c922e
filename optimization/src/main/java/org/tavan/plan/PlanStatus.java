package org.tavan.plan;

/// How good a plan is.
public enum PlanStatus {
    /// It meets every requirement, certifies no more than `ε`, and its cost equals a proven lower bound up to the tolerance, but for what the stability budget was
    /// spent on. What the bound is over: `PlanStatistics`.
    OPTIMAL,
    /// It meets every requirement, certifies no more than `ε`, and its cost is above the proven bound by the stated gap.
    FEASIBLE,
    /// No plan was found that meets every requirement and certifies no more than `ε`; this one misses the named ones by the stated amounts, or
    /// certifies what the reason says.
    RELAXED
}
