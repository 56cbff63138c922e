package org.tavan.market;

import java.util.Arrays;

import org.tavan.conic.Profile;

/// Prices of one planning horizon, one value an interval (¢/kWh); any sign.
///
/// @param dayAheadCentsPerKwh `c^p`: what a day-ahead import costs and a day-ahead export earns
/// @param realTimeBuyCentsPerKwh `c^q+`: what a real-time import costs
/// @param realTimeSellCentsPerKwh `c^q−`: what a real-time export earns, nowhere above the buying price
/// @param surplusCentsPerKwh what it costs to be rid of a kWh planned above the forecast demand, non-negative. 0, as the literature has it, lets a
///        plan buy at negative prices whatever the limits allow and use it for nothing
public record EnergyPrices(Profile dayAheadCentsPerKwh, Profile realTimeBuyCentsPerKwh,
        Profile realTimeSellCentsPerKwh, Profile surplusCentsPerKwh) {

    /// Checks lengths, finiteness and order.
    ///
    /// @throws IllegalArgumentException if lengths differ, a price is not finite, or selling pays more than buying costs
    public EnergyPrices {
        int intervals = dayAheadCentsPerKwh.length();
        if (intervals == 0 || realTimeBuyCentsPerKwh.length() != intervals
                || realTimeSellCentsPerKwh.length() != intervals
                || surplusCentsPerKwh.length() != intervals) {
            throw new IllegalArgumentException(
                    "The price profiles must have the same number of intervals, at least one, but have %d, %d, %d and %d."
                            .formatted(intervals, realTimeBuyCentsPerKwh.length(),
                                    realTimeSellCentsPerKwh.length(), surplusCentsPerKwh.length()));
        }
        for (int t = 0; t < intervals; t++) {
            double buy = realTimeBuyCentsPerKwh.get(t);
            double sell = realTimeSellCentsPerKwh.get(t);
            requireFinite("dayAheadCentsPerKwh", dayAheadCentsPerKwh.get(t), t);
            requireFinite("realTimeBuyCentsPerKwh", buy, t);
            requireFinite("realTimeSellCentsPerKwh", sell, t);
            if (!(sell <= buy)) {
                throw new IllegalArgumentException("""
                        The real-time selling price of interval %d (%s) must not exceed the buying price (%s).
                        Maybe they are swapped.""".formatted(t, sell, buy));
            }
            double surplus = surplusCentsPerKwh.get(t);
            if (!(surplus >= 0 && surplus < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "The surplusCentsPerKwh of interval %d (%s) must be non-negative and finite."
                                .formatted(t, surplus));
            }
        }
    }

    private static void requireFinite(String name, double cents, int t) {
        if (!Double.isFinite(cents)) {
            throw new IllegalArgumentException(
                    "The %s of interval %d (%s) must be finite.".formatted(name, t, cents));
        }
    }

    /// Prices at which surplus is settled as what it becomes: a real-time export, which costs where its price is negative.
    ///
    /// What it earns where the price is positive is left out: nobody plans with it.
    public EnergyPrices(Profile dayAheadCentsPerKwh, Profile realTimeBuyCentsPerKwh,
            Profile realTimeSellCentsPerKwh) {
        this(dayAheadCentsPerKwh, realTimeBuyCentsPerKwh, realTimeSellCentsPerKwh,
                Profile.of(Arrays.stream(realTimeSellCentsPerKwh.toArray())
                        .map(cents -> Math.max(0, -cents))
                        .toArray()));
    }

    /// {@return the same prices with surplus free, as the literature has it}
    public EnergyPrices withFreeSurplus() {
        return new EnergyPrices(dayAheadCentsPerKwh, realTimeBuyCentsPerKwh, realTimeSellCentsPerKwh,
                Profile.of(new double[intervals()]));
    }

    /// {@return whether a kWh sold in real time earns what one bought costs, in every interval}
    public boolean haveOneRealTimePrice() {
        return realTimeBuyCentsPerKwh.equals(realTimeSellCentsPerKwh);
    }

    /// {@return the number of intervals}
    public int intervals() {
        return dayAheadCentsPerKwh.length();
    }
}
