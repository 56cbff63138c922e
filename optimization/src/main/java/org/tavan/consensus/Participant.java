package org.tavan.consensus;

import java.util.List;
import java.util.OptionalDouble;

import org.tavan.conic.Profile;

/// A member as the others see it. What it owns, needs and fears stays with it.
///
/// Not called by two threads at once.
public interface Participant {
    /// {@return what it would do}
    Proposal propose(Terms terms);

    /// {@return what it costs the member to take exactly this from each peer (¢), the charges of the connection aside; empty if it cannot}
    ///
    /// @param takeKw one profile a link of its own
    /// @param exchangeMaxKw the most it may import, its part of what the connection carries (kW), `+∞` for no limit
    /// @param exchangeMinKw the least it must import (kW), `−∞` for no limit
    OptionalDouble settle(List<Profile> takeKw, Profile exchangeMaxKw, Profile exchangeMinKw);
}
