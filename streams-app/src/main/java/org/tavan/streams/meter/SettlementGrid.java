package org.tavan.streams.meter;

/// The settlement intervals of a community, numbered: interval k is `(phase + k·length, phase + (k + 1)·length]`.
///
/// @param phaseMillis remainder of any interval start, in `[0, lengthMillis)`
/// @param lengthMillis length of an interval (ms)
public record SettlementGrid(long phaseMillis, long lengthMillis) {
    public SettlementGrid {
        if (!(lengthMillis > 0 && 0 <= phaseMillis && phaseMillis < lengthMillis)) {
            throw new IllegalArgumentException("The phaseMillis (%d) must lie in [0, lengthMillis (%d))."
                    .formatted(phaseMillis, lengthMillis));
        }
    }

    /// The grid on which an interval starts at that time.
    public static SettlementGrid startingAt(long startMillis, int intervalMinutes) {
        long length = intervalMinutes * 60_000L;
        return new SettlementGrid(Math.floorMod(startMillis, length), length);
    }

    /// Start of interval k.
    public long start(long tick) {
        return phaseMillis + tick * lengthMillis;
    }

    /// End of interval k.
    public long end(long tick) {
        return start(tick) + lengthMillis;
    }

    /// The interval that contains the time just after it: start inclusive.
    public long tickFrom(long timeMillis) {
        return Math.floorDiv(timeMillis - phaseMillis, lengthMillis);
    }

    /// The interval that a reading of that time closes: end inclusive.
    public long tickClosedBy(long timeMillis) {
        return tickFrom(timeMillis - 1);
    }

    /// Length (h).
    public double hours() {
        return lengthMillis / 3_600_000.0;
    }
}
