package org.tavan.consensus;

import java.util.List;

import org.tavan.conic.Profile;

/// What a member would do under some terms.
///
/// @param takeKw what it would take from each peer, one profile a link of its own (kW); negative: give
/// @param exchangeKw its exchange with the grid (kW), import positive
/// @param leastCents a proven lower bound on its cost under these terms (¢), prices and stiffness included
public record Proposal(List<Profile> takeKw, Profile exchangeKw, double leastCents) {
    /// Copies the list.
    public Proposal {
        takeKw = List.copyOf(takeKw);
    }
}
