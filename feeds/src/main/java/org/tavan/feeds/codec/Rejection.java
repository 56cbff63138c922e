package org.tavan.feeds.codec;

import org.tavan.schema.RejectReason;

/// Why a frame, or a part of it, could not be used.
///
/// @param reason from the closed list of the contract
/// @param message what is wrong, and the expected value; without where, which the gateway adds
/// @param meterId meter it is about, as far as readable; else empty
public record Rejection(RejectReason reason, String message, String meterId) {}
