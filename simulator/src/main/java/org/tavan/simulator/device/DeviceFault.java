package org.tavan.simulator.device;

import java.time.Instant;
import org.tavan.topic.ProsumerKey;

/// A fault of one member's battery on demand.
///
/// @param prosumer whose battery
/// @param kind what fails
/// @param from first instant (UTC)
/// @param to first instant after it (UTC)
public record DeviceFault(ProsumerKey prosumer, Kind kind, Instant from, Instant to) {

    /// What fails.
    public enum Kind {
        /// The battery neither charges nor discharges.
        STUCK,
        /// Charge and discharge are limited to half of the configured power.
        DERATED
    }

    /// Checks the order.
    ///
    /// @throws IllegalArgumentException if it ends before it begins
    public DeviceFault {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "The fault of %s begins at %s, expected before its end at %s.".formatted(prosumer, from,
                            to));
        }
    }

    boolean at(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
