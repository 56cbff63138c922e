package org.tavan.streams.meter;

import org.jspecify.annotations.Nullable;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// Whether a sample fits the samples around it: intervals must not overlap; a register may only grow, and not faster than
/// its connection allows.
///
/// What contradicts the last value of a register is refused. Only a run of values that grow plausibly among themselves
/// starts the register anew (a reset, or another meter), with nothing counted across; zeros alone never do.
final class RegisterSeries {
    private static final double MILLIS_PER_HOUR = 3_600_000.0;

    private final int epochAfter;
    private int run;
    private long candidateTime;
    private double candidateKwh;

    RegisterSeries(int epochAfter) {
        this.epochAfter = epochAfter;
    }

    void write(BinaryWriter out) {
        out.putLong(run);
        if (run > 0) {
            out.putLong(candidateTime).putDouble(candidateKwh);
        }
    }

    void read(BinaryReader in) {
        run = in.getInt();
        if (run > 0) {
            candidateTime = in.getLong();
            candidateKwh = in.getDouble();
        }
    }

    /// Why an interval does not fit; null if it does.
    static Verdict.@Nullable Refused overlap(
            Reading reading,
            Sample sample,
            @Nullable Sample before,
            @Nullable Sample after) {
        if (!sample.kind().hasInterval()) {
            return null;
        }
        boolean overBefore = before != null && before.kind().hasInterval() && sample.start() < before.time();
        boolean overAfter = after != null && after.kind().hasInterval() && after.start() < sample.time();
        return overBefore || overAfter
                ? ReadingCheck.refused(RejectReason.BAD_INTERVAL, reading,
                        "the interval overlaps another that was accepted, expected intervals side by side")
                : null;
    }

    /// Fits a register value into its series.
    ///
    /// @param believedKw most power that is believed (kW)
    /// @return the sample as it counts, perhaps as the start of a new epoch; null if refused
    @Nullable
    Sample fit(
            Sample sample,
            @Nullable Sample before,
            @Nullable Sample after,
            double believedKw,
            double modulusKwh) {
        boolean fitsBefore = before == null || before.kind() != Kind.BULK
                || grows(before, sample, believedKw, modulusKwh);
        boolean fitsAfter = after == null || after.kind() != Kind.BULK || after.epochStart()
                || grows(sample, after, believedKw, modulusKwh);
        if (fitsBefore && fitsAfter) {
            if (after == null) {
                run = 0;
            }
            return sample;
        }
        if (after != null) {
            return null;
        }
        return candidate(sample, believedKw) ? sample.asEpochStart() : null;
    }

    private boolean candidate(Sample sample, double believedKw) {
        double kWh = sample.kilo();
        if (kWh <= 0) {
            run = 0;
            return false;
        }
        double grown = kWh - candidateKwh;
        double most = believedKw * (sample.time() - candidateTime) / MILLIS_PER_HOUR + step(sample);
        boolean growing = run > 0 && sample.time() > candidateTime && grown > 0 && grown <= most;
        run = growing ? run + 1 : 1;
        candidateTime = sample.time();
        candidateKwh = kWh;
        if (run < epochAfter) {
            return false;
        }
        run = 0;
        return true;
    }

    private static boolean grows(Sample before, Sample sample, double believedKw, double modulusKwh) {
        double kWh = EnergyRule.difference(before, sample, modulusKwh);
        return kWh >= 0
                && kWh <= believedKw * (sample.time() - before.time()) / MILLIS_PER_HOUR + step(sample);
    }

    /// Resolution of the register (kWh): a coarse one may jump by a step at once.
    private static double step(Sample sample) {
        return Sample.scaled(1, sample.scaler()) / 1000;
    }
}
