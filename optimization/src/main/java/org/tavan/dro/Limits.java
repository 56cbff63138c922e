package org.tavan.dro;

import java.util.List;

import org.tavan.plan.BindingLimit;

/// When a plan counts as being at a limit.
final class Limits {
    private Limits() {}

    /// A limit of 0 is a missing device, not a limit at work.
    static boolean at(double value, double limit) {
        return BindingLimit.isAt(value, limit);
    }

    static void addIf(List<BindingLimit> limits, BindingLimit limit, boolean atIt) {
        if (atIt && !limits.contains(limit)) {
            limits.add(limit);
        }
    }
}
