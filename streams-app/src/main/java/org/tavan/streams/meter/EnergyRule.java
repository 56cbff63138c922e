package org.tavan.streams.meter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.streams.MeteringConfig;

/// Energy of an interval from the samples around it.
///
/// Samples become pieces of constant power: an interval kind is one piece, split pro rata at settlement boundaries; an
/// instantaneous value holds until the next one, at most for the hold time; two values of a register make one piece,
/// which is linear in energy. A gap between known pieces up to the gap limit is filled linearly in power and flagged.
/// A difference of a register over more than one and a half intervals (or hold times) is flagged too: its energy is
/// right, its place is not.
final class EnergyRule {
    private static final double MILLIS_PER_HOUR = 3_600_000.0;

    private final long holdMillis;
    private final long gapMillis;
    private final double coverageMin;
    private long start;
    private long end;
    private double measuredMillis;
    private double measuredKwh;
    private double estimatedMillis;
    private double estimatedKwh;

    EnergyRule(MeteringConfig config) {
        this.holdMillis = config.instantaneousHold().toMillis();
        this.gapMillis = config.gapMax().toMillis();
        this.coverageMin = config.coverageMin();
    }

    /// Energy in `(start, end]`.
    ///
    /// @param samples in order of time, from the newest at or before `start` to the oldest at or after `end`
    /// @param limit samples after that time are not known yet (ms)
    /// @param modulusKwh where a register starts again at 0; NaN: never
    /// @param countFrom readings count from that time on, exclusive (ms)
    Energy evaluate(List<Sample> samples, long start, long end, long limit, double modulusKwh,
            long countFrom) {
        this.start = start;
        this.end = end;
        measuredMillis = 0;
        measuredKwh = 0;
        estimatedMillis = 0;
        estimatedKwh = 0;
        int readings = 0;
        Sample before = null;
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            if (sample.time() > limit) {
                break;
            }
            if (sample.time() > countFrom && sample.time() <= end) {
                readings += sample.count();
            }
            addPieces(before, sample, modulusKwh);
            before = sample;
        }
        if (before != null && before.kind() == Kind.INSTANTANEOUS) {
            addConstant(before.time(), before.time() + holdMillis, before.kilo(), before.estimated());
        }
        return classify(readings);
    }

    /// Longest difference of a register that counts as measured (ms).
    private long registerMillis() {
        return Math.max(end - start, holdMillis) * 3 / 2;
    }

    private Energy classify(int readings) {
        double length = end - start;
        if (measuredMillis >= coverageMin * length) {
            double scale = measuredMillis >= length ? 1 : length / measuredMillis;
            return new Energy(measuredKwh * scale, Quality.MEASURED, readings);
        }
        double known = measuredMillis + estimatedMillis;
        if (known >= coverageMin * length) {
            double scale = known >= length ? 1 : length / known;
            return new Energy((measuredKwh + estimatedKwh) * scale, Quality.ESTIMATED, readings);
        }
        return new Energy(0, Quality.MISSING, readings);
    }

    private void addPieces(@Nullable Sample before, Sample sample, double modulusKwh) {
        boolean related = before != null && before.kind() == sample.kind();
        switch (sample.kind()) {
            case DELTA, AVERAGE -> {
                addConstant(sample.start(), sample.time(), sample.powerKw(), sample.estimated());
                if (before != null && before.kind().hasInterval()) {
                    addGap(before.time(), sample.start(), before.powerKw(), sample.powerKw());
                }
            }
            case INSTANTANEOUS -> {
                if (before != null && related) {
                    long held = Math.min(sample.time(), before.time() + holdMillis);
                    addConstant(before.time(), held, before.kilo(), before.estimated());
                    addGap(held, sample.time(), before.kilo(), sample.kilo());
                }
            }
            case BULK -> {
                if (before != null && related && !sample.epochStart()) {
                    addDifference(before, sample, modulusKwh);
                }
            }
        }
    }

    private void addDifference(Sample before, Sample sample, double modulusKwh) {
        long elapsed = sample.time() - before.time();
        if (elapsed > Math.max(gapMillis, registerMillis())) {
            return;
        }
        double kWh = difference(before, sample, modulusKwh);
        boolean estimated = before.estimated() || sample.estimated() || elapsed > registerMillis();
        addConstant(before.time(), sample.time(), kWh / (elapsed / MILLIS_PER_HOUR), estimated);
    }

    private void addConstant(long from, long to, double kw, boolean estimated) {
        long millis = Math.min(to, end) - Math.max(from, start);
        if (millis <= 0) {
            return;
        }
        double kWh = kw * millis / MILLIS_PER_HOUR;
        if (estimated) {
            estimatedMillis += millis;
            estimatedKwh += kWh;
        } else {
            measuredMillis += millis;
            measuredKwh += kWh;
        }
    }

    private void addGap(long from, long to, double kwFrom, double kwTo) {
        long gap = to - from;
        if (gap <= 0 || gap > gapMillis) {
            return;
        }
        long low = Math.max(from, start);
        long high = Math.min(to, end);
        if (high <= low) {
            return;
        }
        double middle = (0.5 * (low + high) - from) / gap;
        estimatedMillis += high - low;
        estimatedKwh += (kwFrom + (kwTo - kwFrom) * middle) * (high - low) / MILLIS_PER_HOUR;
    }

    /// Energy between two values of a register (kWh), over its start again at 0 if it has a modulus.
    static double difference(Sample before, Sample sample, double modulusKwh) {
        double kWh = before.scaler() == sample.scaler()
                ? Sample.scaled(sample.mantissa() - before.mantissa(), sample.scaler()) / 1000
                : sample.kilo() - before.kilo();
        return kWh < 0 && modulusKwh > 0 ? kWh + modulusKwh : kWh;
    }
}
