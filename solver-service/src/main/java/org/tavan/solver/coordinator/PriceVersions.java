package org.tavan.solver.coordinator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.solver.state.Codec;

/// The prices published for one interval, oldest first.
///
/// @param intervalMinutes length of the interval (min)
/// @param versions sorted by knowledge time
record PriceVersions(int intervalMinutes, List<Version> versions) {
    static final Codec<PriceVersions> CODEC = Codec.of((out, value) -> {
        out.writeInt(value.intervalMinutes());
        out.writeInt(value.versions().size());
        for (Version version : value.versions()) {
            out.writeLong(version.knowledgeMillis());
            out.writeDouble(version.dayAheadCentsPerKwh());
            out.writeDouble(version.realTimeBuyCentsPerKwh());
            out.writeDouble(version.realTimeSellCentsPerKwh());
        }
    }, in -> {
        int minutes = in.readInt();
        int size = in.readInt();
        List<Version> versions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            versions.add(new Version(in.readLong(), in.readDouble(), in.readDouble(), in.readDouble()));
        }
        return new PriceVersions(minutes, versions);
    });

    PriceVersions {
        versions = List.copyOf(versions);
    }

    /// One publication.
    record Version(long knowledgeMillis, double dayAheadCentsPerKwh, double realTimeBuyCentsPerKwh,
            double realTimeSellCentsPerKwh) {}

    /// The same with one more publication; one of the same knowledge time is replaced.
    PriceVersions with(Version added) {
        List<Version> all = new ArrayList<>();
        for (Version version : versions) {
            if (version.knowledgeMillis() < added.knowledgeMillis()) {
                all.add(version);
            }
        }
        all.add(added);
        for (Version version : versions) {
            if (version.knowledgeMillis() > added.knowledgeMillis()) {
                all.add(version);
            }
        }
        return new PriceVersions(intervalMinutes, all);
    }

    /// Newest publication known at an instant.
    @Nullable
    Version knownAt(long millis) {
        Version newest = null;
        for (Version version : versions) {
            if (version.knowledgeMillis() <= millis) {
                newest = version;
            }
        }
        return newest;
    }
}
