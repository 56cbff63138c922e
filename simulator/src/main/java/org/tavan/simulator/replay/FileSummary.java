package org.tavan.simulator.replay;

/// What was found in one file of a replay.
///
/// @param path as configured
/// @param rows rows below the header
/// @param values values taken
/// @param missing fields that say nothing was measured
/// @param rejected fields or rows that could not be used
/// @param outside fields of other days, and rows of members that do not take part
public record FileSummary(String path, long rows, long values, long missing, long rejected, long outside) {}
