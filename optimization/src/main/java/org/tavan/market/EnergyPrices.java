package org.tavan.market;

import org.tavan.conic.Profile;

/// Prices of one planning horizon, one value an interval (¢/kWh); any sign.
///
/// @param dayAheadCentsPerKwh `c^p`: what a day-ahead import costs and a day-ahead export earns
/// @param realTimeBuyCentsPerKwh `c^q+`: what a real-time import costs
/// @param realTimeSellCentsPerKwh `c^q−`: what a real-time export earns, nowhere above the buying price
public record EnergyPrices(Profile dayAheadCentsPerKwh, Profile realTimeBuyCentsPerKwh,
        Profile realTimeSellCentsPerKwh) {

    /// Checks lengths, finiteness and order.
    ///
    /// @throws IllegalArgumentException if lengths differ, a price is not finite, or selling pays more than buying costs
    public EnergyPrices {
        int intervals = dayAheadCentsPerKwh.length();
        if (intervals == 0 || realTimeBuyCentsPerKwh.length() != intervals
                || realTimeSellCentsPerKwh.length() != intervals) {
            throw new IllegalArgumentException(
                    "The price profiles must have the same number of intervals, at least one, but have %d, %d and %d."
                            .formatted(intervals, realTimeBuyCentsPerKwh.length(),
                                    realTimeSellCentsPerKwh.length()));
        }
        for (int t = 0; t < intervals; t++) {
            double buy = realTimeBuyCentsPerKwh.get(t);
            double sell = realTimeSellCentsPerKwh.get(t);
            if (!(Double.isFinite(dayAheadCentsPerKwh.get(t)) && Double.isFinite(buy)
                    && Double.isFinite(sell))) {
                throw new IllegalArgumentException("The prices of interval %d must be finite.".formatted(t));
            }
            if (!(sell <= buy)) {
                throw new IllegalArgumentException("""
                        The real-time selling price of interval %d (%s) must not exceed the buying price (%s).
                        Maybe they are swapped.""".formatted(t, sell, buy));
            }
        }
    }

    /// {@return the number of intervals}
    public int intervals() {
        return dayAheadCentsPerKwh.length();
    }
}
