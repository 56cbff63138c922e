package org.tavan.commitment;

import org.tavan.conic.Profile;

/// What is exchanged with the upstream grid, per interval.
///
/// @param importKw kW, non-negative
/// @param exportKw kW, non-negative, 0 where there is import
/// @param reserveKw import held in reserve (kW)
public record GridSchedule(Profile importKw, Profile exportKw, Profile reserveKw) {}
