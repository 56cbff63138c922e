package org.tavan.plan;

import org.tavan.conic.Profile;

/// What one more would cost, per interval (¢/kWh).
///
/// @param balance shadow price of one kWh more demand
/// @param storage shadow value of one kWh more in the battery at the end of the interval; 0 without a battery
/// @param risk shadow price of the promise: cost of one kW more of required margin, for one hour. The margin has no other
///        use than the promise, so it equals `balance` wherever no requirement is relaxed
public record ShadowPrices(Profile balance, Profile storage, Profile risk) {}
