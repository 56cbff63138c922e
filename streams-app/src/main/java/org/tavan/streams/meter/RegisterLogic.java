package org.tavan.streams.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.streams.MeteringConfig;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// Everything about one register of one meter: accepts samples, closes its intervals, revises closed ones.
///
/// An interval closes at once when the own samples have passed its end and, up to the end of its grace, cover it; else when
/// a heartbeat has passed the end of the grace. Either way its first value is made of the samples up to the end of the
/// grace alone, and its knowledge time is a function of these; so it does not depend on how far other meters, partitions or
/// later readings have come. What lies behind that makes revisions.
public final class RegisterLogic {
    private static final int VERSION = 1;
    private static final long NONE = Long.MAX_VALUE;

    private final MeteringConfig config;
    private final ReadingCheck check;
    private final EnergyRule energyRule;
    private final RegisterSeries series;
    private final Timeline timeline;
    private final BiConsumer<Registration, MeterInterval> output;
    private final long graceMillis;
    private final long reachMillis;
    private final TickRanges closedAhead = new TickRanges();
    private List<Registration> registrations;
    private long firstOpen;
    private long highestClosed = Long.MIN_VALUE;
    private long clockMillis = Long.MIN_VALUE;

    /// A register that never reported.
    ///
    /// @param key name of the register in the store
    /// @param registrations what it measures, in order of intervals; not empty
    /// @param output takes the closed and revised intervals
    public RegisterLogic(
            String key,
            List<Registration> registrations,
            MeteringConfig config,
            ChunkStore chunks,
            BiConsumer<Registration, MeterInterval> output) {
        this.config = config;
        this.check = new ReadingCheck(config);
        this.energyRule = new EnergyRule(config);
        this.series = new RegisterSeries(config.epochAfter());
        this.timeline = new Timeline(key, chunks);
        this.output = output;
        this.graceMillis = config.grace().toMillis();
        this.reachMillis = Math.max(config.gapMax().toMillis(),
                config.instantaneousHold().toMillis() * 3 / 2);
        this.registrations = registrations;
        this.firstOpen = registrations.getFirst().fromTick();
    }

    /// Restores what [#write] wrote.
    public void read(byte[] state) {
        var in = new BinaryReader(state).expectVersion(VERSION);
        firstOpen = in.getLong();
        highestClosed = in.getLong();
        clockMillis = in.getLong();
        closedAhead.read(in, firstOpen);
        series.read(in);
        timeline.readTail(in);
    }

    /// Writes the state.
    public byte[] write(BinaryWriter out) {
        out.reset().putByte(VERSION).putLong(firstOpen).putLong(highestClosed).putLong(clockMillis);
        closedAhead.write(out, firstOpen);
        series.write(out);
        timeline.writeTail(out);
        return out.toBytes();
    }

    /// Tells of a chunk of older samples in the store.
    public void addChunk(long firstTime) {
        timeline.addChunk(firstTime);
    }

    /// Takes changed registrations.
    public void register(List<Registration> changed) {
        registrations = changed;
        long next = firstOpen == NONE ? highestClosed + 1 : firstOpen;
        firstOpen = nextCovered(next);
    }

    /// Forgets everything.
    public void clear() {
        timeline.clear();
    }

    /// Event time at which a heartbeat closes the next interval; `Long.MAX_VALUE` if none is open.
    public long dueMillis() {
        return firstOpen == NONE ? NONE : grid().end(firstOpen) + graceMillis;
    }

