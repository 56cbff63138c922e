package org.tavan.solver.microgrid;

import org.tavan.schema.MicrogridRequest;

/// Answers requests. Several threads call it.
@FunctionalInterface
public interface MicrogridPlanning {
    /// {@return the answer; never an exception}
    MicrogridAnswer solve(MicrogridRequest request);
}
