package org.tavan.streams;

/// What closes the intervals of a meter that says nothing.
public enum ClockMode {
    /// Heartbeats of the sources in the readings topic: replay, simulator and gateway.
    HEARTBEAT,
    /// The wall clock of the stream task: live feeds that cannot send heartbeats.
    WALL
}