    /// Takes a reading.
    ///
    /// @param accept whether it may be accepted; if not, it is only judged
    public Verdict take(Reading reading, boolean accept) {
        long time = reading.getReadingTime().toEpochMilli();
        Registration registration = registrationAt(time, reading.getIntervalStart() != null);
        Verdict.Refused refused = check.refusal(reading, registration);
        if (refused != null) {
            return refused;
        }
        if (registration == null) {
            return ReadingCheck.refused(RejectReason.BEFORE_VALIDITY, reading,
                    "the meter belongs to nobody at that time, expected one in the member's validity");
        }
        if (time <= lateBefore()) {
            return Verdict.LATE;
        }
        Sample sample = check.sample(reading);
        Sample old = timeline.at(time);
        if (old != null) {
            if (sample.revision() < old.revision()
                    || (sample.revision() == old.revision() && sample.sameValue(old))) {
                return Verdict.DUPLICATE;
            }
            if (sample.revision() == old.revision()) {
                return ReadingCheck.refused(RejectReason.CONFLICT, reading,
                        "value is %se%s Wh or W, expected %se%s as before, or a higher revision"
                                .formatted(sample.mantissa(), sample.scaler(), old.mantissa(), old.scaler()));
            }
            sample = sample.correcting(old);
        }
        Sample before = timeline.before(time);
        Sample after = timeline.after(time);
        Verdict.Refused overlap = RegisterSeries.overlap(reading, sample, before, after);
        if (overlap != null) {
            return overlap;
        }
        if (sample.kind() == Kind.BULK && !sample.epochStart()) {
            Sample fitted = series.fit(sample, before, after, check.believedKw(registration.powerMaxKw()),
                    registration.modulusKwh());
            if (fitted == null) {
                return dip(reading, sample, before);
            }
            sample = fitted;
        }
        if (accept) {
            insert(sample, old, before, after);
        }
        return Verdict.ACCEPTED;
    }

    /// A heartbeat: every source has sent everything up to that time.
    public void heartbeat(long timeMillis) {
        while (dueMillis() <= timeMillis) {
            long tick = firstOpen;
            close(tick, dueMillis());
            advance();
        }
    }

    private static Verdict dip(Reading reading, Sample sample, @Nullable Sample before) {
        double last = before == null ? 0 : before.kilo();
        return sample.kilo() < last
                ? ReadingCheck.refused(RejectReason.REGISTER_DIP, reading,
                        "register is %.3f kWh, expected at least %.3f kWh".formatted(sample.kilo(), last))
                : ReadingCheck.refused(RejectReason.SPIKE, reading,
                        "register is %.3f kWh after %.3f kWh, more than the connection can carry"
                                .formatted(sample.kilo(), last));
    }

    private void insert(Sample sample, @Nullable Sample old, @Nullable Sample before,
            @Nullable Sample after) {
        long from = Math.min(sample.start(), old == null ? sample.start() : old.start());
        if (before != null && from - before.time() <= reachMillis) {
            from = Math.min(from, before.time());
        }
        long to = sample.time()
                + (sample.kind() == Kind.INSTANTANEOUS ? config.instantaneousHold().toMillis() : 0);
        if (after != null && after.start() - sample.time() <= reachMillis) {
            to = Math.max(to, after.time());
        }
        SettlementGrid grid = grid();
        long firstTick = Math.max(Math.min(grid.tickFrom(from), grid.tickClosedBy(sample.time())),
                registrations.getFirst().fromTick());
        long lastTick = grid.tickClosedBy(to);
        List<Closed> closed = closedIn(firstTick, lastTick);
        timeline.put(sample);
        clockMillis = Math.max(clockMillis, sample.time());
        revise(closed);
        Sample newest = timeline.last();
        long watermark = newest == null ? sample.time() : newest.time();
        for (long tick = Math.max(firstTick, firstOpen); tick <= lastTick
                && grid.end(tick) <= watermark; tick++) {
            closeIfCovered(tick, watermark);
        }
        // An interval that still waits for a heartbeat needs its samples, however far the readings have come.
        long needed = Math.min(watermark - config.lateHorizon().toMillis(),
                firstOpen == NONE ? watermark : grid.start(firstOpen));
        timeline.expire(needed - 2 * reachMillis - grid.lengthMillis());
    }

    private record Closed(long tick, Registration registration, Energy energy) {}

    private List<Closed> closedIn(long firstTick, long lastTick) {
        if (firstTick > highestClosed) {
            return List.of();
        }
        var closed = new ArrayList<Closed>();
        for (long tick = firstTick; tick <= Math.min(lastTick, highestClosed); tick++) {
            Registration registration = covering(tick);
            if (registration != null && (tick < firstOpen || closedAhead.contains(tick))) {
                closed.add(new Closed(tick, registration, evaluate(registration, tick, Long.MAX_VALUE)));
            }
        }
        return closed;
    }

