package org.tavan.plan;

import org.tavan.conic.Profile;

/// What is taken from an offer and given to it, per interval (kW).
///
/// @param id whose
/// @param takeKw taken, non-negative
/// @param giveKw given, non-negative; never both in one interval
/// @param cents what it costs (¢)
public record OfferPlan(String id, Profile takeKw, Profile giveKw, double cents) {
    /// {@return what is taken on balance (kW), negative: given}
    public double netKw(int t) {
        return takeKw.get(t) - giveKw.get(t);
    }
}
