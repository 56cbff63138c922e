package org.tavan.plan;

import org.tavan.conic.Profile;

/// One member's trade with one peer, per interval (kW). What one takes is, to the bit, what the other gives.
///
/// @param peerId the other end
/// @param takeKw taken from the peer, non-negative
/// @param giveKw given to the peer, non-negative; never both in one interval, unless committed so
public record PeerFlow(String peerId, Profile takeKw, Profile giveKw) {}