    private void revise(List<Closed> closed) {
        if (closed.isEmpty()) {
            return;
        }
        long position = Math.max(highestClosed + 1, firstNotDueAt(clockMillis));
        for (Closed before : closed) {
            Energy energy = evaluate(before.registration(), before.tick(), Long.MAX_VALUE);
            if (!energy.equals(before.energy())) {
                emit(before.registration(), before.tick(), energy, position, clockMillis);
            }
        }
    }

    private void closeIfCovered(long tick, long watermark) {
        Registration registration = covering(tick);
        if (registration == null || closedAhead.contains(tick)) {
            return;
        }
        long limit = grid().end(tick) + graceMillis;
        if (evaluate(registration, tick, limit).quality() == Quality.MEASURED) {
            close(tick, Math.min(watermark, limit));
            if (tick == firstOpen) {
                advance();
            } else {
                closedAhead.add(tick);
            }
        }
    }

    /// Emits the first value, made of the samples within the grace; and before it the revision that samples behind the
    /// grace have already made of it, so that whoever waits for the first value has the revision too.
    private void close(long tick, long knowledgeMillis) {
        Registration registration = covering(tick);
        if (registration == null) {
            return;
        }
        long limit = grid().end(tick) + graceMillis;
        Energy first = evaluate(registration, tick, limit);
        Sample behind = timeline.last() == null || timeline.last().time() <= limit
                ? null
                : timeline.after(limit);
        if (behind != null) {
            Energy all = evaluate(registration, tick, Long.MAX_VALUE);
            if (!all.equals(first)) {
                long position = Math.max(tick + 1, firstNotDueAt(behind.time()));
                emit(registration, tick, all, position, behind.time());
            }
        }
        emit(registration, tick, first, MeterInterval.FIRST, knowledgeMillis);
        highestClosed = Math.max(highestClosed, tick);
        clockMillis = Math.max(clockMillis, knowledgeMillis);
    }

    private void emit(Registration registration, long tick, Energy energy, long position,
            long knowledgeMillis) {
        output.accept(registration,
                new MeterInterval(registration.registerId(), tick, energy,
                        position, knowledgeMillis));
    }

    private Energy evaluate(Registration registration, long tick, long limit) {
        long start = grid().start(tick);
        long end = grid().end(tick);
        boolean first = tick == registrations.getFirst().fromTick();
        return energyRule.evaluate(timeline.window(start, end), start, end, limit, registration.modulusKwh(),
                first ? start - 1 : start);
    }

    private void advance() {
        long next = nextCovered(firstOpen + 1);
        while (next != NONE && closedAhead.contains(next)) {
            next = nextCovered(next + 1);
        }
        firstOpen = next;
        closedAhead.removeBefore(next);
    }

    private long nextCovered(long tick) {
        for (Registration registration : registrations) {
            if (tick < registration.toTick()) {
                return Math.max(tick, registration.fromTick());
            }
        }
        return NONE;
    }

    private @Nullable Registration covering(long tick) {
        for (Registration registration : registrations) {
            if (registration.covers(tick)) {
                return registration;
            }
        }
        return null;
    }

    /// The registration that a reading belongs to; the value at the very start of the first interval belongs to it too.
    private @Nullable Registration registrationAt(long time, boolean interval) {
        Registration first = registrations.getFirst();
        if (!interval && time == grid().start(first.fromTick())) {
            return first;
        }
        return covering(grid().tickClosedBy(time));
    }

    /// First interval whose grace has not run out before that time.
    private long firstNotDueAt(long timeMillis) {
        return grid().tickClosedBy(timeMillis - graceMillis);
    }

    private long lateBefore() {
        if (highestClosed == Long.MIN_VALUE) {
            return Long.MIN_VALUE;
        }
        return grid().end(highestClosed) - config.lateHorizon().toMillis();
    }

    private SettlementGrid grid() {
        return registrations.getFirst().grid();
    }
}
