package org.tavan.uncertainty;

/// `Ξ`: the closed convex set that every residual trajectory lies in.
public sealed interface Support permits SupportBox, SupportPolytope, WholeSpace {
    /// {@return `T`, the number of intervals}
    int intervals();

    /// {@return whether all samples lie in it}
    boolean contains(EmpiricalDistribution distribution);

    /// {@return the set divided by a positive number, such as the nominal power}
    Support dividedBy(double divisor);
}
