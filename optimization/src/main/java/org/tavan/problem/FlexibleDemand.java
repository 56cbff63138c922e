package org.tavan.problem;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.EnergyWindow;
import org.tavan.asset.FlexibleLoad;
import org.tavan.conic.Profile;

/// A flexible load, what is desired of it, when it may run, and how far ahead or behind it is when the plan begins.
///
/// @param id unique among the devices of its member
/// @param load the load
/// @param desiredKw desired power per interval (kW), non-negative
/// @param shiftedKwh `S[0]` (kWh), negative: behind
/// @param powerCapKw most power per interval (kW), non-negative, 0 where it may not run; null for the load's own limit alone
/// @param windows how much energy it takes within some intervals
public record FlexibleDemand(String id, FlexibleLoad load, Profile desiredKw, double shiftedKwh,
        @Nullable Profile powerCapKw, List<EnergyWindow> windows) {
    /// The name of a flexible load that was given none.
    public static final String DEFAULT_ID = "flexible load";

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if a power is negative, a number not finite, or a window beyond the intervals
    public FlexibleDemand {
        windows = List.copyOf(windows);
        ProblemChecks.nonNegative("desiredKw", desiredKw);
        ProblemChecks.finite("shiftedKwh", shiftedKwh);
        if (powerCapKw != null) {
            ProblemChecks.nonNegative("powerCapKw", powerCapKw);
            ProblemChecks.length("powerCapKw of %s".formatted(id), powerCapKw, desiredKw.length());
        }
        for (EnergyWindow window : windows) {
            if (window.to() > desiredKw.length()) {
                throw new IllegalArgumentException(
                        "The window [%d, %d) of %s ends after the last of %d intervals.".formatted(
                                window.from(), window.to(), id, desiredKw.length()));
            }
        }
    }

    /// The only flexible load of a member, free to run at any time.
    public FlexibleDemand(FlexibleLoad load, Profile desiredKw, double shiftedKwh) {
        this(DEFAULT_ID, load, desiredKw, shiftedKwh, null, List.of());
    }

    /// {@return most power in an interval (kW)}
    public double powerMaxKw(int t) {
        return powerCapKw == null ? load.powerMaxKw() : Math.min(load.powerMaxKw(), powerCapKw.get(t));
    }
}
