package org.tavan.simulator.meter;

import org.tavan.schema.Accumulation;

/// What a simulated meter sends and how often.
public enum MeterKind {
    /// A cumulative register (Wh) every quarter of an hour.
    REGISTER(Accumulation.BULK_QUANTITY, 15),
    /// Mean power (W) every five minutes.
    POWER(Accumulation.AVERAGE, 5),
    /// A sample of the power (W) every five minutes.
    SAMPLE(Accumulation.INSTANTANEOUS, 5),
    /// Energy (Wh) of every quarter of an hour.
    QUARTER_ENERGY(Accumulation.DELTA_DATA, 15),
    /// Energy (Wh) of every hour, or of the settlement interval if that is shorter.
    INTERVAL_ENERGY(Accumulation.DELTA_DATA, 60);

    private final Accumulation accumulation;
    private final int periodMinutes;

    MeterKind(Accumulation accumulation, int periodMinutes) {
        this.accumulation = accumulation;
        this.periodMinutes = periodMinutes;
    }

    /// What the values mean.
    public Accumulation accumulation() {
        return accumulation;
    }

    /// How often it sends.
    ///
    /// @param intervalMinutes settlement interval (min)
    /// @return minutes between two readings, not more than the interval
    public int periodMinutes(int intervalMinutes) {
        return Math.min(periodMinutes, intervalMinutes);
    }
}
