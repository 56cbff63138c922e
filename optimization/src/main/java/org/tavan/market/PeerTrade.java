package org.tavan.market;

import org.tavan.conic.Profile;

/// Trade over one link, one value an interval (kW), non-negative.
///
/// @param firstTakesKw what the first end takes and the second gives
/// @param secondTakesKw what the second end takes and the first gives
public record PeerTrade(Profile firstTakesKw, Profile secondTakesKw) {

    /// Checks lengths and signs.
    ///
    /// @throws IllegalArgumentException if lengths differ, or a number is negative or not finite
    public PeerTrade {
        if (firstTakesKw.length() != secondTakesKw.length()) {
            throw new IllegalArgumentException("The trade has %d and %d intervals.".formatted(
                    firstTakesKw.length(), secondTakesKw.length()));
        }
        for (int t = 0; t < firstTakesKw.length(); t++) {
            if (!(firstTakesKw.get(t) >= 0 && secondTakesKw.get(t) >= 0
                    && firstTakesKw.get(t) + secondTakesKw.get(t) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "The trade of interval %d (%s and %s kW) must be non-negative and finite.".formatted(
                                t,
                                firstTakesKw.get(t), secondTakesKw.get(t)));
            }
        }
    }
}
