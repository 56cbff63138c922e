package org.tavan.consensus;

import java.util.List;

import org.tavan.conic.Profile;

/// What a member is told before it answers, and all it is told: prices, and what the others would like it to trade.
///
/// @param tradeCentsPerKwh price of what it takes, one profile a link of its own
/// @param tradeTargetKw what suits the other end, one profile a link of its own; positive: taken
/// @param exchangeCentsPerKwh price of its exchange with the grid beyond the tariff: what the connection charges
/// @param exchangeTargetKw what suits the connection; import positive
/// @param tradeStiffness `σ`: price of a distance from the targets of its trades, `σ/2 (kW)²` (¢ per kW² and hour), 0 for none
/// @param exchangeStiffness the same for its exchange; 0 too where nothing binds the connection
public record Terms(List<Profile> tradeCentsPerKwh, List<Profile> tradeTargetKw, Profile exchangeCentsPerKwh,
        Profile exchangeTargetKw, double tradeStiffness, double exchangeStiffness) {
    /// Copies the lists.
    public Terms {
        tradeCentsPerKwh = List.copyOf(tradeCentsPerKwh);
        tradeTargetKw = List.copyOf(tradeTargetKw);
    }
}
