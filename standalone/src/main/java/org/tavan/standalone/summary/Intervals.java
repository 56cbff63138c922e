package org.tavan.standalone.summary;

/// Settlement intervals of all members.
///
/// @param estimated of the closed ones, those that stand on an estimate
/// @param dispatchedTwice dispatches of an interval that had one: must be 0
public record Intervals(long closed, long estimated, long dispatched, long dispatchedTwice) {}
