package org.tavan.dro;

/// How good a plan is.
public enum PlanStatus {
    /// Its cost equals a proven lower bound up to the tolerance.
    OPTIMAL,
    /// It meets every requirement, and its cost is above the proven bound by the stated gap.
    FEASIBLE,
    /// No plan meets every requirement; this one misses the named ones by the stated amounts.
    RELAXED
}
