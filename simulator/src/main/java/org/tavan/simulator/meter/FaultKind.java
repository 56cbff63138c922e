package org.tavan.simulator.meter;

/// Ways in which a meter or its connection fails.
public enum FaultKind {
    /// Sends nothing; a register goes on counting.
    SILENT,
    /// Every value is a thousand times too large.
    SPIKE,
    /// The register begins again at zero when the fault begins.
    REGISTER_RESET,
    /// Its clock is four hours fast.
    CLOCK_SKEW,
    /// Every reading comes twice.
    DUPLICATES,
    /// Every other reading comes one period late, after the one that follows it.
    OUT_OF_ORDER
}
