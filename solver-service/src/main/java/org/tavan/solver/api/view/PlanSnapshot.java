package org.tavan.solver.api.view;

import java.time.Instant;
import java.time.LocalDate;

/// The plan in force.
///
/// @param planId SHA-256 of its request
/// @param kind DAY_AHEAD or INTRADAY
/// @param deliveryDay local day
/// @param status how the solve ended
/// @param statusReason in words; empty for OPTIMAL
/// @param madeAt event time at which it was made; of a kept plan, when the kept one was
/// @param ageMinutes event time since then
public record PlanSnapshot(String planId, String kind, LocalDate deliveryDay, String status,
        String statusReason, Instant madeAt, long ageMinutes) {}
