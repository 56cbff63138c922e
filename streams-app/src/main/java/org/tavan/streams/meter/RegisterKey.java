package org.tavan.streams.meter;

/// A register of a meter.
///
/// @param meterId meter
/// @param register register; empty: the only one
public record RegisterKey(String meterId, String register) {}
