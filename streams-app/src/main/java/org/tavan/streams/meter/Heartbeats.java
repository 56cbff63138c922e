package org.tavan.streams.meter;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.streams.MeteringConfig;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;
import org.tavan.topic.Topics;

/// Newest heartbeat of each source in one partition; what every source that counts has passed is the partition's clock.
///
/// So that no source holds the clock for ever, one that said nothing while another advanced by more than the late horizon
/// does not count, nor does one that is new and further behind the clock than that, until it has come within it.
/// Silence is measured by what others advance, of which one heartbeat gives half the horizon at most: a single one of a clock
/// that is set wrong leaves nobody behind who has spoken within the other half. A function of the heartbeats of the partition in their order, and of nothing else.
public final class Heartbeats {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final int VERSION = 1;
    private static final long LATEST_MILLIS = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private final long clockAheadMillis;
    private final long horizonMillis;
    private final TreeMap<String, Source> sources = new TreeMap<>();
    private long frontMillis;

    /// What is known of a source.
    ///
    /// @param timeMillis newest heartbeat (ms)
    /// @param advanceMillis how far it has come step by step (ms)
    /// @param heardMillis how far the foremost source had come when this one spoke last (ms)
    /// @param counts whether the clock waits for it
    private record Source(long timeMillis, long advanceMillis, long heardMillis, boolean counts) {
        Source counting() {
            return new Source(timeMillis, advanceMillis, heardMillis, true);
        }
    }

    /// No source yet.
    public Heartbeats(MeteringConfig config) {
        this.clockAheadMillis = config.clockAheadMax().toMillis();
        this.horizonMillis = config.lateHorizon().toMillis();
    }

    /// Restores what [#write] wrote.
    public void read(byte[] state) {
        var in = new BinaryReader(state).expectVersion(VERSION);
        frontMillis = in.getLong();
        for (int left = in.getInt(); left > 0; left--) {
            sources.put(in.getText(),
                    new Source(in.getLong(), in.getLong(), in.getLong(), in.getByte() == 1));
        }
    }

    /// Writes the state.
    public byte[] write(BinaryWriter out) {
        out.reset().putByte(VERSION).putLong(frontMillis).putLong(sources.size());
        sources.forEach((name, source) -> out.putText(name)
                .putLong(source.timeMillis())
                .putLong(source.advanceMillis())
                .putLong(source.heardMillis())
                .putByte(source.counts() ? 1 : 0));
        return out.toBytes();
    }

    /// Why a heartbeat cannot be used; null if it can.
    public Verdict.@Nullable Refused refusal(Reading heartbeat) {
        if (!heartbeat.getMeterId().startsWith(Topics.HEARTBEAT_PREFIX)) {
            return new Verdict.Refused(RejectReason.MALFORMED, "a heartbeat of '%s', expected %s<source>"
                    .formatted(heartbeat.getMeterId(), Topics.HEARTBEAT_PREFIX));
        }
        long time = heartbeat.getReadingTime().toEpochMilli();
        if (time < ReadingCheck.CLOCK_SET_MILLIS) {
            return new Verdict.Refused(RejectReason.CLOCK_UNSET, "%s is %s, expected a time of 2001 or later"
                    .formatted(heartbeat.getMeterId(), heartbeat.getReadingTime()));
        }
        if (time > heartbeat.getKnowledgeTime().toEpochMilli() + clockAheadMillis || time > LATEST_MILLIS) {
            // It would close every interval up to then.
            return new Verdict.Refused(RejectReason.CLOCK_FUTURE,
                    "%s is %s, expected a time not after its knowledgeTime %s"
                            .formatted(heartbeat.getMeterId(), heartbeat.getReadingTime(),
                                    heartbeat.getKnowledgeTime()));
        }
        return null;
    }

    /// Takes a heartbeat that is not refused.
    ///
    /// @return whether it is newer than the one before from this source
    public boolean beat(String name, long timeMillis) {
        Source before = sources.get(name);
        if (before != null && timeMillis <= before.timeMillis()) {
            return false;
        }
        // A leap may be a clock that was set wrong, so one alone leaves nobody behind.
        long advance = before == null
                ? frontMillis
                : before.advanceMillis() + Math.min(timeMillis - before.timeMillis(), horizonMillis / 2);
        boolean counts = (before != null && before.counts())
                || clockMillis() <= timeMillis + horizonMillis;
        frontMillis = Math.max(frontMillis, advance);
        sources.put(name, new Source(timeMillis, advance, frontMillis, counts));
        leaveSilentBehind();
        return true;
    }

    /// Forgets a source that was taken out of service.
    ///
    /// @return whether it was known
    public boolean remove(String name) {
        boolean known = sources.remove(name) != null;
        countWhoIsLeft();
        return known;
    }

    /// Time that all sources that count have passed; `Long.MIN_VALUE` if there is none.
    public long clockMillis() {
        return sources.values()
                .stream()
                .filter(Source::counts)
                .mapToLong(Source::timeMillis)
                .min()
                .orElse(Long.MIN_VALUE);
    }

    private void leaveSilentBehind() {
        sources.entrySet().removeIf(entry -> {
            boolean silent = frontMillis - entry.getValue().heardMillis() > horizonMillis;
            if (silent) {
                LOG.warn("a heartbeat source is silent and counts no longer, source={} newest={} horizon={}",
                        entry.getKey(), Instant.ofEpochMilli(entry.getValue().timeMillis()),
                        Duration.ofMillis(horizonMillis));
            }
            return silent;
        });
        countWhoIsLeft();
    }

    /// Where all that counted are gone, the clock is that of the others, even if it is an earlier one: what is closed stays
    /// closed.
    private void countWhoIsLeft() {
        if (sources.values().stream().noneMatch(Source::counts)) {
            sources.replaceAll((_, source) -> source.counting());
        }
    }
}
