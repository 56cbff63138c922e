package org.tavan.plan;

import org.tavan.conic.Profile;

/// How much of a generation is thrown away, per interval.
///
/// @param id whose
/// @param curtailedKw how much less it delivers than it could (kW), non-negative
public record CurtailmentPlan(String id, Profile curtailedKw) {}
