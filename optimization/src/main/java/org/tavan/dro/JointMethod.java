package org.tavan.dro;

/// How the joint promise over all intervals becomes constraints.
public enum JointMethod {
    /// `ε_t = ε / T`, each held by the worst-case conditional value at risk; safe, since `Σ ε_t = ε`. With fewer than `T/ε` samples it asks
    /// for every sample and more.
    BONFERRONI,
    /// The worst-case conditional value at risk of the largest scaled shortage of all intervals, with optimised scaling; safe, and seldom
    /// dearer.
    JOINT_CVAR,
    /// The worst-case violation itself, by a search over the samples that are given up; for small cases, as what the others are held to. The
    /// rule is that of the cheaper of the other two plans, and all else is optimal for that rule, so it is never dearer than either.
    EXACT
}
