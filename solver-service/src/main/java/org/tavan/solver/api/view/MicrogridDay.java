package org.tavan.solver.api.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One local day of a microgrid; immutable.
///
/// @param day local day
/// @param start its first instant (UTC)
/// @param intervalMinutes Δt (min)
/// @param length intervals of the day
/// @param plan newest plan of the day, which may begin within it; null without
/// @param whole newest plan that covers as much of the day as any did; null without
/// @param newest newest answer of the solver for the day, whether it brought a plan or not; null before the first
/// @param answers answers of the solver for the day so far
/// @param signal what customers were told; null if nothing
/// @param curves group, element, quantity, as in the contracts: the plans in force one after another, the signal, and under `programmes` what customers answered
public record MicrogridDay(LocalDate day, Instant start, int intervalMinutes, int length,
        @Nullable MicrogridPlan plan,
        @Nullable MicrogridPlan whole, @Nullable MicrogridPlan newest, int answers, @Nullable Signal signal,
        Map<String, Map<String, Map<String, double[]>>> curves) {

    /// What customers were told, beside its curves.
    ///
    /// @param planId plan it was sent with
    /// @param issuedAt event time at which the customers learn it
    /// @param flatCentsPerKwh what they pay without a programme (¢/kWh)
    /// @param offers programmes in force
    public record Signal(String planId, Instant issuedAt, double flatCentsPerKwh, List<Offer> offers) {}

    /// One programme in force.
    ///
    /// @param participation share of the load that takes part, fraction
    public record Offer(String programmeId, String kind, double participation) {}
}
