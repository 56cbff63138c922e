package org.tavan.streams.meter;

import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// An accepted reading. Exact: value = mantissa · 10^scaler in Wh or W.
///
/// @param time end of the interval, or the instant (ms)
/// @param start start of the interval; equal to time for the others (ms)
/// @param kind what the value means
/// @param mantissa whole part of the exact value
/// @param scaler power of ten
/// @param estimated whether its source estimated or doubts it
/// @param revision of the source
/// @param count accepted readings of this identity: 1 + corrections
/// @param epochStart of a register: nothing is counted between the sample before and this one
public record Sample(
        long time,
        long start,
        Kind kind,
        long mantissa,
        int scaler,
        boolean estimated,
        int revision,
        int count,
        boolean epochStart) {
    /// Largest absolute power of ten that is read.
    public static final int SCALER_MAX = 18;
    private static final double[] POWERS = new double[SCALER_MAX + 1];
    private static final int ESTIMATED = 4;
    private static final int EPOCH = 8;
    private static final int REVISED = 16;

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= SCALER_MAX; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    /// `mantissa · 10^scaler / 1000`: kWh of a register or an interval, kW of a power.
    public double kilo() {
        return scaled(mantissa, scaler) / 1000;
    }

    /// Mean power (kW); of a register meaningless.
    public double powerKw() {
        return kind == Kind.DELTA ? kilo() / ((time - start) / 3_600_000.0) : kilo();
    }

    /// Whether it says the same as another of the same time.
    public boolean sameValue(Sample other) {
        return start == other.start && kind == other.kind && estimated == other.estimated
                && scaled(mantissa, scaler) == scaled(other.mantissa, other.scaler);
    }

    /// The same, begun anew.
    Sample asEpochStart() {
        return new Sample(time, start, kind, mantissa, scaler, estimated, revision, count, true);
    }

    /// The same as a correction of another.
    Sample correcting(Sample old) {
        return new Sample(time, start, kind, mantissa, scaler, estimated, revision, old.count + 1,
                old.epochStart);
    }

    /// `mantissa · 10^scaler`, correctly rounded for mantissas below 2^53.
    public static double scaled(long mantissa, int scaler) {
        return scaler >= 0 ? mantissa * POWERS[scaler] : mantissa / POWERS[-scaler];
    }

    void write(BinaryWriter out, long timeBefore, long mantissaBefore) {
        boolean revised = revision != 0 || count != 1;
        out.putByte(kind.code() | (estimated ? ESTIMATED : 0) | (epochStart ? EPOCH : 0)
                | (revised ? REVISED : 0));
        out.putLong(time - timeBefore).putLong(mantissa - mantissaBefore).putByte(scaler);
        if (kind.hasInterval()) {
            out.putLong(time - start);
        }
        if (revised) {
            out.putLong(revision).putLong(count);
        }
    }

    static Sample read(BinaryReader in, long timeBefore, long mantissaBefore) {
        int flags = in.getByte();
        Kind kind = Kind.of(flags & 3);
        long time = timeBefore + in.getLong();
        long mantissa = mantissaBefore + in.getLong();
        int scaler = (byte) in.getByte();
        long start = kind.hasInterval() ? time - in.getLong() : time;
        boolean revised = (flags & REVISED) != 0;
        int revision = revised ? in.getInt() : 0;
        int count = revised ? in.getInt() : 1;
        return new Sample(time, start, kind, mantissa, scaler, (flags & ESTIMATED) != 0, revision, count,
                (flags & EPOCH) != 0);
    }
}
