package org.tavan.dro;

/// The shape of `Q`.
public enum RecourseRule {
    /// Each interval answers its own residual; exact and fast.
    DIAGONAL,
    /// Each interval answers all residuals so far; the expected cost is bounded from above, hour by hour, and a solve takes
    /// far longer for little gain.
    CAUSAL
}
