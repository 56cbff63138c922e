package org.tavan.problem;

/// How the joint promise over all intervals becomes constraints.
public enum JointMethod {
    /// `ε_t = ε / T`, each held by the worst-case conditional value at risk; safe, since `Σ ε_t = ε`. With fewer than `T/ε` samples it asks
    /// for every sample and more.
    BONFERRONI,
    /// The worst-case conditional value at risk of the largest scaled shortage of all intervals, its scaling improved by linear programs, to a
    /// local optimum; safe, and seldom dearer.
    JOINT_CVAR,
    /// The worst-case violation itself, by a search over the samples that are given up; for small cases, as what the others are held to. All
    /// is optimal for the rule of the plan; rules are improved in turns, from that of the cheapest of the other two plans, so it is never dearer
    /// than either.
    EXACT
}
