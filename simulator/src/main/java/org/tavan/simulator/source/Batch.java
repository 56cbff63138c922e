package org.tavan.simulator.source;

import java.time.Instant;
import java.util.List;
import org.tavan.schema.Reading;

/// The readings that become known in one step of a source, closed by a heartbeat.
///
/// @param end instant of the heartbeat (UTC): everything known by then has been sent
/// @param readings in the order of their knowledge time, heartbeats not among them
/// @param repeated how many of the readings are exact copies of another one
public record Batch(Instant end, List<Reading> readings, int repeated) {

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if repeated does not lie in [0, number of readings]
    public Batch {
        readings = List.copyOf(readings);
        if (repeated < 0 || repeated > readings.size()) {
            throw new IllegalArgumentException(
                    "The repeated (%d) must lie in [0, readings (%d)].".formatted(repeated, readings.size()));
        }
    }
}
