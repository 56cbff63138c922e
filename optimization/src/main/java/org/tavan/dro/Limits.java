package org.tavan.dro;

import java.util.List;

/// When a plan counts as being at a limit.
final class Limits {
    /// How near to a limit counts as at it (kW, kWh).
    static final double AT_LIMIT = 1e-5;

    private Limits() {}

    /// A limit of 0 is a missing device, not a limit at work.
    static boolean at(double value, double limit) {
        return limit > AT_LIMIT && value >= limit - AT_LIMIT;
    }

    static void addIf(List<BindingLimit> limits, BindingLimit limit, boolean atIt) {
        if (atIt && !limits.contains(limit)) {
            limits.add(limit);
        }
    }
}
