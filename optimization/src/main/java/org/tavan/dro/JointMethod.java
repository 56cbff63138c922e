package org.tavan.dro;

/// How the joint promise over all intervals becomes constraints.
public enum JointMethod {
    /// `ε_t = ε / T`, each held by the worst-case conditional value at risk; safe, since `Σ ε_t = ε`. With fewer than `T/ε` samples it asks
    /// for every sample and more.
    BONFERRONI,
    /// The worst-case conditional value at risk of the largest scaled shortage of all intervals, with optimised scaling; safe, and seldom
    /// dearer.
    JOINT_CVAR
}
