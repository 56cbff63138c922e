package org.tavan.simulator.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// The instants at which a source sends its heartbeat: fixed offsets after the start of every settlement interval.
///
/// A silent meter's interval closes at the first heartbeat that has passed its end by the grace, so a pulse one grace
/// after the interval's end lets it close in time.
///
/// @param origin start of a settlement interval (UTC)
/// @param intervalMinutes settlement interval (min)
/// @param offsetMinutes offsets in [0, intervalMinutes), ascending, the first 0
public record Pulses(Instant origin, int intervalMinutes, List<Integer> offsetMinutes) {

    /// Checks the offsets.
    ///
    /// @throws IllegalArgumentException if the offsets are not ascending from 0 to less than the interval
    public Pulses {
        offsetMinutes = List.copyOf(offsetMinutes);
        requireOffsets(offsetMinutes, intervalMinutes);
    }

    /// Checks offsets before there is an origin.
    ///
    /// @param offsetMinutes offsets to be checked (min)
    /// @param intervalMinutes settlement interval (min)
    /// @throws IllegalArgumentException if the offsets are not ascending from 0 to less than the interval
    public static void requireOffsets(List<Integer> offsetMinutes, int intervalMinutes) {
        boolean first = !offsetMinutes.isEmpty() && offsetMinutes.getFirst() == 0;
        if (!first || !ascendingBelow(offsetMinutes, intervalMinutes)) {
            throw new IllegalArgumentException("""
                    The heartbeatMinutes (%s) must ascend from 0 to less than intervalMinutes (%d).
                    Maybe [0, 10] is meant: at the end of every interval and ten minutes later."""
                    .formatted(offsetMinutes, intervalMinutes));
        }
    }

    private static boolean ascendingBelow(List<Integer> offsets, int limit) {
        return IntStream.range(0, offsets.size())
                .allMatch(i -> offsets.get(i) < (i + 1 < offsets.size() ? offsets.get(i + 1) : limit));
    }

    /// Next pulse.
    ///
    /// @param instant any instant
    /// @return the first pulse that lies later
    public Instant after(Instant instant) {
        long minutes = Math.floorDiv(Duration.between(origin, instant).toMillis(), 60_000L);
        long interval = Math.floorDiv(minutes, (long) intervalMinutes);
        Instant start = origin.plus(Duration.ofMinutes(interval * intervalMinutes));
        for (int offset : offsetMinutes) {
            Instant pulse = start.plus(Duration.ofMinutes(offset));
            if (pulse.isAfter(instant)) {
                return pulse;
            }
        }
        return start.plus(Duration.ofMinutes(intervalMinutes));
    }

    /// The last pulse of a source that ends: the heartbeats that follow an interval still follow the last one.
    ///
    /// @param end end of the last interval
    /// @return end plus the last offset
    public Instant last(Instant end) {
        return end.plus(Duration.ofMinutes(offsetMinutes.getLast()));
    }
}
