package org.tavan.streams.prosumer;

import java.util.ArrayList;
import java.util.List;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;
import org.tavan.streams.codec.MeterIntervalSerde;
import org.tavan.streams.forecast.ForecastState;
import org.tavan.streams.meter.MeterInterval;

/// Small state of one prosumer, written at every interval.
final class ProsumerState {
    /// Before the first interval.
    static final long NOT_BEGUN = Long.MIN_VALUE;
    private static final int VERSION = 2;

    long nextTick = NOT_BEGUN;
    /// Distributions published: the newest one known at the last forecast, and those that came to be known later.
    private final List<Version> versions = new ArrayList<>();
    final ForecastState forecast = new ForecastState();
    /// Revisions that wait until the interval at their position is the next.
    final List<MeterInterval> waiting = new ArrayList<>();

    /// A version of the distribution.
    ///
    /// @param knowledgeMillis when it came to be known; it names the version
    /// @param day newest day, counted from 1970
    /// @param days number of days; 0: there is no distribution any more
    record Version(long knowledgeMillis, long day, int days) {
        static final Version NONE = new Version(Long.MIN_VALUE, Long.MIN_VALUE, 0);
    }

    /// Adds a version and makes its knowledge time later than that of every one before.
    Version addVersion(long knowledgeMillis, long day, int days) {
        long after = versions.isEmpty() ? Long.MIN_VALUE : versions.getLast().knowledgeMillis() + 1;
        var version = new Version(Math.max(after, knowledgeMillis), day, days);
        versions.add(version);
        return version;
    }

    /// The newest version known at a time that does not go back; what a decision at that time stands on.
    Version versionKnownAt(long timeMillis) {
        while (versions.size() > 1 && versions.get(1).knowledgeMillis() <= timeMillis) {
            versions.removeFirst();
        }
        return versions.isEmpty() || versions.getFirst().knowledgeMillis() > timeMillis
                ? Version.NONE
                : versions.getFirst();
    }

    byte[] write(BinaryWriter out) {
        out.reset().putByte(VERSION).putLong(nextTick).putLong(versions.size());
        versions.forEach(
                version -> out.putLong(version.knowledgeMillis())
                        .putLong(version.day())
                        .putLong(version.days()));
        forecast.write(out);
        out.putLong(waiting.size());
        waiting.forEach(revision -> MeterIntervalSerde.put(out, revision));
        return out.toBytes();
    }

    void read(byte[] bytes) {
        var in = new BinaryReader(bytes).expectVersion(VERSION);
        nextTick = in.getLong();
        int published = in.getInt();
        for (int i = 0; i < published; i++) {
            versions.add(new Version(in.getLong(), in.getLong(), in.getInt()));
        }
        forecast.read(in);
        int size = in.getInt();
        for (int i = 0; i < size; i++) {
            waiting.add(MeterIntervalSerde.get(in));
        }
    }
}
