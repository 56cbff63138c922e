package org.tavan.feeds.codec;

import java.time.Instant;

/// What a codec may know besides the bytes.
///
/// @param feed name of the feed, the source of its readings
/// @param receivedTime when the frame arrived (UTC)
public record CodecContext(String feed, Instant receivedTime) {}
