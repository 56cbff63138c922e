package org.tavan.asset;

/// How much a connection may carry in each direction.
///
/// @param importMaxKw most import (kW), non-negative, `+∞` for no limit
/// @param exportMaxKw most export (kW), non-negative, `+∞` for no limit
public record GridLimits(double importMaxKw, double exportMaxKw) {
    /// No limit in either direction.
    public static final GridLimits NONE = new GridLimits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a limit is negative or not a number
    public GridLimits {
        if (!(importMaxKw >= 0 && exportMaxKw >= 0)) {
            throw new IllegalArgumentException("""
                    The importMaxKw (%s) and the exportMaxKw (%s) must be non-negative.
                    Maybe the export limit was given as a negative import.""".formatted(importMaxKw,
                    exportMaxKw));
        }
    }
}
