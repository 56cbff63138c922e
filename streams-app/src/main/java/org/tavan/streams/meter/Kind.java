package org.tavan.streams.meter;

/// What the value of a sample means.
public enum Kind {
    /// Cumulative register (Wh).
    BULK(0),
    /// Energy of an interval (Wh).
    DELTA(1),
    /// Power at an instant (W).
    INSTANTANEOUS(2),
    /// Mean power of an interval (W).
    AVERAGE(3);

    private static final Kind[] BY_CODE = {BULK, DELTA, INSTANTANEOUS, AVERAGE};

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    /// Whether a sample has a start before its time.
    public boolean hasInterval() {
        return this == DELTA || this == AVERAGE;
    }

    int code() {
        return code;
    }

    static Kind of(int code) {
        return BY_CODE[code];
    }
}
