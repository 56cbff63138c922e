package org.tavan.simulator.replay;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All series of a replay, by what they are and, for load and PV, by member. Covers the days replayed and the day
/// before.
final class History {
    private final Instant origin;
    private final Instant end;
    private final Map<SeriesKind, Series> ofSite = new EnumMap<>(SeriesKind.class);
    private final Map<SeriesKind, Map<String, Series>> ofMembers = new EnumMap<>(SeriesKind.class);

    History(Instant origin, Instant end) {
        this.origin = origin;
        this.end = end;
    }

    /// The series, begun where it did not exist.
    Series series(SeriesKind kind, @Nullable String member, int stepMinutes) {
        return member == null
                ? ofSite.computeIfAbsent(kind, _ -> new Series(origin, end, stepMinutes))
                : ofMembers.computeIfAbsent(kind, _ -> new LinkedHashMap<>())
                        .computeIfAbsent(member, _ -> new Series(origin, end, stepMinutes));
    }

    Optional<Series> find(SeriesKind kind) {
        return Optional.ofNullable(ofSite.get(kind));
    }

    Optional<Series> find(SeriesKind kind, String member) {
        return Optional.ofNullable(ofMembers.getOrDefault(kind, Map.of()).get(member));
    }

    Set<String> members(SeriesKind kind) {
        return ofMembers.getOrDefault(kind, Map.of()).keySet();
    }
}
