package org.tavan.simulator.meter;

import java.time.Instant;

/// A fault of one meter on demand.
///
/// @param meterId the meter
/// @param kind what fails
/// @param from first instant (UTC)
/// @param to first instant after it (UTC)
public record Fault(String meterId, FaultKind kind, Instant from, Instant to) {

    /// Checks the order.
    ///
    /// @throws IllegalArgumentException if it ends before it begins
    public Fault {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "The fault of %s begins at %s, expected before its end at %s.".formatted(meterId, from,
                            to));
        }
    }

    boolean at(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
