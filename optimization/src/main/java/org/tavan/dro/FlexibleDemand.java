package org.tavan.dro;

import org.tavan.asset.FlexibleLoad;
import org.tavan.conic.Profile;

/// A flexible load, what is desired of it, and how far ahead or behind it is when the plan begins.
///
/// @param load the load
/// @param desiredKw desired power per interval (kW), non-negative
/// @param shiftedKwh `S[0]` (kWh), negative: behind
public record FlexibleDemand(FlexibleLoad load, Profile desiredKw, double shiftedKwh) {

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if a desired power is negative, or a number not finite
    public FlexibleDemand {
        ProblemChecks.nonNegative("desiredKw", desiredKw);
        ProblemChecks.finite("shiftedKwh", shiftedKwh);
    }
}
