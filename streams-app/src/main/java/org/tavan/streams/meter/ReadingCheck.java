package org.tavan.streams.meter;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Flow;
import org.tavan.schema.Reading;
import org.tavan.schema.ReadingQuality;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Unit;
import org.tavan.streams.MeteringConfig;

/// Checks of a reading by itself and against the physical limit of its connection.
final class ReadingCheck {
    /// Clocks that show less were never set (ms).
    static final long CLOCK_SET_MILLIS = Instant.parse("2001-01-01T00:00:00Z").toEpochMilli();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final double VALUE_MAX = 1e13;

    private final long clockAheadMillis;
    private final double tolerance;

    ReadingCheck(MeteringConfig config) {
        this.clockAheadMillis = config.clockAheadMax().toMillis();
        this.tolerance = 1 + config.powerToleranceFraction();
    }

    /// Most power that is believed (kW).
    double believedKw(double powerMaxKw) {
        return powerMaxKw * tolerance;
    }

    /// The reading as a sample; null if `refusal` says why not.
    Sample sample(Reading reading) {
        boolean interval = kind(reading.getAccumulation()).hasInterval();
        long time = reading.getReadingTime().toEpochMilli();
        Instant start = reading.getIntervalStart();
        boolean estimated = reading.getQuality() == ReadingQuality.ESTIMATED
                || reading.getQuality() == ReadingQuality.QUESTIONABLE;
        return new Sample(time, interval && start != null ? start.toEpochMilli() : time,
                kind(reading.getAccumulation()),
                reading.getMantissa(), reading.getScaler(), estimated, reading.getRevision(), 1, false);
    }

    /// Why the reading cannot be used, whatever else was read; null if it can.
    ///
    /// @param registration what the register measures at that time; null: nothing
    Verdict.@Nullable Refused refusal(Reading reading, @Nullable Registration registration) {
        Verdict.Refused form = formRefusal(reading, registration);
        if (form != null) {
            return form;
        }
        Verdict.Refused clock = clockRefusal(reading);
        if (clock != null) {
            return clock;
        }
        Sample sample = sample(reading);
        if (sample.kind().hasInterval()) {
            long length = sample.time() - sample.start();
            if (reading.getIntervalStart() == null || length <= 0 || length > DAY_MILLIS) {
                return refused(RejectReason.BAD_INTERVAL, reading,
                        "intervalStart is " + reading.getIntervalStart()
                                + ", expected at most a day before readingTime " + reading.getReadingTime());
            }
        }
        double powerMaxKw = registration == null ? Double.MAX_VALUE : registration.powerMaxKw();
        if (sample.kind() != Kind.BULK && sample.powerKw() > believedKw(powerMaxKw)) {
            return refused(RejectReason.SPIKE, reading, "mean power is %.3f kW, expected at most %.3f kW"
                    .formatted(sample.powerKw(), believedKw(powerMaxKw)));
        }
        return null;
    }

    private static Verdict.@Nullable Refused formRefusal(Reading reading,
            @Nullable Registration registration) {
        Unit expected = switch (reading.getAccumulation()) {
            case BULK_QUANTITY, DELTA_DATA -> Unit.WH;
            case INSTANTANEOUS, AVERAGE -> Unit.W;
            case UNKNOWN, HEARTBEAT -> Unit.UNKNOWN;
        };
        if (expected == Unit.UNKNOWN || reading.getUnit() != expected) {
            return refused(RejectReason.WRONG_UNIT, reading,
                    "unit is %s for %s, expected WH for energies and W for powers"
                            .formatted(reading.getUnit(), reading.getAccumulation()));
        }
        if (Math.abs(reading.getScaler()) > Sample.SCALER_MAX
                || Math.abs(Sample.scaled(reading.getMantissa(), reading.getScaler())) > VALUE_MAX) {
            return refused(RejectReason.NOT_A_NUMBER, reading, "value is %de%d, expected at most %.0e"
                    .formatted(reading.getMantissa(), reading.getScaler(), VALUE_MAX));
        }
        // The channel says what a value counts as; a source that does not know the direction says FORWARD.
        boolean reversed = registration != null && registration.generates();
        if (reading.getFlow() == Flow.NET
                || (reading.getFlow() == Flow.REVERSE && registration != null && !reversed)) {
            return refused(RejectReason.NEGATIVE, reading,
                    "flow is %s, expected %s%s; let each direction have a register of its own".formatted(
                            reading.getFlow(), reversed ? "REVERSE or FORWARD" : "FORWARD",
                            registration == null ? "" : " on channel " + registration.channel()));
        }
        if (reading.getMantissa() < 0) {
            return refused(RejectReason.NEGATIVE, reading,
                    "value is %de%d, expected 0 or more; let each direction have a "
                            .formatted(reading.getMantissa(), reading.getScaler()) + "register of its own");
        }
        return null;
    }

    private Verdict.@Nullable Refused clockRefusal(Reading reading) {
        long time = reading.getReadingTime().toEpochMilli();
        if (time < CLOCK_SET_MILLIS) {
            return refused(RejectReason.CLOCK_UNSET, reading, "expected a readingTime of 2001 or later");
        }
        if (time > reading.getKnowledgeTime().toEpochMilli() + clockAheadMillis) {
            return refused(RejectReason.CLOCK_FUTURE, reading,
                    "expected a readingTime at most %d s after knowledgeTime %s"
                            .formatted(clockAheadMillis / 1000, reading.getKnowledgeTime()));
        }
        return null;
    }

    private static Kind kind(Accumulation accumulation) {
        return switch (accumulation) {
            case BULK_QUANTITY -> Kind.BULK;
            case DELTA_DATA -> Kind.DELTA;
            case AVERAGE -> Kind.AVERAGE;
            case INSTANTANEOUS, UNKNOWN, HEARTBEAT -> Kind.INSTANTANEOUS;
        };
    }

    /// A refusal that says which reading it is about.
    static Verdict.Refused refused(RejectReason reason, Reading reading, String message) {
        return new Verdict.Refused(reason,
                "meter '%s' register '%s' at %s: %s".formatted(reading.getMeterId(),
                        reading.getRegister(), reading.getReadingTime(), message));
    }
}
