package org.tavan.dro;

/// How the joint promise over all intervals is split into constraints of single intervals.
public enum JointMethod {
    /// `ε_t = ε / T`, each held by the worst-case conditional value at risk; safe, since `Σ ε_t = ε`.
    BONFERRONI
}
