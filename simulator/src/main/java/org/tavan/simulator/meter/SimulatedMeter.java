package org.tavan.simulator.meter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Flow;
import org.tavan.schema.Reading;
import org.tavan.schema.ReadingQuality;
import org.tavan.schema.Unit;

/// One meter that is fed the truth step by step and sends readings when its period ends.
///
/// Energies are kept as whole milliwatt hours, and a value sent is a difference of the rounded register, so that the
/// sum of many readings is as exact as one register.
public final class SimulatedMeter {
    private static final int SPIKE_FACTOR = 1000;
    private static final Duration SKEW = Duration.ofHours(4);
    private static final int DECIWATT_SCALER = -1;

    private final String meterId;
    private final String source;
    private final MeterKind kind;
    private final Instant origin;
    private final Duration period;
    private final long modulusWattHours;
    private final List<Fault> faults;

    private long registerMilliwattHours;
    private long periodMilliwattHours;
    private long lastMilliwattHours;
    private Duration lastStep = Duration.ZERO;
    private boolean holding;
    private @Nullable Reading held;

    /// Makes a meter.
    ///
    /// @param meterId the meter
    /// @param source name of the feed
    /// @param kind what it sends
    /// @param origin start of a settlement interval, where its periods begin too
    /// @param intervalMinutes settlement interval (min)
    /// @param initialKwh register at the beginning (kWh)
    /// @param modulusKwh where the register begins again (kWh)
    /// @param faults of this meter
    public SimulatedMeter(
            String meterId,
            String source,
            MeterKind kind,
            Instant origin,
            int intervalMinutes,
            long initialKwh,
            long modulusKwh,
            List<Fault> faults) {
        this.meterId = meterId;
        this.source = source;
        this.kind = kind;
        this.origin = origin;
        this.period = Duration.ofMinutes(kind.periodMinutes(intervalMinutes));
        this.modulusWattHours = modulusKwh * 1000;
        this.registerMilliwattHours = initialKwh * 1_000_000;
        this.faults = List.copyOf(faults);
    }

    /// Counts the energy of one step, and sends a reading if a period ends with it.
    ///
    /// @param end end of the step; the first call, of no energy and no length, gives a register its first reading
    /// @param length of the step
    /// @param milliwattHours energy of the step (mWh)
    /// @param sink takes the readings
    public void step(Instant end, Duration length, long milliwattHours, Consumer<Reading> sink) {
        if (resetsIn(end.minus(length), end)) {
            registerMilliwattHours = 0;
        }
        registerMilliwattHours += milliwattHours;
        periodMilliwattHours += milliwattHours;
        lastMilliwattHours = milliwattHours;
        lastStep = length;
        if (Duration.between(origin, end).toSeconds() % period.toSeconds() == 0) {
            if (kind == MeterKind.REGISTER || !length.isZero()) {
                send(reading(end), end, sink);
            }
            periodMilliwattHours = 0;
        }
    }

    private void send(Reading reading, Instant now, Consumer<Reading> sink) {
        if (active(FaultKind.SILENT, now)) {
            return;
        }
        if (active(FaultKind.OUT_OF_ORDER, now)) {
            holding = !holding;
            if (holding) {
                held = reading;
                return;
            }
        }
        emit(reading, now, sink);
        if (held != null) {
            emit(late(held, now), now, sink);
            held = null;
            holding = false;
        }
    }

    private static Reading late(Reading reading, Instant known) {
        return new Reading(reading.getMeterId(), reading.getRegister(), reading.getAccumulation(),
                reading.getFlow(),
                reading.getUnit(), reading.getMantissa(), reading.getScaler(), reading.getIntervalStart(),
                reading.getReadingTime(), known, reading.getQuality(), reading.getRevision(),
                reading.getSource());
    }

    private void emit(Reading reading, Instant now, Consumer<Reading> sink) {
        sink.accept(reading);
        if (active(FaultKind.DUPLICATES, now)) {
            sink.accept(reading);
        }
    }

    private Reading reading(Instant end) {
        Duration skew = active(FaultKind.CLOCK_SKEW, end) ? SKEW : Duration.ZERO;
        Instant stamp = end.plus(skew);
        Accumulation accumulation = kind.accumulation();
        boolean spans = accumulation == Accumulation.DELTA_DATA || accumulation == Accumulation.AVERAGE;
        boolean power = accumulation == Accumulation.AVERAGE || accumulation == Accumulation.INSTANTANEOUS;
        long mantissa = mantissa() * (active(FaultKind.SPIKE, end) ? SPIKE_FACTOR : 1);
        return new Reading(meterId, "", accumulation, Flow.FORWARD, power ? Unit.W : Unit.WH, mantissa,
                power ? DECIWATT_SCALER : 0, spans ? stamp.minus(period) : null, stamp, end,
                ReadingQuality.RAW, 0,
                source);
    }

    private long mantissa() {
        return switch (kind) {
            case REGISTER -> Math.floorMod(registerMilliwattHours / 1000, modulusWattHours);
            case QUARTER_ENERGY, INTERVAL_ENERGY ->
                registerMilliwattHours / 1000 - (registerMilliwattHours - periodMilliwattHours) / 1000;
            case POWER -> deciwatts(periodMilliwattHours, period);
            case SAMPLE -> deciwatts(lastMilliwattHours, lastStep);
        };
    }

    private static long deciwatts(long milliwattHours, Duration time) {
        return Math.round(milliwattHours * 36.0 / time.toSeconds());
    }

    private boolean resetsIn(Instant start, Instant end) {
        return faults.stream()
                .anyMatch(fault -> fault.kind() == FaultKind.REGISTER_RESET && fault.from().isAfter(start)
                        && !fault.from().isAfter(end));
    }

    private boolean active(FaultKind faultKind, Instant instant) {
        for (Fault fault : faults) {
            if (fault.kind() == faultKind && fault.at(instant)) {
                return true;
            }
        }
        return false;
    }
}
