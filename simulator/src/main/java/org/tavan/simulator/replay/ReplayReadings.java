package org.tavan.simulator.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Flow;
import org.tavan.schema.Reading;
import org.tavan.schema.ReadingQuality;
import org.tavan.schema.Unit;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Pulses;

/// Readings of a history from pulse to pulse: mean powers, known at their end. What is missing is not sent.
final class ReplayReadings implements Iterator<Batch> {
    private static final double MILLIWATTS_PER_KW = 1e6;
    private static final int MILLIWATT_SCALER = -3;

    private final String source;
    private final List<MeterSeries> meters;
    private final Pulses pulses;
    private final Instant end;
    private final Instant lastPulse;
    private Instant previous;
    private Instant pulse;

    /// What a meter sends.
    ///
    /// @param meterId meter
    /// @param series mean power (kW), or per peak power
    /// @param factor peak power, or 1
    record MeterSeries(String meterId, Series series, double factor) {}

    ReplayReadings(String source, List<MeterSeries> meters, Pulses pulses, Instant end, Instant after) {
        this.source = source;
        this.meters = meters;
        this.pulses = pulses;
        this.end = end;
        this.lastPulse = pulses.last(end);
        Instant origin = pulses.origin();
        this.pulse = after.isBefore(origin)
                ? origin
                : pulses.after(after.isAfter(lastPulse) ? lastPulse : after);
        this.previous = after.isBefore(origin) ? origin : after;
    }

    @Override
    public boolean hasNext() {
        return !pulse.isAfter(lastPulse);
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the history ends at " + end);
        }
        List<Reading> readings = new ArrayList<>();
        Instant until = pulse.isAfter(end) ? end : pulse;
        meters.forEach(meter -> readings(meter, until, readings));
        readings.sort(Comparator.comparing(Reading::getReadingTime));
        Batch batch = new Batch(pulse, readings, 0);
        previous = pulse;
        pulse = pulses.after(pulse);
        return batch;
    }

    private void readings(MeterSeries meter, Instant until, List<Reading> into) {
        Series series = meter.series();
        for (Instant start = series.firstEndingAfter(previous); !start.plus(series.step())
                .isAfter(until); start = start
                        .plus(series.step())) {
            double powerKw = series.at(start) * meter.factor();
            if (!Double.isNaN(powerKw)) {
                Instant known = start.plus(series.step());
                into.add(new Reading(meter.meterId(), "", Accumulation.AVERAGE, Flow.FORWARD, Unit.W,
                        Math.round(powerKw * MILLIWATTS_PER_KW), MILLIWATT_SCALER, start, known, known,
                        ReadingQuality.RAW, 0, source));
            }
        }
    }
}
