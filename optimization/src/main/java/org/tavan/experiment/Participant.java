package org.tavan.experiment;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.Battery;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;

/// A member of the community: what stays the same from day to day.
///
/// @param id unique in the community
/// @param nominalKw `C` (kW), positive: `ξ = residual / C`
/// @param grid limits of the day-ahead exchange (kW)
/// @param realTime limits of the real-time exchange (kW)
/// @param battery null without one
/// @param energyFirstKwh energy in it when the first day begins (kWh)
/// @param flexible null without flexible load
public record Participant(String id, double nominalKw, GridLimits grid, GridLimits realTime,
        @Nullable Battery battery, double energyFirstKwh, @Nullable FlexibleLoad flexible) {}
