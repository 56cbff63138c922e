package org.tavan.streams.meter;

/// Energy of one register in one interval.
///
/// @param kWh energy (kWh), 0 if missing
/// @param quality how it is known
/// @param readings accepted readings whose time lies in the interval, start exclusive
public record Energy(double kWh, Quality quality, int readings) {}
