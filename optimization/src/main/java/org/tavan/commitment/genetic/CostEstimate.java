package org.tavan.commitment.genetic;

/// What a commitment costs, or a lower bound of it: a pure function that any thread may call.
@FunctionalInterface
interface CostEstimate {
    /// {@return ¢}
    ///
    /// @param code masks and options, see `DemandTable`; not written to
    double cents(long[] code);
}
