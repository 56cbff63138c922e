package org.tavan.streams.meter;

import java.util.HashMap;
import java.util.Map;

/// Newest heartbeat of each source in one partition; what every source has passed is the partition's clock.
public final class Heartbeats {
    private final Map<String, Long> newest = new HashMap<>();

    /// Takes a heartbeat.
    ///
    /// @return whether it is newer than the one before from this source
    public boolean beat(String source, long timeMillis) {
        Long before = newest.get(source);
        if (before != null && before >= timeMillis) {
            return false;
        }
        newest.put(source, timeMillis);
        return true;
    }

    /// Time that all sources seen have passed; `Long.MIN_VALUE` before the first heartbeat.
    public long clockMillis() {
        return newest.values().stream().mapToLong(Long::longValue).min().orElse(Long.MIN_VALUE);
    }
}
