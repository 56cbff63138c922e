package org.tavan.plan;

import org.tavan.conic.Profile;

/// What one flexible load draws, per interval.
///
/// @param id whose
/// @param servedKw power (kW), non-negative
/// @param shiftedKwh `S` at the end of the interval (kWh), negative: behind
public record FlexiblePlan(String id, Profile servedKw, Profile shiftedKwh) {}
