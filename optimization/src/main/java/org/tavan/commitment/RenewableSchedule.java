package org.tavan.commitment;

import org.tavan.conic.Profile;

/// What one renewable plant is held back by.
///
/// @param renewableId the plant
/// @param curtailedKw what is not taken of the forecast, per interval (kW)
public record RenewableSchedule(String renewableId, Profile curtailedKw) {}
