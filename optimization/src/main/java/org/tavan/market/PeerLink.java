package org.tavan.market;

import org.jspecify.annotations.Nullable;

/// Two members that may trade with each other.
///
/// What one takes the other gives, so the price between them cancels in the community's cost; the fee does not.
///
/// @param firstId one end
/// @param secondId the other end
/// @param limitKw most either may take from the other (kW), non-negative
/// @param feeCentsPerKwh grid fee on traded energy, paid by the taker (¢/kWh), non-negative
/// @param wearCents `γ^e`: quadratic cost of a trade (¢ per kW² and hour), non-negative
/// @param committed the trade already agreed, which stays as it is; null where it is to be planned
public record PeerLink(String firstId, String secondId, double limitKw, double feeCentsPerKwh,
        double wearCents,
        @Nullable PeerTrade committed) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if both ends are the same, or a number is negative or not finite
    public PeerLink {
        if (firstId.equals(secondId)) {
            throw new IllegalArgumentException("The peer link joins %s to itself.".formatted(firstId));
        }
        requireNonNegative("limitKw", limitKw, firstId, secondId);
        requireNonNegative("feeCentsPerKwh", feeCentsPerKwh, firstId, secondId);
        requireNonNegative("wearCents", wearCents, firstId, secondId);
    }

    /// A link whose trade is to be planned.
    public PeerLink(String firstId, String secondId, double limitKw, double feeCentsPerKwh,
            double wearCents) {
        this(firstId, secondId, limitKw, feeCentsPerKwh, wearCents, null);
    }

    private static void requireNonNegative(String name, double value, String first, String second) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The %s (%s) of the peer link %s – %s must be non-negative and finite."
                            .formatted(name, value, first, second));
        }
    }
}
