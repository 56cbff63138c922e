package org.tavan.recourse;

import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;

/// What the rule asks for in one interval, and what the limits leave of it.
///
/// @param shareKw the part of each residual in `unclippedKw`: `Q[t,j] ξ[j]` for `j = 0 … t` (kW)
/// @param unclippedKw `r[t] + Q[t]ξ` (kW), import positive
/// @param importKw `q⁺` after clipping (kW), non-negative
/// @param exportKw `q⁻` after clipping (kW), non-negative
/// @param clipping which limit was met
public record RecourseAction(Profile shareKw, double unclippedKw, double importKw, double exportKw,
        Clipping clipping) {

    /// Which limit cut the exchange.
    public enum Clipping {
        /// None: `q` is as the rule asks.
        NONE,
        /// The rule asks for more import than the limit.
        AT_IMPORT_LIMIT,
        /// The rule asks for more export than the limit.
        AT_EXPORT_LIMIT
    }

    static RecourseAction of(Profile shareKw, double unclippedKw, GridLimits limits) {
        if (unclippedKw > limits.importMaxKw()) {
            return new RecourseAction(shareKw, unclippedKw, limits.importMaxKw(), 0,
                    Clipping.AT_IMPORT_LIMIT);
        }
        if (-unclippedKw > limits.exportMaxKw()) {
            return new RecourseAction(shareKw, unclippedKw, 0, limits.exportMaxKw(),
                    Clipping.AT_EXPORT_LIMIT);
        }
        return new RecourseAction(shareKw, unclippedKw, Math.max(0, unclippedKw), Math.max(0, -unclippedKw),
                Clipping.NONE);
    }
}
