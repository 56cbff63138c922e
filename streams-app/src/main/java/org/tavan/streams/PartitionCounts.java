package org.tavan.streams;

/// Numbers of partitions that the topology is built for.
///
/// @param readings of the topics keyed by meter
/// @param communities of the topics keyed by community or prosumer
public record PartitionCounts(int readings, int communities) {}
