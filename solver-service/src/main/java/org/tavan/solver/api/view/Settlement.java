package org.tavan.solver.api.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// The settlement grid of a community: numbers its intervals and knows its gate.
///
/// @param zone zone of local days
/// @param intervalMinutes length of an interval (min), a divisor of 60
/// @param gateClosureMinutes local time of the gate closure, minutes after midnight
record Settlement(ZoneId zone, int intervalMinutes, int gateClosureMinutes) {
    Settlement {
        if (!(intervalMinutes >= 1 && 60 % intervalMinutes == 0)) {
            throw new IllegalArgumentException(
                    "The intervalMinutes (%d) must divide 60.".formatted(intervalMinutes));
        }
    }

    /// Number of the interval that holds `instant`, counted from 1970-01-01T00:00Z.
    long slot(Instant instant) {
        return Math.floorDiv(instant.toEpochMilli(), intervalMinutes * 60_000L);
    }

    Instant start(long slot) {
        return Instant.ofEpochMilli(slot * intervalMinutes * 60_000L);
    }

    /// Number of intervals in a duration.
    int slots(Duration duration) {
        return Math.toIntExact(duration.toMinutes() / intervalMinutes);
    }

    /// Whether the gate of a local day closes at that instant.
    boolean isGate(Instant instant) {
        var local = instant.atZone(zone).toLocalTime();
        return local.toSecondOfDay() == gateClosureMinutes * 60;
    }
}
